// Scores a batch of records: weighs every order whose assessment the batch may change.
import type { Database } from '../platform/database.ts'
import { postEvent } from '../platform/jobs.ts'
import type { OrderId } from '../vocabulary/ids.ts'
import type { Instant } from '../vocabulary/time.ts'
import { isAtLeast } from './assessment.ts'
import {
  dropAssessments,
  type Kept,
  keepAssessments,
  readBurstOrders,
  readStanding,
  type StandingBand,
} from './assessment-store.ts'
import { SIGNALS } from './catalogue.ts'
import { ordersInBursts } from './concentration.ts'
import { type WeighedOrder, weighOrders } from './engine.ts'
import { REASONED_MODEL } from './model.ts'
import { orderConcentration } from './rules/order-concentration.ts'
import { createSignalStore, readPlacedOrders, type ShopOrder } from './signal-store.ts'
import { keepStatistics } from './statistics-store.ts'
import { type Span, type Touch, touchOf } from './touch.ts'
import { readBatch, readBuyersOf, readClaimants, readWaybills } from './touch-store.ts'

const PAGE = 2_000
const MODEL = REASONED_MODEL

/**
 * Weighs the orders that a batch touches, keeps what comes out, and posts `orders.flagged` for
 * those that now stand at suspect or above and did not before, `orders.moved` for those whose
 * band is another than before. Doing it again changes nothing.
 */
export async function scoreRecords(
  tx: Database,
  { batchId }: { readonly batchId: string },
  now: Instant,
): Promise<void> {
  await keepStatistics(tx)
  const touch = touchOf(await readBatch(tx, batchId))
  const orderIds = await affectedOrders(tx, touch)
  for (let start = 0; start < orderIds.length; start += PAGE) {
    await scorePage(tx, orderIds.slice(start, start + PAGE), now)
  }
}

/** Every order whose assessment a batch may change, sorted. */
async function affectedOrders(tx: Database, touch: Touch): Promise<OrderId[]> {
  const shared = await readWaybills(tx, [...touch.placedIds])
  const waybills = new Set([...touch.waybills, ...shared])
  const found = new Set(touch.orderIds)
  for (const id of await readClaimants(tx, [...waybills])) found.add(id)
  for (const id of await readBuyersOf(tx, [...touch.listingIds])) found.add(id)
  for (const id of await ordersInOtherBursts(tx, touch.spans)) found.add(id)
  return [...found].sort()
}

// An order's neighbours change only where they lie in a burst now, or lay in one when they were
// last weighed; without this, each order of a busy shop would have all others weighed again.
async function ordersInOtherBursts(tx: Database, spans: readonly Span[]): Promise<OrderId[]> {
  const placed = await readPlacedOrders(tx, spans)
  const inBursts = byShop(placed).flatMap((orders) => ordersInBursts(orders))
  return [...inBursts.map(({ id }) => id), ...(await readBurstOrders(tx, spans))]
}

function byShop(orders: readonly ShopOrder[]): ShopOrder[][] {
  const shops = new Map<string, ShopOrder[]>()
  for (const order of orders) {
    const own = shops.get(order.shopId)
    if (own) own.push(order)
    else shops.set(order.shopId, [order])
  }
  return [...shops.values()]
}

async function scorePage(tx: Database, orderIds: readonly OrderId[], now: Instant): Promise<void> {
  const scales = { signals: SIGNALS, model: MODEL, now }
  const weighed = await weighOrders(orderIds, createSignalStore(tx), scales)
  const rows = weighed.map(toRow)
  const before = await readStanding(tx, orderIds)
  await keepAssessments(tx, rows, { now, modelVersion: MODEL.version })
  const known = new Set(weighed.map(({ order }) => order.id))
  await dropAssessments(
    tx,
    orderIds.filter((id) => !known.has(id)),
  )
  await postChanges(tx, changesOf(rows, before), now)
}

/** Orders whose band is another than before, and those that newly stand as flagged. */
function changesOf(rows: readonly Kept[], before: ReadonlyMap<OrderId, StandingBand>) {
  const moved: OrderId[] = []
  const flagged: OrderId[] = []
  for (const { assessment, isFlagged } of rows) {
    const { orderId, band } = assessment
    const known = before.get(orderId)
    if (band !== (known?.band ?? 'clear')) moved.push(orderId)
    if (isFlagged && known?.isFlagged !== true) flagged.push(orderId)
  }
  return { moved: moved.sort(), flagged: flagged.sort() }
}

async function postChanges(
  tx: Database,
  { moved, flagged }: ReturnType<typeof changesOf>,
  now: Instant,
): Promise<void> {
  if (moved.length > 0) {
    await postEvent(tx, { name: 'orders.moved', ids: { orderIds: moved } }, { now })
  }
  if (flagged.length > 0) {
    await postEvent(tx, { name: 'orders.flagged', ids: { orderIds: flagged } }, { now })
  }
}

function toRow({ order, assessment }: WeighedOrder) {
  const isInBurst = assessment.signals.some(({ kind }) => kind === orderConcentration.kind)
  return {
    assessment,
    isFlagged: isAtLeast(assessment.band, 'suspect'),
    burstAt: isInBurst ? order.placedAt : undefined,
  }
}
