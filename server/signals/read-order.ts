// Reads an order with its parcels, scans, goods and what its people said of it.
import type { Actor } from '../access/actor.ts'
import { type EngineRecord, type Order, waybillKey } from '../intake/record.ts'
import { recordAnswer } from '../intake/record-answer.ts'
import type { Database } from '../platform/database.ts'
import { Problem } from '../vocabulary/problem.ts'
import { formatInstant } from '../vocabulary/time.ts'
import { readListings, readOrderRecords, readScans } from './order-store.ts'

type Shown = { readonly type: string; readonly id: string; [field: string]: unknown }

/** An order as the console shows it; every record as the contract writes it. */
export interface ShownOrder {
  readonly order: Shown
  readonly parcels: (Shown & { readonly scans: Shown[] })[]
  readonly listings: Shown[]
  readonly refunds: Shown[]
  readonly reviews: Shown[]
  readonly messages: Shown[]
  readonly reports: Shown[]
}

/** Whether the order is one that the actor may see; parties see only their own. */
export function maySeeOrder(actor: Actor, order: Pick<Order, 'shopId' | 'buyerId'>): boolean {
  if (actor.kind === 'seller') return actor.shopId === order.shopId
  if (actor.kind === 'buyer') return actor.buyerId === order.buyerId
  return actor.kind === 'staff' || actor.kind === 'marketplace'
}

/** The refusal for an order that is not there, or that is not the asker's: they look the same. */
export function noSuchOrder(orderId: string): Problem {
  return new Problem('not_found', `There is no order ${orderId} here.`)
}

/** The order; refuses with `not_found` where its record has not come, or is another's. */
export async function readOrder(
  db: Database,
  { actor, orderId }: { readonly actor: Actor; readonly orderId: string },
): Promise<ShownOrder> {
  const records = await readOrderRecords(db, orderId)
  const order = records.find((record) => record.type === 'order')
  if (!order || !maySeeOrder(actor, order)) throw noSuchOrder(orderId)
  const listingIds = [...new Set((order.lines ?? []).map(({ listingId }) => listingId))]
  const listings = await readListings(db, listingIds)
  const ofType = (type: EngineRecord['type']) =>
    records.filter((record) => record.type === type).map(shown)
  return {
    order: shown(order),
    parcels: await withScans(db, records),
    listings: listings.map(shown),
    refunds: ofType('refund'),
    reviews: ofType('review'),
    messages: ofType('message'),
    reports: ofType('report'),
  }
}

async function withScans(db: Database, records: readonly EngineRecord[]) {
  const parcels = records.filter((record) => record.type === 'parcel')
  const keyOf = (of: { carrier: string; waybillNo: string }) => waybillKey(of.carrier, of.waybillNo)
  const scans = (await readScans(db, [...new Set(parcels.map(keyOf))])).filter(
    (record) => record.type === 'scan',
  )
  return parcels.map((parcel) => ({
    ...shown(parcel),
    scans: scans.filter((scan) => keyOf(scan) === keyOf(parcel)).map(shown),
  }))
}

function shown(record: EngineRecord): Shown {
  if (record.type === 'report') return { ...record, at: formatInstant(record.at) }
  return { ...recordAnswer(record.type, record).record, type: record.type, id: record.id }
}
