// Promises of the analysis: a mistaken policy is refused, and the row named.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { someFacts } from '../../test/case-facts.ts'
import { consequenceOf } from './consequence.ts'
import { DEFAULT_POLICY } from './default-policy.ts'
import { FINDINGS, type Finding } from './measure.ts'
import { type Policy, type PolicyRow, policySchema } from './policy.ts'
import { analysePolicy } from './policy-analysis.ts'

type When = PolicyRow['when']

const row = (clause: string, when: When, more: Partial<PolicyRow> = {}): PolicyRow => ({
  ...{ clause, when, title: { en: clause, 'zh-CN': clause } },
  ...{ measures: [], points: 0, fourEyes: false, ...more },
})

function withRows(finding: Finding, rows: readonly PolicyRow[]): Policy {
  const findings = { ...DEFAULT_POLICY.findings, [finding]: { windowDays: 90, rows: [...rows] } }
  return { ...DEFAULT_POLICY, findings }
}

const faultsOf = (rows: readonly PolicyRow[], finding: Finding = 'brushing') =>
  analysePolicy(withRows(finding, rows)).map(({ message }) => message)

const warning = { on: 'shop', kind: 'warning', days: null } as const
const yuan = (amount: number) => ({ amount, currency: 'CNY' })
const pay = { on: 'shop', kind: 'compensate_buyers', priceBack: true } as const

test('the example policy has no mistake and is what the schema takes', () => {
  expect(analysePolicy(DEFAULT_POLICY)).toEqual([])
  expect(policySchema.parse(JSON.parse(JSON.stringify(DEFAULT_POLICY)))).toEqual(DEFAULT_POLICY)
})

test.each<[string, readonly PolicyRow[], string]>([
  ['no row', [], 'brushing has no row'],
  [
    'a gap after the last count',
    [row('a', { priorCount: { max: 1 } })],
    'brushing has no row for a prior count of 2',
  ],
  [
    'a gap between counts',
    [row('a', { priorCount: { max: 0 } }), row('b', { priorCount: { min: 2 } })],
    'brushing has no row for a prior count of 1',
  ],
  [
    'a gap before the first count',
    [row('a', { priorCount: { min: 1 } })],
    'brushing has no row for a prior count of 0',
  ],
  ['no row where nothing was admitted', [row('a', { admitted: true })], 'not admitted'],
  [
    'no row for other currencies',
    [row('a', { paidAmount: { min: 0 } })],
    'an unknown sum or another currency',
  ],
  [
    'a gap between sums',
    [row('a', { paidAmount: { max: 100 } }), row('b', { paidAmount: { min: 102 } })],
    'brushing has no row for',
  ],
  [
    'counts that overlap',
    [row('a', { priorCount: { max: 2 } }), row('b', { priorCount: { min: 2 } })],
    'b overlaps with a',
  ],
  [
    'sums that overlap',
    [row('a', { paidAmount: { max: 500 } }), row('b', { paidAmount: { min: 500 } }), row('c', {})],
    'b overlaps with a',
  ],
  [
    'conditions that cross',
    [row('a', { priorCount: { max: 0 } }), row('b', { admitted: true }), row('c', {})],
    'b overlaps with a',
  ],
  ['a row behind one that takes all', [row('a', {}), row('b', {})], 'b is never reached'],
  [
    'an exception behind its rule',
    [row('a', {}), row('b', { admitted: true })],
    'b is never reached',
  ],
  [
    'a row covered by two before it',
    [row('a', { priorCount: { max: 0 } }), row('b', { priorCount: { min: 1 } }), row('c', {})],
    'c is never reached',
  ],
  [
    'a count that ends before it begins',
    [row('a', { priorCount: { min: 3, max: 1 } })],
    'a: priorCount begins at 3 and ends at 1',
  ],
  [
    'a sum that ends before it begins',
    [row('a', { paidAmount: { min: 3, max: 1 } })],
    'a: paidAmount begins at 3 and ends at 1',
  ],
  ['points without a measure', [row('a', {}, { points: 2 })], 'a: points need a measure'],
  [
    'an end of contract by one person alone',
    [row('a', {}, { measures: [{ on: 'shop', kind: 'terminate', days: null }] })],
    'a: terminate needs a second person',
  ],
  [
    'all items down by one person alone',
    [row('a', {}, { measures: [{ on: 'shop', kind: 'delist_all', days: 7 }] })],
    'a: delist_all needs a second person',
  ],
  [
    'a measure on the buyer for what the shop did',
    [row('a', {}, { measures: [{ on: 'reporter', kind: 'suspend_reporting', days: 7 }] })],
    'a: brushing speaks against the shop; suspend_reporting is on the reporter',
  ],
  [
    'a least above the most',
    [
      row(
        'a',
        {},
        {
          measures: [{ ...pay, partsPerTenThousand: 10, least: [yuan(9)], most: [yuan(8)] }],
        },
      ),
    ],
    'a: compensate_buyers: at least 9 but at most 8',
  ],
  [
    'two bounds in one currency',
    [
      row(
        'a',
        {},
        {
          measures: [{ ...pay, partsPerTenThousand: 10, least: [yuan(9), yuan(8)], most: [] }],
        },
      ),
    ],
    'a: compensate_buyers: a currency has two bounds',
  ],
  [
    'a clause that is named twice',
    [row('not-proven', {}, { measures: [warning] })],
    'the clause not-proven is named twice',
  ],
])('a policy with %s is refused and the row named', (_what, rows, message) => {
  expect(faultsOf(rows).join('\n')).toContain(message)
})

