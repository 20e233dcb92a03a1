// Promises of the proposal: sums to the last minor unit, the right row, the right version.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type FactsSeed, someFacts } from '../../test/case-facts.ts'
import { DAY, instant, later } from '../vocabulary/time.ts'
import { consequenceOf } from './consequence.ts'
import { DEFAULT_POLICY } from './default-policy.ts'
import { FINDINGS, type Finding, type Measure } from './measure.ts'
import { AGAINST, type Policy, type PolicyVersion, versionInForce } from './policy.ts'
import { propose, proposeFinding } from './proposal.ts'
import { suggestFinding } from './suggestion.ts'

const yuan = (amount: number) => ({ amount: amount * 100, currency: 'CNY' })

function consequence(finding: Finding, seed: FactsSeed = {}, priorCount = 0) {
  return consequenceOf(DEFAULT_POLICY, finding, { facts: someFacts(seed), priorCount })
}

function amountOf(measures: readonly Measure[], kind: Measure['kind']): number | undefined {
  const found = measures.find((each) => each.kind === kind)
  return found && 'amount' in found ? found.amount.amount : undefined
}

describe('compensation', () => {
  test.each([
    ['the price and 30 %', { paid: yuan(100) }, 13_000],
    ['at least 10 yuan beside the price', { paid: yuan(20) }, 3_000],
    ['at most 500 yuan beside the price', { paid: yuan(10_000) }, 1_050_000],
    ['only the 30 % where the price was refunded', { paid: yuan(100), refunded: 10_000 }, 3_000],
    ['the rest of a price that was refunded in part', { paid: yuan(100), refunded: 4_000 }, 9_000],
    ['nothing back beyond the price', { paid: yuan(100), refunded: 99_999 }, 3_000],
    ['halves rounded up', { paid: { amount: 10_005, currency: 'CNY' } }, 13_007],
    ['no bounds in a currency that names none', { paid: { amount: 100, currency: 'BRL' } }, 130],
  ])('is %s', (_what, seed, amount) => {
    const { measures } = consequence('deliberate_empty_parcel', seed)
    expect(amountOf(measures, 'compensate_buyers')).toBe(amount)
  })

  test('is left out, and said to be, where nobody knows what the order cost', () => {
    const { measures, trace } = consequence('deliberate_empty_parcel', { paid: null })
    expect(amountOf(measures, 'compensate_buyers')).toBeUndefined()
    expect(trace.leftOut).toContainEqual({ kind: 'compensate_buyers', because: 'no_sum' })
    expect(trace.leftOut).toContainEqual({ kind: 'withhold_deposit', because: 'no_sum' })
  })

  test('of an honest mistake that was refunded already is nothing', () => {
    const { measures, trace } = consequence('honest_mistake', { refunded: 9_900 })
    expect(measures).toEqual([])
    expect(trace.leftOut).toEqual([{ kind: 'compensate_buyers', because: 'nothing_due' }])
  })
})

describe('the ladder', () => {
  test.each([
    [0, 'empty-parcel.first', false],
    [1, 'empty-parcel.second', false],
    [2, 'empty-parcel.third', true],
    [3, 'empty-parcel.habitual', true],
    [99, 'empty-parcel.habitual', true],
  ])('after %d decisions of the kind applies %s', (priorCount, clause, fourEyes) => {
    const found = consequence('deliberate_empty_parcel', {}, priorCount)
    expect(found).toMatchObject({ clause, fourEyes })
    const because = 'priorCount'
    expect(found.trace.passedOver.every((each) => each.because === because)).toBe(true)
  })

  test('brings an honest mistake neither points nor a warning, until it is made too often', () => {
    expect(consequence('honest_mistake', {}, 2)).toMatchObject({ points: 0 })
    const kinds = (count: number) =>
      consequence('honest_mistake', {}, count).measures.map(({ kind }) => kind)
    expect(kinds(2)).toEqual(['compensate_buyers'])
    expect(kinds(3)).toEqual(['compensate_buyers', 'warning'])
  })

  test('warns a false reporter before suspending, and hides a review only where there is one', () => {
    const kinds = (count: number, hasReview: boolean) =>
      consequence('malicious_report', { hasReview }, count).measures.map(({ kind }) => kind)
    expect(kinds(0, false)).toEqual(['warning'])
    expect(kinds(0, true)).toEqual(['warning', 'remove_review'])
    expect(kinds(1, false)).toEqual(['suspend_reporting'])
  })
})

const facts = fc.record({
  paid: fc.option(
    fc.record({ amount: fc.nat(50_000_000), currency: fc.constantFrom('CNY', 'BRL', 'USD') }),
  ),
  refunded: fc.nat(60_000_000),
  hasReview: fc.boolean(),
  isAdmitted: fc.option(fc.boolean()),
})

