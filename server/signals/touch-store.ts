// SQL that finds out what a batch of records touches.
import type { EngineRecord } from '../intake/record.ts'
import type { Database } from '../platform/database.ts'
import type { ListingId, OrderId } from '../vocabulary/ids.ts'

interface BodyRow {
  body: EngineRecord
}

/** The records of a batch, and the versions that they replaced, whether they count yet or not. */
export async function readBatch(db: Database, batchId: string): Promise<readonly EngineRecord[]> {
  const rows = await db.query<BodyRow>(
    `select body from record where batch_id = $1
     union all
     select older.body from superseded_record as older
     join record on record.id = older.id and record.type = older.type
     where record.batch_id = $1`,
    [batchId],
  )
  return rows.map(({ body }) => body)
}

/** The waybills of these orders' parcels. */
export async function readWaybills(db: Database, orderIds: readonly OrderId[]): Promise<string[]> {
  if (orderIds.length === 0) return []
  const rows = await db.query<{ waybill: string }>(
    `select distinct waybill from record where order_id = any($1::text[]) and type = 'parcel'`,
    [orderIds],
  )
  return rows.map(({ waybill }) => waybill)
}

/** The orders whose parcels claim these waybills. */
export async function readClaimants(db: Database, waybills: readonly string[]): Promise<OrderId[]> {
  if (waybills.length === 0) return []
  const rows = await db.query<{ order_id: OrderId }>(
    `select distinct order_id from record where waybill = any($1::text[]) and type = 'parcel'`,
    [waybills],
  )
  return rows.map(({ order_id }) => order_id)
}

/** The orders that name these listings. */
export async function readBuyersOf(
  db: Database,
  listingIds: readonly ListingId[],
): Promise<OrderId[]> {
  if (listingIds.length === 0) return []
  const rows = await db.query<{ id: OrderId }>(
    `select id from record where type = 'order' and listing_ids && $1::text[]`,
    [listingIds],
  )
  return rows.map(({ id }) => id)
}
