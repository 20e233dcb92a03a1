// What a reader can do in a case now, and why not: read from the table of acts, for buttons.
import type { Actor } from '../access/actor.ts'
import { may } from '../access/permission.ts'
import type { Instant } from '../vocabulary/time.ts'
import { type Case, situationOf } from './case.ts'
import { type CaseAct, stateAt, transition } from './case-table.ts'

/**
 * Why something cannot be done: a word for programs, which the pages have sentences for.
 * `not_yours` another role's act · `awaits_answer` the seller may still answer · `answered` the
 * seller has answered · `time_over` the time to answer is over · `awaits_approval` a second person
 * must first agree or not · `nothing_to_approve` · `own_decision` one's own waits for another ·
 * `decided` the case is decided.
 */
export const REASONS_AGAINST = [
  'not_yours',
  'awaits_answer',
  'answered',
  'time_over',
  'awaits_approval',
  'nothing_to_approve',
  'own_decision',
  'decided',
] as const
export type ReasonAgainst = (typeof REASONS_AGAINST)[number]

export type Can =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly reason: ReasonAgainst }

export interface CaseCan {
  readonly respond: Can
  readonly decide: Can
  readonly approve: Can
  readonly assign: Can
}

const PERMISSION_FOR = {
  respond: 'case.respond',
  decide: 'case.decide',
  approve: 'case.approve',
  assign: 'case.assign',
} as const satisfies Partial<Record<CaseAct, string>>

/** Whether the member of staff made the decision that waits for a second person. */
export function isOwnDecision(subject: Case, actor: Actor): boolean {
  const { decision } = subject
  if (actor.kind !== 'staff' || decision?.state !== 'awaiting_approval') return false
  return decision.decidedBy === actor.staffId
}

/** What the actor can do at `now`. That the actor may see the case at all is asked elsewhere. */
export function canInCase(subject: Case, actor: Actor, now: Instant): CaseCan {
  const ask = (act: keyof typeof PERMISSION_FOR): Can => {
    if (!may(actor, PERMISSION_FOR[act])) return { allowed: false, reason: 'not_yours' }
    const step = transition(situationOf(subject), act, { by: actor.kind, now })
    if (!step.ok) return { allowed: false, reason: reasonAgainst(subject, act, now) }
    const isOwn = act === 'approve' && isOwnDecision(subject, actor)
    return isOwn ? { allowed: false, reason: 'own_decision' } : { allowed: true }
  }
  return {
    respond: ask('respond'),
    decide: ask('decide'),
    approve: ask('approve'),
    assign: ask('assign'),
  }
}

function reasonAgainst(
  subject: Case,
  act: keyof typeof PERMISSION_FOR,
  now: Instant,
): ReasonAgainst {
  const state = stateAt(situationOf(subject), now)
  if (state === 'decided' || state === 'final') return 'decided'
  if (act === 'approve') return 'nothing_to_approve'
  if (act === 'respond') return subject.response ? 'answered' : 'time_over'
  return state === 'under_review' ? 'awaits_approval' : 'awaits_answer'
}