test('a measure for what is not proven is refused, and a measure on the shop for a false report', () => {
  const one = [row('a', {}, { measures: [warning] })]
  expect(faultsOf(one, 'not_proven').join()).toContain('speaks against nobody')
  expect(faultsOf(one, 'malicious_report').join()).toContain('speaks against the reporter')
})

/** A policy as text that came in: torn apart on purpose. */
type Draft = ReturnType<typeof JSON.parse>

describe('the schema refuses', () => {
  const changed = (change: (draft: Draft) => void) => {
    const draft = JSON.parse(JSON.stringify(DEFAULT_POLICY))
    change(draft)
    return policySchema.safeParse(draft)
  }
  const makeGood = (draft: Draft) => draft.findings.deliberate_empty_parcel.rows[0].measures[0]

  test.each<[string, (draft: Draft) => void]>([
    // biome-ignore format: one mistake a line reads best
    ['a share as a fraction', (draft) => { makeGood(draft).partsPerTenThousand = 0.3 }],
    [
      'an amount with a fraction',
      (draft) => {
        makeGood(draft).least[0].amount = 10.5
      },
    ],
    [
      'an unknown currency',
      (draft) => {
        draft.currency = 'RMB'
      },
    ],
    [
      'days that are none',
      (draft) => {
        makeGood(draft).days = 0
      },
    ],
    [
      'a field that it does not know',
      (draft) => {
        draft.anwserHours = 24
      },
    ],
    [
      'no time to answer',
      (draft) => {
        draft.answerHours = 0
      },
    ],
    [
      'no time to appeal',
      (draft) => {
        draft.appealDays = 0
      },
    ],
    [
      'a band that opens too much',
      (draft) => {
        draft.openCaseAt = 'watch'
      },
    ],
    [
      'a title in one language only',
      (draft) => {
        draft.title = { en: 'Only English' }
      },
    ],
    [
      'a finding left out',
      (draft) => {
        draft.findings = {}
      },
    ],
  ])('%s', (_what, change) => {
    expect(changed(change).success).toBe(false)
  })
})

test('a policy that passes has a row for every case, and each of its rows for some case', () => {
  const range = fc.record({ min: fc.nat(4), max: fc.nat(6) }, { requiredKeys: [] })
  const when = fc.record(
    { priorCount: range, paidAmount: range, admitted: fc.boolean() },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(fc.array(when, { minLength: 1, maxLength: 4 }), (whens) => {
      const rows = whens.map((each, index) => row(`row-${index}`, each as When))
      const policy = withRows('brushing', rows)
      if (analysePolicy(policy).length > 0) return
      const hit = new Set<string>()
      for (let priorCount = 0; priorCount <= 8; priorCount++) {
        for (const paid of [null, 0, 1, 2, 3, 4, 5, 6, 7, 8]) {
          for (const isAdmitted of [true, false]) {
            const facts = someFacts({ paid: paid === null ? null : yuan(paid), isAdmitted })
            hit.add(consequenceOf(policy, 'brushing', { facts, priorCount }).clause)
          }
        }
      }
      expect(hit.size).toBe(rows.length)
    }),
    { numRuns: 2_000 },
  )
})

test('every finding of the example policy has a row for any count', () => {
  for (const finding of FINDINGS) {
    for (let priorCount = 0; priorCount < 10; priorCount++) {
      const found = consequenceOf(DEFAULT_POLICY, finding, { facts: someFacts({}), priorCount })
      expect(found.trace.priorCount).toBe(priorCount)
    }
  }
})
