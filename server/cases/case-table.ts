// The one table of the case: which act is lawful in which state, for whom, until when, and what
// comes of it. Routes, `can`, refusals and docs/cases.md are all read from it.
import type { Actor } from '../access/actor.ts'
import type { Instant } from '../vocabulary/time.ts'

export const CASE_STATES = [
  'awaiting_response',
  'answered',
  'defaulted',
  'under_review',
  'decided',
  'final',
] as const
export type CaseState = (typeof CASE_STATES)[number]

export const CASE_ACTS = [
  'join',
  'respond',
  'default',
  'assign',
  'decide',
  'propose',
  'approve',
  'send_back',
  'close',
] as const
export type CaseAct = (typeof CASE_ACTS)[number]

export type ActorKind = Actor['kind']

/** The clocks of a case: the time to answer, and the time to appeal. */
export type CaseClock = 'answer_due' | 'appeal_due'

interface ActRule {
  readonly by: readonly ActorKind[]
  /** Lawful only before this moment. */
  readonly until?: CaseClock
  /** Lawful only from this moment on; the clock then does it by itself. */
  readonly from?: CaseClock
  /** The next state; `heard` is `answered` where the seller has spoken, else `defaulted`. */
  readonly to: CaseState | 'heard'
  readonly why: string
}

const assign = {
  by: ['staff'],
  why: 'Somebody at the desk takes the case, hands it on or lays it down.',
} as const

// What the buyer says is a new allegation, so the seller's time to answer begins anew. It can
// happen only once, since a case has one report.
const join = {
  by: ['buyer', 'marketplace'],
  to: 'awaiting_response',
  why: 'A buyer reports the order of a case that detection opened; the time to answer begins anew.',
} as const

const judge = {
  decide: {
    by: ['staff'],
    to: 'decided',
    why: 'A reviewer decides; the file is frozen first.',
  },
  propose: {
    by: ['staff'],
    to: 'under_review',
    why: 'A reviewer decides on measures that need a second person; the file is frozen first.',
  },
} as const

export const CASE_TABLE = {
  awaiting_response: {
    join,
    respond: {
      by: ['seller'],
      until: 'answer_due',
      to: 'answered',
      why: 'The seller admits or contests.',
    },
    default: {
      by: ['system'],
      from: 'answer_due',
      to: 'heard',
      why: 'The time to answer is over; an answer given before the report joined still counts.',
    },
    assign: { ...assign, to: 'awaiting_response' },
  },
  answered: { join, ...judge, assign: { ...assign, to: 'answered' } },
  defaulted: { join, ...judge, assign: { ...assign, to: 'defaulted' } },
  under_review: {
    approve: { by: ['staff'], to: 'decided', why: 'Another reviewer agrees; the decision stands.' },
    send_back: {
      by: ['staff'],
      to: 'heard',
      why: 'Another reviewer does not agree; the case waits for a new decision.',
    },
    assign: { ...assign, to: 'under_review' },
  },
  decided: {
    close: { by: ['system'], from: 'appeal_due', to: 'final', why: 'The time to appeal is over.' },
  },
  final: {},
} as const satisfies Record<CaseState, { readonly [Act in CaseAct]?: ActRule }>

/** What the table needs to know of a case. */
export interface Situation {
  readonly state: CaseState
  /** Whether the seller has answered at any time. */
  readonly isHeard: boolean
  readonly answerDueAt: Instant
  readonly finalDueAt: Instant | null
}

export type Transition =
  | { readonly ok: true; readonly to: CaseState }
  | {
      readonly ok: false
      /** What stands in the way: the state, who asks, or that it is too early. */
      readonly refusal: 'state' | 'actor' | 'clock'
      /** What people may do instead, whoever they are. */
      readonly possible: readonly CaseAct[]
    }

function rulesOf(state: CaseState): { readonly [Act in CaseAct]?: ActRule } {
  return CASE_TABLE[state]
}

function resolve(to: ActRule['to'], situation: Situation): CaseState {
  if (to !== 'heard') return to
  return situation.isHeard ? 'answered' : 'defaulted'
}

function clockOf(situation: Situation, clock: CaseClock): Instant | null {
  return clock === 'answer_due' ? situation.answerDueAt : situation.finalDueAt
}

/** The act that the clock does in this state, once its moment has come. */
export function dueAct(situation: Situation, now: Instant): 'default' | 'close' | undefined {
  for (const act of ['default', 'close'] as const) {
    const rule = rulesOf(situation.state)[act]
    const moment = rule?.from ? clockOf(situation, rule.from) : null
    if (moment !== null && now >= moment) return act
  }
  return undefined
}

/**
 * Where a case stands at `now`: what the clock has brought about counts from its very moment, not
 * from when somebody came to write it down.
 */
export function stateAt(situation: Situation, now: Instant): CaseState {
  const act = dueAct(situation, now)
  const rule = act && rulesOf(situation.state)[act]
  return rule ? resolve(rule.to, situation) : situation.state
}

/** The acts that people (not the clock) may do at `now`. */
export function possibleActs(situation: Situation, now: Instant): readonly CaseAct[] {
  const rules = rulesOf(stateAt(situation, now))
  return CASE_ACTS.filter((act) => rules[act]?.by.some((kind) => kind !== 'system'))
}

/** The state that an act leads to, or why it cannot be done now and what can. */
export function transition(
  situation: Situation,
  act: CaseAct,
  { by, now }: { readonly by: ActorKind; readonly now: Instant },
): Transition {
  // The clock's own acts are asked of the written state: they are what brings it up to date.
  const state = by === 'system' ? situation.state : stateAt(situation, now)
  const rule = rulesOf(state)[act]
  const refuse = (refusal: 'state' | 'actor' | 'clock'): Transition => ({
    ok: false,
    refusal,
    possible: possibleActs(situation, now),
  })
  if (!rule) return refuse('state')
  if (!rule.by.includes(by)) return refuse('actor')
  const from = rule.from && clockOf(situation, rule.from)
  if (rule.from && (from === null || from === undefined || now < from)) return refuse('clock')
  return { ok: true, to: resolve(rule.to, situation) }
}
