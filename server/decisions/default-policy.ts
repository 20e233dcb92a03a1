// The policy that a desk begins with: example clauses modelled on public ladders, in yuan.
import type {
  MeasureTemplate,
  Policy,
  PolicyRow,
  ReporterTemplate,
  RestrictionTemplate,
} from './policy.ts'

const yuan = (amount: number) => ({ amount: amount * 100, currency: 'CNY' })

/**
 * The price as far as it was not refunded, and 30 % of it, at least 10 and at most 500 yuan:
 * Douyin's rule on fraud shipments since 2026-08-03, without its lower step for orders under 10
 * yuan. That the price goes back as well is ours: there the refund runs beside the compensation.
 */
const makeGood = {
  on: 'shop',
  kind: 'compensate_buyers',
  priceBack: true,
  partsPerTenThousand: 3_000,
  least: [yuan(10)],
  most: [yuan(500)],
} as const satisfies MeasureTemplate

/** Douyin freezes twice the settled sum of the goods, at least 1,000 yuan. */
const freeze = (days: number) =>
  ({
    ...{ on: 'shop', kind: 'withhold_deposit', of: 'orders', partsPerTenThousand: 20_000 },
    ...{ least: [yuan(1_000)], most: [], days },
  }) as const satisfies MeasureTemplate

const shop = (kind: RestrictionTemplate['kind'], days: number | null = null) =>
  ({ on: 'shop', kind, days }) as const satisfies MeasureTemplate
const reporter = (kind: ReporterTemplate['kind'], days: number | null = null) =>
  ({ on: 'reporter', kind, days }) as const satisfies MeasureTemplate

type Row = Pick<PolicyRow, 'clause' | 'title' | 'measures'> & Partial<PolicyRow>
const row = (given: Row): PolicyRow => ({ when: {}, points: 0, fourEyes: false, ...given })

/** The count of earlier decisions that a row is for. */
const prior = (min: number, max?: number) => ({
  priorCount: max === undefined ? { min } : { min, max },
})

const emptyParcel = [
  row({
    clause: 'empty-parcel.first',
    title: { en: 'Empty parcel sent on purpose (first time)', 'zh-CN': '故意发空包（首次）' },
    when: prior(0, 0),
    measures: [
      makeGood,
      shop('delist_item'),
      freeze(30),
      shop('restrict_withdrawals', 30),
      shop('block_new_listings', 7),
    ],
    points: 4,
  }),
  row({
    clause: 'empty-parcel.second',
    title: { en: 'Empty parcel sent on purpose (second time)', 'zh-CN': '故意发空包（第二次）' },
    when: prior(1, 1),
    measures: [
      makeGood,
      shop('delist_item'),
      freeze(30),
      shop('restrict_withdrawals', 30),
      shop('block_new_listings', 15),
    ],
    points: 8,
  }),
  row({
    clause: 'empty-parcel.third',
    title: { en: 'Empty parcel sent on purpose (third time)', 'zh-CN': '故意发空包（第三次）' },
    when: prior(2, 2),
    measures: [
      makeGood,
      shop('delist_all', 7),
      freeze(30),
      shop('restrict_withdrawals', 30),
      shop('block_new_listings', 15),
    ],
    points: 12,
    fourEyes: true,
  }),
  row({
    clause: 'empty-parcel.habitual',
    title: {
      en: 'Empty parcels sent on purpose again and again',
      'zh-CN': '屡次故意发空包',
    },
    when: prior(3),
    measures: [
      makeGood,
      {
        ...{ on: 'shop', kind: 'withhold_balance', of: 'orders', partsPerTenThousand: 20_000 },
        ...{ least: [yuan(1_000)], most: [], days: 180 },
      },
      shop('restrict_withdrawals', 180),
      shop('terminate'),
      shop('refer_to_authorities'),
    ],
    points: 24,
    fourEyes: true,
  }),
]

