// A decision takes effect on its case: it waits for a second person, stands, or is sent back.
import { type Actor, actorName } from '../access/actor.ts'
import type { Database } from '../platform/database.ts'
import { postEvent } from '../platform/jobs.ts'
import type { CaseId, DecisionId } from '../vocabulary/ids.ts'
import type { Instant } from '../vocabulary/time.ts'
import { type Case, type DecisionBrief, noSuchCase } from './case.ts'
import { lockCase } from './case-store.ts'
import type { CaseAct } from './case-table.ts'
import { demandTransition, moveCase } from './move-case.ts'
import type { CaseEventName } from './timeline.ts'

/** What the floor above says of a decision, in the transaction that makes it true. */
export interface DecisionMove {
  readonly caseId: CaseId
  /** `propose`: awaits a second person · `decide`, `approve`: stands · `send_back`: refused. */
  readonly act: Extract<CaseAct, 'propose' | 'decide' | 'approve' | 'send_back'>
  readonly decision: DecisionBrief
  /** When the time to appeal is over; for a decision that stands. */
  readonly appealUntil: Instant | null
  readonly actor: Actor
  readonly now: Instant
  readonly reason?: string
}

const EVENT_OF = {
  propose: 'case.decision_proposed',
  decide: 'case.decided',
  approve: 'case.decided',
  send_back: 'case.decision_sent_back',
} as const satisfies Record<DecisionMove['act'], CaseEventName>

/**
 * Moves the case with its decision and posts `case.decided` where the decision stands. Throws
 * `not_possible_now` where the table does not allow it; then neither the decision comes about.
 */
export async function recordDecision(tx: Database, move: DecisionMove): Promise<Case> {
  const { caseId, act, decision, actor, now } = move
  const before = await lockCase(tx, caseId)
  if (!before) throw noSuchCase(caseId)
  const to = demandTransition(before, act, { actor, now })
  const stands = act === 'decide' || act === 'approve'
  const after = await moveCase(tx, before, {
    changes: {
      state: to,
      decision: act === 'send_back' ? null : decision,
      finalDueAt: stands ? move.appealUntil : null,
    },
    happening: { event: EVENT_OF[act], actor: actorName(actor), at: now, detail: detailOf(move) },
  })
  if (stands) {
    const ids = { caseId, decisionId: decision.id as DecisionId }
    await postEvent(tx, { name: 'case.decided', ids }, { now })
  }
  return after
}

function detailOf({ decision, reason }: DecisionMove) {
  const { id: decisionId, finding } = decision
  return reason === undefined ? { decisionId, finding } : { decisionId, finding, reason }
}
