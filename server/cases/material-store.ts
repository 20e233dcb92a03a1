// Reads what a case is about: the orders' records as they count, and how the machine weighed them.

import type { Database } from '../platform/database.ts'
import type { Band } from '../signals/assessment.ts'
import type { BuyerId, OrderId, ShopId } from '../vocabulary/ids.ts'
import type { Money } from '../vocabulary/money.ts'
import type { Instant } from '../vocabulary/time.ts'
import type { FileSignal } from './frozen-file.ts'

export interface OrderFacts {
  readonly orderId: OrderId
  readonly shopId: ShopId
  readonly buyerId: BuyerId
  /** What the order cost, in minor units; null where the marketplace did not say. */
  readonly paidAmount: number | null
}

/** The orders that are known, with what a case needs to open; unknown ones are left out. */
export async function readOrders(
  db: Database,
  orderIds: readonly OrderId[],
): Promise<readonly OrderFacts[]> {
  const rows = await db.query<{
    id: OrderId
    shop_id: ShopId
    buyer_id: BuyerId
    amount: string | null
  }>(
    `select id, shop_id, buyer_id, body -> 'total' ->> 'amount' as amount from record
     where type = 'order' and id = any($1::text[]) and due_at is null order by id`,
    [orderIds],
  )
  return rows.map((row) => ({
    orderId: row.id,
    shopId: row.shop_id,
    buyerId: row.buyer_id,
    paidAmount: row.amount === null ? null : Number(row.amount),
  }))
}

export interface WeighedOrder {
  readonly orderId: OrderId
  readonly probability: number
  readonly decibans: number
  readonly band: Band
  readonly signals: readonly FileSignal[]
  readonly assessedAt: Instant
  readonly modelVersion: string
}

/** What the machine thinks of these orders; those it has not weighed are left out. */
export async function readWeights(
  db: Database,
  orderIds: readonly OrderId[],
): Promise<readonly WeighedOrder[]> {
  const rows = await db.query<{
    order_id: OrderId
    probability: number
    decibans: number
    band: Band
    signals: FileSignal[]
    assessed_at: Instant
    model_version: string
  }>(
    `select order_id, probability, decibans, band, signals, assessed_at, model_version
     from assessment where order_id = any($1::text[]) order by order_id`,
    [orderIds],
  )
  return rows.map((row) => ({
    orderId: row.order_id,
    probability: row.probability,
    decibans: row.decibans,
    band: row.band,
    signals: row.signals,
    assessedAt: row.assessed_at,
    modelVersion: row.model_version,
  }))
}

export interface StoredRecord {
  readonly type: string
  readonly id: string
  readonly version: number
  readonly hash: string
  readonly waybill: string | null
  readonly listing_ids: readonly string[] | null
  readonly body: Readonly<Record<string, unknown>>
}

const RECORD_COLUMNS = `type, id, version, encode(hash, 'hex') as hash, waybill, listing_ids, body`

/** The records that name these orders and have come of age (not the scans), at most `most`. */
export async function readRecordsOfOrders(
  db: Database,
  orderIds: readonly OrderId[],
  most: number,
): Promise<readonly StoredRecord[]> {
  return db.query<StoredRecord>(
    `select ${RECORD_COLUMNS} from record where order_id = any($1::text[]) and due_at is null
     order by type, id limit $2`,
    [orderIds, most],
  )
}

/** The scans of these waybills that have come of age, at most `most`. */
export async function readScans(
  db: Database,
  waybills: readonly string[],
  most: number,
): Promise<readonly StoredRecord[]> {
  return db.query<StoredRecord>(
    `select ${RECORD_COLUMNS} from record
     where waybill = any($1::text[]) and type = 'scan' and due_at is null order by id limit $2`,
    [waybills, most],
  )
}

/** Single records by type and identifier; unknown ones are left out. */
export async function readRecordsById(
  db: Database,
  type: 'shop' | 'buyer' | 'listing',
  ids: readonly string[],
): Promise<readonly StoredRecord[]> {
  return db.query<StoredRecord>(
    `select ${RECORD_COLUMNS} from record
     where type = $1 and id = any($2::text[]) and due_at is null order by id`,
    [type, ids],
  )
}

/** What a shop has paid in as deposit and not been paid back, by currency. */
export async function readDeposits(db: Database, shopId: ShopId): Promise<readonly Money[]> {
  return db.query<Money>(
    `select body -> 'amount' ->> 'currency' as currency,
       sum((body -> 'amount' ->> 'amount')::bigint)::bigint as amount
     from record where shop_id = $1 and type = 'deposit' and due_at is null group by 1 order by 1`,
    [shopId],
  )
}
