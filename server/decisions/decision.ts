// A decision: the finding, what it rests on, what it orders, who made it and how far it got.
import type { DecisionBrief } from '../cases/case.ts'
import type { BuyerId, CaseId, DecisionId, OrderId, ShopId, StaffId } from '../vocabulary/ids.ts'
import { DAY, formatInstant, type Instant, later } from '../vocabulary/time.ts'
import type { Trace } from './consequence.ts'
import type { Finding, Measure } from './measure.ts'

/** `replaced`: an appeal ended in another decision; `refused`: the second person did not agree. */
export const DECISION_STATES = ['awaiting_approval', 'standing', 'refused', 'replaced'] as const
export type DecisionState = (typeof DECISION_STATES)[number]

/** How far it was automated. Who decides is always a person. */
export interface Automation {
  /** Whether the machine opened the case, or a person. */
  readonly detection: boolean
  /** The model whose assessment was in the file; null where there was none. */
  readonly modelVersion: string | null
  /** The finding that the proposal showed as suggested; null where it showed none. */
  readonly suggestedFinding: Finding | null
  readonly decision: 'by_person'
}

export interface Decision {
  readonly id: DecisionId
  readonly caseId: CaseId
  readonly shopId: ShopId
  readonly buyerId: BuyerId
  readonly orderIds: readonly OrderId[]
  /** The frozen file that was looked at, and nothing else was. */
  readonly file: { readonly version: number; readonly hash: string }
  readonly finding: Finding
  readonly rationale: string
  readonly clause: string
  readonly policy: { readonly name: string; readonly version: number }
  /** When what was judged was done: the policy's version in force then was applied. */
  readonly actAt: Instant
  readonly measures: readonly Measure[]
  readonly trace: Trace
  readonly automation: Automation
  readonly fourEyes: boolean
  readonly state: DecisionState
  readonly decidedAt: Instant
  readonly decidedBy: StaffId
  readonly approvedAt: Instant | null
  readonly approvedBy: StaffId | null
  readonly refusalReason: string | null
  readonly standingSince: Instant | null
  readonly appealUntil: Instant | null
  readonly replacedBy: DecisionId | null
}

/** The decision as it takes force at `now`; either side may appeal for `appealDays`. */
export function standingFrom(decision: Decision, now: Instant, appealDays: number): Decision {
  const appealUntil = later(now, appealDays * DAY)
  return { ...decision, state: 'standing', standingSince: now, appealUntil }
}

/** What the case keeps of its decision. */
export function briefOf(decision: Decision): DecisionBrief {
  return {
    id: decision.id,
    state: decision.state === 'standing' ? 'standing' : 'awaiting_approval',
    finding: decision.finding,
    rationale: decision.rationale,
    clause: decision.clause,
    policy: decision.policy,
    measures: decision.measures.map((measure) => ({ ...measure })),
    decidedAt: formatInstant(decision.decidedAt),
    decidedBy: decision.decidedBy,
    approvedBy: decision.approvedBy,
  }
}

/** What somebody did in a matter. */
export interface Part {
  readonly staffId: StaffId
  readonly decisionId: DecisionId
  readonly part: 'decided' | 'approved' | 'refused'
}

/**
 * Why a member of staff may not take this part; undefined where they may. Nobody agrees to their
 * own decision, and nobody who judged a decision that stood judges the matter again. A draft that
 * was sent back is no decision yet: whoever wrote it may write a better one.
 */
export function conflictOf(
  staffId: StaffId,
  earlier: readonly (Part & { readonly state: DecisionState })[],
): 'own_decision' | 'judged_before' | undefined {
  const own = earlier.filter((part) => part.staffId === staffId)
  if (own.some(({ part, state }) => part === 'decided' && state === 'awaiting_approval')) {
    return 'own_decision'
  }
  return own.some(({ state }) => state === 'standing' || state === 'replaced')
    ? 'judged_before'
    : undefined
}
