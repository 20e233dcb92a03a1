// The summary of an offline assessment: how many of what, and the shops that stand worst.
import { BANDS, type Band, type Finding, type Subject } from '../signals/assessment.ts'

export interface ShopSummary {
  readonly id: string
  readonly probability: number
  readonly band: Band
  /** Its orders that are not clear, by band. */
  readonly orders: Readonly<Record<Band, number>>
  /** Kinds of signals against it, heaviest first. */
  readonly signals: readonly string[]
}

export interface AssessSummary {
  records: number
  rejected: number
  shops: number
  orders: number
  /** Findings by subject and band. */
  readonly findings: Partial<Record<Subject, Record<Band, number>>>
  /** The shops that stand worst, at most `MOST_SHOPS`. */
  readonly worstShops: ShopSummary[]
  /** Orders of the shop at hand, since a shop's finding follows those of its orders. */
  open: { shopId: string | undefined; orders: Record<Band, number> }
}

export const MOST_SHOPS = 20

const noBands = (): Record<Band, number> => ({ clear: 0, watch: 0, suspect: 0, near_certain: 0 })

export function emptySummary(): AssessSummary {
  return {
    ...{ records: 0, rejected: 0, shops: 0, orders: 0 },
    ...{ findings: {}, worstShops: [], open: { shopId: undefined, orders: noBands() } },
  }
}

/** Counts one finding in. `shopId` is the shop of an order. */
export function addFinding(summary: AssessSummary, finding: Finding, shopId?: string): void {
  const { subject, band } = finding
  summary.findings[subject] ??= noBands()
  const counts = summary.findings[subject]
  if (counts) counts[band] += 1
  if (subject === 'order') countOrder(summary, band, shopId)
  if (subject === 'shop') addShop(summary, finding)
}

function countOrder(summary: AssessSummary, band: Band, shopId: string | undefined): void {
  if (summary.open.shopId !== shopId) summary.open = { shopId, orders: noBands() }
  summary.open.orders[band] += 1
}

function addShop({ worstShops, open }: AssessSummary, finding: Finding): void {
  const { id, probability, band, signals } = finding
  const against = signals.filter(({ decibans }) => decibans > 0).map(({ kind }) => kind)
  const orders = open.shopId === id ? open.orders : noBands()
  worstShops.push({ id, probability, band, orders, signals: against })
  // The sort is stable: of equals the one that came first stays first.
  worstShops.sort(byGravity)
  worstShops.length = Math.min(worstShops.length, MOST_SHOPS)
}

/** Shops near the top share a capped probability; then the count of their grave orders decides. */
function byGravity(left: ShopSummary, right: ShopSummary): number {
  return right.probability - left.probability || graveOrders(right) - graveOrders(left)
}

function graveOrders({ orders }: ShopSummary): number {
  return orders.near_certain + orders.suspect
}

/** Findings of a subject that are in these bands or above `clear`. */
export function countOf(
  summary: AssessSummary,
  subject: Subject,
  bands: readonly Band[] = BANDS,
): number {
  const counts = summary.findings[subject]
  return counts ? bands.reduce((sum, band) => sum + counts[band], 0) : 0
}
