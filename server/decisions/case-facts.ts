// The facts of a case that a policy asks about, read from the file and from nothing else.
import type { FileContent, FileRecord } from '../cases/frozen-file.ts'
import type { BuyerId, ListingId, OrderId, ShopId } from '../vocabulary/ids.ts'
import type { Money } from '../vocabulary/money.ts'
import { type Instant, parseInstant } from '../vocabulary/time.ts'
import type { Finding } from './measure.ts'

export interface OrderInCase {
  readonly orderId: OrderId
  readonly buyerId: BuyerId
  /** What it cost; null where the marketplace did not say. */
  readonly paid: Money | null
  /** What was refunded of it already, in the same currency, in minor units. */
  readonly refunded: number
  readonly listingIds: readonly ListingId[]
  readonly hasReview: boolean
}

export interface CaseFacts {
  readonly shopId: ShopId
  readonly buyerId: BuyerId
  readonly orders: readonly OrderInCase[]
  readonly deposits: readonly Money[]
  readonly isReported: boolean
  /** Whether the seller admitted; null where the seller said nothing. */
  readonly isAdmitted: boolean | null
  readonly probability: number | null
  readonly band: string | null
  /** The kind of the signal that speaks loudest against the order. */
  readonly leadingSignal: string | null
  /** When the parcel went off; where that is unknown, when the order was placed. */
  readonly shippedAt: Instant
  readonly placedAt: Instant
  readonly reportedAt: Instant
}

/** Reads the facts off a file. */
export function factsOf(file: FileContent): CaseFacts {
  const openedAt = momentOf(file.openedAt)
  const orders = recordsOf(file, 'order')
  const placed = orders.map(({ body }) => momentOf(body.placedAt)).filter((at) => at !== undefined)
  const placedAt = earliest(placed) ?? openedAt
  if (placedAt === undefined || openedAt === undefined) {
    throw new Error(`the file of case ${file.caseId} does not say when the case opened`)
  }
  const [weighed] = [...file.assessments].sort(
    (left, right) => right.probability - left.probability,
  )
  const against = [...(weighed?.signals ?? [])]
    .filter(({ decibans }) => decibans > 0)
    .sort((left, right) => right.decibans - left.decibans)
  return {
    shopId: file.shopId as ShopId,
    buyerId: file.buyerId as BuyerId,
    orders: file.orderIds.map((orderId) => orderInCase(file, orderId)),
    deposits: file.deposits,
    isReported: file.report !== null,
    isAdmitted: file.response ? file.response.stance === 'accept' : null,
    probability: weighed?.probability ?? null,
    band: weighed?.band ?? null,
    leadingSignal: against[0]?.kind ?? null,
    shippedAt: earliest(shippings(file)) ?? placedAt,
    placedAt,
    reportedAt: momentOf(file.report?.at) ?? openedAt,
  }
}

/**
 * When what a finding condemns was done: the version of the policy in force at that moment counts.
 * Where nothing is condemned, the moment that the case opened.
 */
export function actAt(finding: Finding, facts: CaseFacts): Instant {
  switch (finding) {
    case 'deliberate_empty_parcel':
    case 'honest_mistake':
      return facts.shippedAt
    case 'brushing':
      return facts.placedAt
    case 'malicious_report':
    case 'not_proven':
      return facts.reportedAt
  }
}

function recordsOf(file: FileContent, type: string): readonly FileRecord[] {
  return file.records.filter((record) => record.type === type)
}

function momentOf(value: unknown): Instant | undefined {
  return typeof value === 'string' ? parseInstant(value) : undefined
}

function earliest(moments: readonly Instant[]): Instant | undefined {
  return moments.length === 0 ? undefined : moments.reduce((a, b) => (a < b ? a : b))
}

/** A parcel's own word, else the carrier's: its first scans. */
function shippings(file: FileContent): readonly Instant[] {
  const said = recordsOf(file, 'parcel').map(({ body }) => momentOf(body.shippedAt))
  const known = said.filter((at) => at !== undefined)
  if (known.length > 0) return known
  const scanned = recordsOf(file, 'scan').filter(({ body }) => body.kind === 'accepted')
  return scanned.map(({ body }) => momentOf(body.at)).filter((at) => at !== undefined)
}

function orderInCase(file: FileContent, orderId: string): OrderInCase {
  const order = recordsOf(file, 'order').find(({ id }) => id === orderId)?.body ?? {}
  const paid = moneyOf(order.total)
  const refunds = recordsOf(file, 'refund')
    .filter(({ body }) => body.orderId === orderId)
    .map(({ body }) => moneyOf(body.amount))
  const refunded = refunds.reduce(
    (sum, each) => (each && each.currency === paid?.currency ? sum + each.amount : sum),
    0,
  )
  return {
    orderId: orderId as OrderId,
    buyerId: String(order.buyerId ?? file.buyerId) as BuyerId,
    paid,
    refunded,
    listingIds: listingsOf(order.lines),
    hasReview: recordsOf(file, 'review').some(({ body }) => body.orderId === orderId),
  }
}

function moneyOf(value: unknown): Money | null {
  if (typeof value !== 'object' || value === null) return null
  const { amount, currency } = value as Record<string, unknown>
  return typeof amount === 'number' && typeof currency === 'string' ? { amount, currency } : null
}

function listingsOf(lines: unknown): readonly ListingId[] {
  if (!Array.isArray(lines)) return []
  const ids = lines.map((line: unknown) => (line as { listingId?: unknown } | null)?.listingId)
  return [...new Set(ids.filter((id) => typeof id === 'string'))] as ListingId[]
}