const honestMistake = [
  row({
    clause: 'honest-mistake',
    title: { en: 'Honest mistake', 'zh-CN': '无意差错' },
    when: prior(0, 2),
    measures: [{ ...makeGood, partsPerTenThousand: 0, least: [], most: [] }],
  }),
  row({
    clause: 'honest-mistake.repeated',
    title: { en: 'Honest mistake, repeated too often', 'zh-CN': '无意差错屡次发生' },
    when: prior(3),
    measures: [
      { ...makeGood, partsPerTenThousand: 500, least: [yuan(5)], most: [yuan(50)] },
      shop('warning'),
    ],
    points: 1,
  }),
]

const maliciousReport = [
  row({
    clause: 'malicious-report.first',
    title: { en: 'False report made on purpose (first time)', 'zh-CN': '恶意投诉（首次）' },
    when: prior(0, 0),
    measures: [reporter('warning'), reporter('remove_review')],
    points: 1,
  }),
  row({
    clause: 'malicious-report.second',
    title: { en: 'False report made on purpose (second time)', 'zh-CN': '恶意投诉（第二次）' },
    when: prior(1, 1),
    measures: [reporter('suspend_reporting', 30), reporter('remove_review')],
    points: 2,
  }),
  row({
    clause: 'malicious-report.habitual',
    title: {
      en: 'False reports made on purpose again and again',
      'zh-CN': '屡次恶意投诉',
    },
    when: prior(2),
    measures: [reporter('suspend_reporting', 180), reporter('remove_review')],
    points: 4,
  }),
]

/** Money held back for sham trade, between two sums. */
const freezeFor = (least: number, most: number) =>
  ({
    ...{ on: 'shop', kind: 'withhold_deposit', of: 'orders', partsPerTenThousand: 10_000 },
    ...{ least: [yuan(least)], most: [yuan(most)], days: 30 },
  }) as const satisfies MeasureTemplate

const brushing = [
  row({
    clause: 'brushing.first',
    title: { en: 'Brushing (first time)', 'zh-CN': '虚假交易（首次）' },
    when: prior(0, 0),
    measures: [shop('warning')],
    points: 1,
  }),
  row({
    clause: 'brushing.second',
    title: { en: 'Brushing (second time)', 'zh-CN': '虚假交易（第二次）' },
    when: prior(1, 1),
    measures: [shop('delist_item', 7), freezeFor(1_000, 20_000)],
    points: 4,
  }),
  row({
    clause: 'brushing.third',
    title: { en: 'Brushing (third time)', 'zh-CN': '虚假交易（第三次）' },
    when: prior(2, 2),
    measures: [shop('delist_item'), shop('block_new_listings', 7), freezeFor(2_000, 20_000)],
    points: 8,
  }),
  row({
    clause: 'brushing.habitual',
    title: { en: 'Brushing again and again', 'zh-CN': '屡次虚假交易' },
    when: prior(3),
    measures: [shop('restrict_withdrawals', 180), shop('terminate')],
    points: 12,
    fourEyes: true,
  }),
]

/**
 * Example data, no rule of any one marketplace: amounts and steps after the public pages of
 * Douyin's rule centre (fraud shipment, in force since 2026-08-03; brushing; read in autumn 2026),
 * simplified. docs/policies.md says row by row what was taken from where.
 */
export const DEFAULT_POLICY: Policy = {
  title: { en: 'Empty parcels: example policy', 'zh-CN': '空包治理规则（示例）' },
  source:
    'Modelled on the public rules of Douyin on fraud shipments (since 2026-08-03) and brushing, ' +
    'read in autumn 2026; simplified. The 48 hours to answer are those of Amazon Australia.',
  currency: 'CNY',
  openCaseAt: 'near_certain',
  answerHours: 48,
  appealDays: 7,
  findings: {
    deliberate_empty_parcel: { windowDays: 365, rows: emptyParcel },
    honest_mistake: { windowDays: 90, rows: honestMistake },
    not_proven: {
      windowDays: 365,
      rows: [
        row({
          clause: 'not-proven',
          title: { en: 'Not proven', 'zh-CN': '证据不足' },
          measures: [],
        }),
      ],
    },
    malicious_report: { windowDays: 365, rows: maliciousReport },
    brushing: { windowDays: 90, rows: brushing },
  },
}
