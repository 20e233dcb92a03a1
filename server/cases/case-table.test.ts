// Promises of the table of acts: every act in every state, by everybody, and the clock.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HOUR, instant, later } from '../vocabulary/time.ts'
import {
  type ActorKind,
  CASE_ACTS,
  CASE_STATES,
  CASE_TABLE,
  type CaseAct,
  type CaseState,
  possibleActs,
  type Situation,
  stateAt,
  transition,
} from './case-table.ts'

const DUE = instant(Date.UTC(2026, 5, 3, 8))
const BEFORE = later(DUE, -HOUR)
const FINAL = later(DUE, 7 * 24 * HOUR)
const KINDS: readonly ActorKind[] = [
  ...(['staff', 'marketplace', 'buyer', 'seller', 'juror', 'anonymous', 'system'] as const),
]

const situation = (state: CaseState, isHeard = false): Situation => ({
  ...{ state, isHeard, answerDueAt: DUE, finalDueAt: state === 'decided' ? FINAL : null },
})

/** What the design promises, written out apart from the table that it is compared with. */
const LAWFUL: Readonly<Record<CaseState, Readonly<Record<string, readonly ActorKind[]>>>> = {
  awaiting_response: {
    ...{ join: ['buyer', 'marketplace'], respond: ['seller'], assign: ['staff'] },
  },
  answered: {
    ...{ join: ['buyer', 'marketplace'], decide: ['staff'], propose: ['staff'] },
    assign: ['staff'],
  },
  defaulted: {
    ...{ join: ['buyer', 'marketplace'], decide: ['staff'], propose: ['staff'] },
    assign: ['staff'],
  },
  under_review: { approve: ['staff'], send_back: ['staff'], assign: ['staff'] },
  decided: {},
  final: {},
}

describe('before the time to answer is over', () => {
  const everything = CASE_STATES.flatMap((state) =>
    CASE_ACTS.flatMap((act) => KINDS.map((by) => [state, act, by] as const)),
  )

  test.each(everything)('in %s, `%s` by %s is allowed as designed', (state, act, by) => {
    const step = transition(situation(state), act, { by, now: BEFORE })
    expect(step.ok).toBe(LAWFUL[state][act]?.includes(by) ?? false)
    if (!step.ok) expect([...step.possible].sort()).toEqual(Object.keys(LAWFUL[state]).sort())
  })
})

describe('the clock', () => {
  test('makes silence a default at the very moment, and not a millisecond before', () => {
    const waiting = situation('awaiting_response')
    expect(stateAt(waiting, later(DUE, -1))).toBe('awaiting_response')
    expect(stateAt(waiting, DUE)).toBe('defaulted')
    expect(transition(waiting, 'default', { by: 'system', now: later(DUE, -1) })).toMatchObject({
      ...{ ok: false, refusal: 'clock' },
    })
  })

  test('lets an answer that was given before a report joined still count', () => {
    expect(stateAt(situation('awaiting_response', true), DUE)).toBe('answered')
  })

  test('lets a reviewer decide, and no seller answer, once the time is over', () => {
    const waiting = situation('awaiting_response')
    expect(transition(waiting, 'decide', { by: 'staff', now: DUE })).toEqual({
      ...{ ok: true, to: 'decided' },
    })
    expect(transition(waiting, 'respond', { by: 'seller', now: DUE })).toEqual({
      ok: false,
      refusal: 'state',
      possible: ['join', 'assign', 'decide', 'propose'],
    })
  })

  test('ends a decided case when the time to appeal is over', () => {
    expect(stateAt(situation('decided'), later(FINAL, -1))).toBe('decided')
    expect(stateAt(situation('decided'), FINAL)).toBe('final')
  })
})

test('a decision that is sent back leaves the case where it was before it', () => {
  const back = (isHeard: boolean) =>
    transition(situation('under_review', isHeard), 'send_back', { by: 'staff', now: BEFORE })
  expect(back(true)).toEqual({ ok: true, to: 'answered' })
  expect(back(false)).toEqual({ ok: true, to: 'defaulted' })
})

test('whatever people do and whenever, every case can come to its end', () => {
  const acts = fc.array(
    fc.tuple(fc.constantFrom(...CASE_ACTS), fc.constantFrom(...KINDS), fc.nat(100 * 3_600_000)),
  )
  fc.assert(
    fc.property(acts, (steps) => {
      let now = BEFORE
      let state: CaseState = 'awaiting_response'
      const at = () => ({ ...situation(state), finalDueAt: FINAL })
      for (const [act, by, pause] of steps) {
        now = later(now, pause)
        const step = transition(at(), act, { by, now })
        if (step.ok) state = step.to
      }
      const end = later(FINAL, HOUR)
      for (const act of ['send_back', 'decide'] as const) {
        const step = transition(at(), act, { by: 'staff', now: end })
        if (step.ok) state = step.to
      }
      return stateAt(at(), end) === 'final'
    }),
  )
})

test('the page about cases shows the table as it is', () => {
  const page = readFileSync(new URL('../../docs/cases.md', import.meta.url), 'utf8')
  for (const line of tableLines()) expect(page).toContain(line)
})

/** The table as docs/cases.md has it. */
function tableLines(): string[] {
  return CASE_STATES.flatMap((state) => {
    const acts: Readonly<Record<string, Rule>> = CASE_TABLE[state]
    return Object.entries(acts).map(([act, rule]) => lineOf(state, act as CaseAct, rule))
  })
}

interface Rule {
  readonly by: readonly string[]
  readonly to: string
  readonly why: string
  readonly until?: string
  readonly from?: string
}

function lineOf(state: CaseState, act: CaseAct, rule: Rule): string {
  const by = rule.by.map((kind) => (kind === 'system' ? 'the clock' : kind)).join(', ')
  const when = rule.until ? `until ${rule.until}` : rule.from ? `from ${rule.from}` : ''
  return `| \`${state}\` | \`${act}\` | ${by} | ${when} | \`${rule.to}\` | ${rule.why} |`
}

test('what is possible is told for people only', () => {
  expect(possibleActs(situation('awaiting_response'), BEFORE)).not.toContain('default')
  expect(possibleActs(situation('decided'), BEFORE)).toEqual([])
})
