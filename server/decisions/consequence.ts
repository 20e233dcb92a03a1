// What a finding costs under a policy: the row that counts, its measures in figures, and the way
// by which they were reached. Pure, so that the past can be replayed under a draft.
import { type Money, money, shareOf } from '../vocabulary/money.ts'
import type { CaseFacts, OrderInCase } from './case-facts.ts'
import type { Finding, Measure } from './measure.ts'
import type { Bounds, MeasureTemplate, Policy, PolicyRow } from './policy.ts'

/** Why a row did not count. */
export type PassedOver = 'priorCount' | 'paidAmount' | 'admitted'

/** Why a measure of the row was left out: there was nothing to take it of. */
export type LeftOut = 'no_sum' | 'no_listing' | 'no_review' | 'nothing_due'

/** The way from the facts to the row. */
export interface Trace {
  readonly windowDays: number
  readonly priorCount: number
  /** What the orders cost together, if all are in the policy's currency. */
  readonly paidAmount: number | null
  readonly admitted: boolean
  readonly passedOver: readonly { readonly clause: string; readonly because: PassedOver }[]
  readonly leftOut: readonly { readonly kind: string; readonly because: LeftOut }[]
}

export interface Consequence {
  readonly finding: Finding
  readonly clause: string
  readonly title: PolicyRow['title']
  readonly points: number
  readonly fourEyes: boolean
  readonly measures: readonly Measure[]
  readonly trace: Trace
}

/** What the finding brings, given how often it stood before. A policy has a row for every case. */
export function consequenceOf(
  policy: Policy,
  finding: Finding,
  { facts, priorCount }: { readonly facts: CaseFacts; readonly priorCount: number },
): Consequence {
  const { windowDays, rows } = policy.findings[finding]
  const paidAmount = paidTogether(facts.orders, policy.currency)
  const admitted = facts.isAdmitted === true
  const passedOver: { clause: string; because: PassedOver }[] = []
  for (const row of rows) {
    const because = against(row, { priorCount, paidAmount, admitted })
    if (because) {
      passedOver.push({ clause: row.clause, because })
      continue
    }
    const { measures, leftOut } = measuresOf(row, facts)
    const { clause, title, points, fourEyes } = row
    const trace = { windowDays, priorCount, paidAmount, admitted, passedOver, leftOut }
    return { finding, clause, title, points, fourEyes, measures, trace }
  }
  throw new Error(`a published policy has no row for ${finding} at a prior count of ${priorCount}`)
}

function paidTogether(orders: readonly OrderInCase[], currency: string): number | null {
  let sum = 0
  for (const { paid } of orders) {
    if (paid?.currency !== currency) return null
    sum += paid.amount
  }
  return sum
}

type Asked = Pick<Trace, 'priorCount' | 'paidAmount' | 'admitted'>

/** Which condition of a row does not hold; undefined where the row counts. */
function against({ when }: PolicyRow, asked: Asked): PassedOver | undefined {
  if (!inRange(when.priorCount, asked.priorCount)) return 'priorCount'
  if (!inRange(when.paidAmount, asked.paidAmount)) return 'paidAmount'
  return when.admitted === undefined || when.admitted === asked.admitted ? undefined : 'admitted'
}

function inRange(range: PolicyRow['when']['paidAmount'], value: number | null): boolean {
  if (!range) return true
  if (value === null) return false
  return value >= (range.min ?? 0) && value <= (range.max ?? Number.POSITIVE_INFINITY)
}

interface Filled {
  readonly measures: readonly Measure[]
  readonly leftOut: Trace['leftOut']
}

function measuresOf(row: PolicyRow, facts: CaseFacts): Filled {
  const measures: Measure[] = []
  const leftOut: { kind: string; because: LeftOut }[] = []
  for (const template of row.measures) {
    // The row's points ride on its first measure, so that they come and go with the decision once.
    const ordered = { clause: row.clause, points: measures.length === 0 ? row.points : 0 }
    const filled = fill(template, facts, ordered)
    if (typeof filled === 'string') leftOut.push({ kind: template.kind, because: filled })
    else measures.push(...filled)
  }
  return { measures, leftOut }
}

