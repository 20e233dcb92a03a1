// Moves one case on: locks it, lets the clock catch up, checks the act by the table, writes.
import { type Actor, actorName } from '../access/actor.ts'
import type { Database } from '../platform/database.ts'
import { postEvent } from '../platform/jobs.ts'
import type { CaseId } from '../vocabulary/ids.ts'
import { Problem } from '../vocabulary/problem.ts'
import { formatInstant, type Instant } from '../vocabulary/time.ts'
import { type Case, noSuchCase, situationOf } from './case.ts'
import { maySeeCase } from './case-answer.ts'
import { lockCase, saveCase } from './case-store.ts'
import { type CaseAct, type CaseState, dueAct, stateAt, transition } from './case-table.ts'
import type { CaseHappening } from './timeline.ts'
import { appendEvents } from './timeline-store.ts'

/** Who acts, and when. */
export interface Acting {
  readonly actor: Actor
  readonly now: Instant
}

/**
 * Locks a case for an act of `actor`, brought up to date with the clock. Throws `not_found` where
 * there is none, or none that the actor may see.
 */
export async function takeCase(
  tx: Database,
  caseId: CaseId,
  { actor, now }: Acting,
): Promise<Case> {
  const found = await lockCase(tx, caseId)
  if (!found || !maySeeCase(found, actor)) throw noSuchCase(caseId)
  return catchUp(tx, found, now)
}

/**
 * Writes down what the clock has brought about in a locked case, each moment once, and under that
 * very moment: how often somebody looks must not show in the history.
 */
export async function catchUp(tx: Database, subject: Case, now: Instant): Promise<Case> {
  const act = dueAct(situationOf(subject), now)
  if (!act) return subject
  const to = stateAt(situationOf(subject), now)
  if (act === 'close') return closeByClock(tx, subject, { to, now })
  const at = subject.answerDueAt
  const detail = { isHeard: to === 'answered' }
  return moveCase(tx, subject, {
    changes: { state: to },
    happening: { event: 'case.defaulted', actor: CLOCK, at, detail },
  })
}

const CLOCK = actorName({ kind: 'system' })

async function closeByClock(
  tx: Database,
  subject: Case,
  { to, now }: { readonly to: CaseState; readonly now: Instant },
): Promise<Case> {
  const at = subject.finalDueAt ?? now
  const closed = await moveCase(tx, subject, {
    changes: { state: to, closedAt: at },
    happening: { event: 'case.closed', actor: CLOCK, at, detail: {} },
  })
  await postEvent(tx, { name: 'case.closed', ids: { caseId: subject.id } }, { now })
  return closed
}

/** The state that the act leads to. Throws `not_possible_now` with what is possible instead. */
export function demandTransition(subject: Case, act: CaseAct, { actor, now }: Acting): CaseState {
  const step = transition(situationOf(subject), act, { by: actor.kind, now })
  if (step.ok) return step.to
  const detail = `The case is ${subject.state}; \`${act}\` is not possible now. ${until(subject)}`
  throw new Problem('not_possible_now', detail.trim(), { possible: step.possible })
}

function until(subject: Case): string {
  if (subject.state !== 'awaiting_response') return ''
  return `The seller may answer until ${formatInstant(subject.answerDueAt)}.`
}

interface Move {
  readonly changes: Partial<Omit<Case, 'id' | 'version'>>
  readonly happening: CaseHappening
}

/** Saves the changes to a locked case and adds what happened to its timeline. */
export async function moveCase(tx: Database, before: Case, move: Move): Promise<Case> {
  const after: Case = { ...before, ...move.changes, updatedAt: move.happening.at }
  if (!(await saveCase(tx, after))) {
    throw new Problem('changed_meanwhile', 'Somebody else acted in this case; read it again.')
  }
  await appendEvents(tx, before.id, [move.happening])
  return { ...after, version: before.version + 1 }
}