test('whatever the facts: sums are whole and above zero, points count once, against one side', () => {
  const finding = fc.constantFrom(...FINDINGS)
  fc.assert(
    fc.property(finding, facts, fc.nat(8), (chosen, seed, priorCount) => {
      const { measures, points, clause } = consequence(chosen, seed, priorCount)
      const sum = measures.reduce((total, measure) => total + measure.points, 0)
      expect(sum).toBe(measures.length > 0 ? points : 0)
      for (const measure of measures) {
        expect(measure.on).toBe(AGAINST[chosen])
        expect(measure.clause).toBe(clause)
        if (!('amount' in measure)) continue
        expect(Number.isSafeInteger(measure.amount.amount)).toBe(true)
        expect(measure.amount.amount).toBeGreaterThan(0)
        expect(measure.amount.currency).toBe(seed.paid?.currency)
        if (measure.kind !== 'compensate_buyers') continue
        const price = Math.max(0, (seed.paid?.amount ?? 0) - seed.refunded)
        expect(measure.priceBack?.amount).toBe(price)
        expect(measure.amount.amount).toBeGreaterThanOrEqual(price)
      }
      // The same facts, the same measures: a decision can be replayed.
      expect(consequence(chosen, seed, priorCount).measures).toEqual(measures)
    }),
  )
})

describe('the version', () => {
  const begin = instant(Date.UTC(2026, 5, 1))
  const second: Policy = { ...DEFAULT_POLICY, answerHours: 24 }
  const versions: readonly PolicyVersion[] = [
    { name: 'default', version: 1, effectiveFrom: begin, policy: DEFAULT_POLICY },
    { name: 'default', version: 2, effectiveFrom: later(begin, 7 * DAY), policy: second },
  ]

  test('that counts is the one in force on the day of what was done', () => {
    const shipped = (days: number) =>
      proposeFinding(versions, 'deliberate_empty_parcel', {
        facts: someFacts({ shippedAt: later(begin, days * DAY) }),
        priorCounts: countsOf(0),
      }).policy.version
    expect(shipped(6)).toBe(1)
    expect(shipped(7)).toBe(2)
    expect(shipped(-30)).toBe(1)
  })

  test('of two that take force at once is the later one, and there is none before the first', () => {
    const twin = { ...versions[1], version: 3 } as PolicyVersion
    expect(versionInForce([...versions, twin], later(begin, 8 * DAY))?.version).toBe(3)
    expect(versionInForce([], begin)).toBeUndefined()
  })

  test('is looked up by the report where a report is judged', () => {
    const seed = { shippedAt: begin, reportedAt: later(begin, 8 * DAY) }
    const { findings } = propose(versions, someFacts(seed), countsOf(0))
    const version = (finding: Finding) =>
      findings.find((each) => each.finding === finding)?.policy.version
    expect(version('malicious_report')).toBe(2)
    expect(version('deliberate_empty_parcel')).toBe(1)
  })

  test('proposes no malicious report where nobody reported', () => {
    const { findings } = propose(versions, someFacts({ isReported: false }), countsOf(0))
    expect(findings.map(({ finding }) => finding)).not.toContain('malicious_report')
    expect(findings).toHaveLength(4)
  })
})

function countsOf(count: number) {
  return Object.fromEntries(FINDINGS.map((each) => [each, count])) as Record<Finding, number>
}

describe('the suggestion', () => {
  const clear = { band: 'clear', probability: 0.01 }
  const suspect = { band: 'suspect', probability: 0.7 }
  const bursts = { leadingSignal: 'order_concentration', isReported: false }
  test.each<[string, FactsSeed, Finding | null]>([
    ['an admission', { isAdmitted: true }, 'honest_mistake'],
    ['near certainty, contested', { isAdmitted: false }, 'deliberate_empty_parcel'],
    ['near certainty and silence', {}, 'deliberate_empty_parcel'],
    ['suspicion, contested', { ...suspect, isAdmitted: false }, null],
    ['suspicion, a report and silence', suspect, 'deliberate_empty_parcel'],
    ['suspicion and silence without a report', { ...suspect, isReported: false }, null],
    ['a harmless order, contested', { ...clear, isAdmitted: false }, 'not_proven'],
    ['a harmless order, a report and silence', clear, 'honest_mistake'],
    ['a burst of orders', { ...suspect, ...bursts, isAdmitted: false }, 'brushing'],
    [
      'a burst of orders that somebody reported',
      { ...bursts, isReported: true },
      'deliberate_empty_parcel',
    ],
    ['nothing weighed, contested', { band: null, isAdmitted: false }, null],
    ['nothing weighed, a report and silence', { band: null }, 'honest_mistake'],
  ])('on %s', (_what, seed, finding) => {
    expect(suggestFinding(someFacts(seed)).finding).toBe(finding)
  })

  test('never holds a buyer for a liar, whatever the facts', () => {
    const band = fc.constantFrom('clear', 'watch', 'suspect', 'near_certain', null)
    const voice = fc.option(fc.boolean())
    fc.assert(
      fc.property(band, voice, fc.boolean(), (weighed, isAdmitted, isReported) => {
        const { finding } = suggestFinding(someFacts({ band: weighed, isAdmitted, isReported }))
        return finding !== 'malicious_report'
      }),
    )
  })
})