interface Ordered {
  readonly clause: string
  readonly points: number
}

function fill(
  template: MeasureTemplate,
  facts: CaseFacts,
  ordered: Ordered,
): readonly Measure[] | LeftOut {
  switch (template.kind) {
    case 'compensate_buyers':
      return compensations(template, facts, ordered)
    case 'withhold_deposit':
    case 'withhold_balance': {
      const amount = withheldAmount(template, facts)
      if (!amount) return 'no_sum'
      const { on, kind, days } = template
      return amount.amount > 0 ? [{ ...ordered, on, kind, amount, days }] : 'nothing_due'
    }
    case 'delist_item': {
      const listingIds = [...new Set(facts.orders.flatMap((order) => order.listingIds))].sort()
      if (listingIds.length === 0) return 'no_listing'
      const { on, kind, days } = template
      return [{ ...ordered, on, kind, scope: { kind: 'listings', listingIds }, days }]
    }
    case 'warning':
    case 'delist_all':
    case 'block_new_listings':
    case 'restrict_withdrawals':
    case 'terminate':
    case 'refer_to_authorities':
    case 'suspend_reporting':
    case 'remove_review':
      return plainMeasure(template, facts, ordered)
  }
}

type Plain = Exclude<
  MeasureTemplate,
  { readonly kind: 'compensate_buyers' | 'withhold_deposit' | 'withhold_balance' }
>

function plainMeasure(
  template: Plain,
  { buyerId, orders }: CaseFacts,
  ordered: Ordered,
): readonly Measure[] | LeftOut {
  if (template.on === 'shop') {
    const { on, kind, days } = template
    return [{ ...ordered, on, kind, scope: { kind: 'shop' }, days }]
  }
  const { on, kind, days } = template
  if (kind === 'remove_review' && !orders.some(({ hasReview }) => hasReview)) return 'no_review'
  return [{ ...ordered, on, kind, buyerId, days }]
}

type CompensationTemplate = Extract<MeasureTemplate, { readonly kind: 'compensate_buyers' }>
type WithholdingTemplate = Extract<MeasureTemplate, { readonly of: string }>

function compensations(
  template: CompensationTemplate,
  facts: CaseFacts,
  ordered: Ordered,
): readonly Measure[] | LeftOut {
  const paid: Measure[] = []
  for (const { orderId, buyerId, paid: price, refunded } of facts.orders) {
    if (!price) continue
    const rest = template.priceBack ? Math.max(0, price.amount - refunded) : 0
    const beside = bounded(shareOf(price, template.partsPerTenThousand), template)
    const amount = money(rest + beside.amount, price.currency)
    if (amount.amount === 0) continue
    const { on, kind } = template
    const points = paid.length === 0 ? ordered.points : 0
    const priceBack = money(rest, price.currency)
    paid.push({ ...ordered, points, on, kind, orderId, buyerId, amount, priceBack })
  }
  if (paid.length > 0) return paid
  return facts.orders.some(({ paid: price }) => price) ? 'nothing_due' : 'no_sum'
}

/** The share of the orders' sum or of the deposit; undefined where there is no one sum. */
function withheldAmount(template: WithholdingTemplate, facts: CaseFacts): Money | undefined {
  const prices = facts.orders.flatMap(({ paid }) => paid ?? [])
  const sums = template.of === 'orders' ? prices : facts.deposits
  const [first] = sums
  if (!first || sums.some(({ currency }) => currency !== first.currency)) return undefined
  const whole = sums.reduce((sum, { amount }) => sum + amount, 0)
  const share = shareOf(money(whole, first.currency), template.partsPerTenThousand)
  return bounded(share, template)
}

function bounded(value: Money, { least, most }: Bounds): Money {
  const boundOf = (list: readonly Money[]) =>
    list.find(({ currency }) => currency === value.currency)?.amount
  const raised = Math.max(value.amount, boundOf(least) ?? 0)
  return money(Math.min(raised, boundOf(most) ?? raised), value.currency)
}
