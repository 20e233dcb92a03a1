// A policy: what each finding costs, as rows that a policy owner can read, and the deadlines.
import { z } from 'zod'
import { type CaseRules, caseRules } from '../cases/case-rules.ts'
import { isCurrency, LARGEST_AMOUNT } from '../vocabulary/money.ts'
import type { Instant } from '../vocabulary/time.ts'
import { FINDINGS, type Finding } from './measure.ts'

const MOST_ROWS = 50
const MOST_MEASURES = 20

const amount = z.number().int().min(0).max(LARGEST_AMOUNT)
const currency = z.string().refine(isCurrency, 'is no currency of ISO 4217')
const money = z.strictObject({ amount, currency })
const inBothLanguages = (most: number) =>
  z.strictObject({ en: z.string().min(1).max(most), 'zh-CN': z.string().min(1).max(most) })

/** Days that a measure runs; null: until it is lifted. */
const days = z.number().int().min(1).max(3_650).nullable()
/** A hundredth of a per cent: 3000 is 30 %. Up to ten times the whole. */
const partsPerTenThousand = z.number().int().min(0).max(100_000)
/** Bounds by currency; in a currency that is not named there is no bound. */
const bounds = {
  least: z.array(money).max(10).default([]),
  most: z.array(money).max(10).default([]),
}

const restriction = z.strictObject({
  on: z.literal('shop'),
  kind: z.enum([
    'warning',
    'delist_item',
    'delist_all',
    'block_new_listings',
    'restrict_withdrawals',
    'terminate',
    'refer_to_authorities',
  ]),
  days,
})
const withholding = z.strictObject({
  on: z.literal('shop'),
  kind: z.enum(['withhold_deposit', 'withhold_balance']),
  /** What the share is taken of: the orders' totals, or what the shop has paid in. */
  of: z.enum(['orders', 'deposit']),
  partsPerTenThousand,
  ...bounds,
  days,
})
const compensation = z.strictObject({
  on: z.literal('shop'),
  kind: z.literal('compensate_buyers'),
  /** Whether the price goes back too, as far as it was not refunded before. */
  priceBack: z.boolean(),
  /** The compensation beside it: a share of what the order cost, within the bounds. */
  partsPerTenThousand,
  ...bounds,
})
const reporterMeasure = z.strictObject({
  on: z.literal('reporter'),
  kind: z.enum(['warning', 'suspend_reporting', 'remove_review']),
  days,
})
const measureTemplate = z.union([restriction, withholding, compensation, reporterMeasure])

const range = z.strictObject({
  min: z.number().int().min(0).max(LARGEST_AMOUNT).optional(),
  max: z.number().int().min(0).max(LARGEST_AMOUNT).optional(),
})

const policyRow = z.strictObject({
  /** Names the row for good: decisions quote it. */
  clause: z
    .string()
    .regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/, 'small letters, digits, . and -')
    .max(80),
  title: inBothLanguages(200),
  /** The row counts where all of these hold; an empty object always holds. */
  when: z.strictObject({
    /** Standing decisions with this finding on the same shop (or reporter) within the window. */
    priorCount: range.optional(),
    /** What the orders cost together, in minor units of the policy's currency. */
    paidAmount: range.optional(),
    /** Whether the seller admitted what was alleged. */
    admitted: z.boolean().optional(),
  }),
  measures: z.array(measureTemplate).max(MOST_MEASURES),
  /** Points on the standing of the shop (or reporter). */
  points: z.number().int().min(0).max(100),
  /** Whether a second reviewer must agree before the decision stands. */
  fourEyes: z.boolean(),
})

const findingTable = z.strictObject({
  /** How far back earlier decisions count. */
  windowDays: z.number().int().min(1).max(3_650),
  /** The first row that counts is taken. */
  rows: z.array(policyRow).max(MOST_ROWS),
})

const findingTables = z.strictObject({
  deliberate_empty_parcel: findingTable,
  honest_mistake: findingTable,
  not_proven: findingTable,
  malicious_report: findingTable,
  brushing: findingTable,
} satisfies Record<Finding, typeof findingTable>)

export const policySchema = z.strictObject({
  title: inBothLanguages(200),
  /** Where the clauses come from, for whoever reads them. */
  source: z.string().max(2_000),
  /** The currency of amounts in `when`. */
  currency,
  ...caseRules.shape,
  /** Days after the decision in which either side may appeal. */
  appealDays: z.number().int().min(1).max(365),
  findings: findingTables,
})

export type Policy = Readonly<z.infer<typeof policySchema>>
export type PolicyRow = Policy['findings'][Finding]['rows'][number]
export type MeasureTemplate = PolicyRow['measures'][number]
export type RestrictionTemplate = Readonly<z.infer<typeof restriction>>
export type ReporterTemplate = Readonly<z.infer<typeof reporterMeasure>>
export type Bounds = Pick<Extract<MeasureTemplate, { readonly least: unknown }>, 'least' | 'most'>

/** The policy that cases are decided under. Others may be published and kept ready. */
export const DECIDING_POLICY = 'default'

/** A published version. It never changes; a later one takes over from its own day on. */
export interface PolicyVersion {
  readonly name: string
  readonly version: number
  readonly effectiveFrom: Instant
  readonly policy: Policy
}

/**
 * The version in force at a moment: the newest of those that had taken force by then. What
 * happened before the first was published is judged under the first.
 */
export function versionInForce(
  versions: readonly PolicyVersion[],
  at: Instant,
): PolicyVersion | undefined {
  const sorted = [...versions].sort(
    (left, right) => left.effectiveFrom - right.effectiveFrom || left.version - right.version,
  )
  return sorted.findLast(({ effectiveFrom }) => effectiveFrom <= at) ?? sorted[0]
}

/** What the policy asks of cases, for the floor below. */
export function caseRulesOf({ openCaseAt, answerHours }: Policy): CaseRules {
  return { openCaseAt, answerHours }
}

/** Whom a finding speaks against: whose earlier decisions count, and who bears the measures. */
export const AGAINST = {
  deliberate_empty_parcel: 'shop',
  honest_mistake: 'shop',
  not_proven: 'nobody',
  malicious_report: 'reporter',
  brushing: 'shop',
} as const satisfies Record<Finding, 'shop' | 'reporter' | 'nobody'>

/** Whether the text names a finding. */
export function isFinding(text: string): text is Finding {
  const known: readonly string[] = FINDINGS
  return known.includes(text)
}
