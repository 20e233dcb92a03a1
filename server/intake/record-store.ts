// Reads of records for whoever weighs or shows them: the newest version, and the older ones.
import type { Database } from '../platform/database.ts'
import type { Instant } from '../vocabulary/time.ts'
import type { EngineRecord, RecordType } from './record.ts'

/** The checked record; unknown fields that came with it stand under `extra`. */
type Body = EngineRecord & { readonly extra?: Readonly<Record<string, unknown>> }

interface BodyRow {
  body: Body
}

/**
 * A record dated in the future counts once `records.due` has told of it, and not a moment before:
 * so each record is counted with exactly one batch.
 */
const COUNTS = 'due_at is null'

/** The records of a batch that are its own still (no later batch corrected them) and count. */
export async function recordsOfBatch(tx: Database, batchId: string): Promise<EngineRecord[]> {
  const rows = await tx.query<BodyRow>(
    `select body from record where batch_id = $1 and ${COUNTS} order by at, id, type`,
    [batchId],
  )
  return rows.map(({ body }) => body)
}

/** The orders themselves and all that names them (parcels, refunds, reviews, messages, reports). */
export async function recordsOfOrders(
  tx: Database,
  orderIds: readonly string[],
): Promise<EngineRecord[]> {
  const rows = await tx.query<BodyRow>(
    `select body from record where order_id = any($1::text[]) and ${COUNTS} order by at, id, type`,
    [orderIds],
  )
  return rows.map(({ body }) => body)
}

/** Parcels and scans of these waybills (as `waybillKey` writes them). */
export async function recordsOfWaybills(
  tx: Database,
  waybills: readonly string[],
): Promise<EngineRecord[]> {
  const rows = await tx.query<BodyRow>(
    `select body from record where waybill = any($1::text[]) and ${COUNTS} order by at, id, type`,
    [waybills],
  )
  return rows.map(({ body }) => body)
}

/** Records of one type by their ids: the listings, shops or buyers that others name. */
export async function recordsById(
  tx: Database,
  type: RecordType,
  ids: readonly string[],
): Promise<EngineRecord[]> {
  const rows = await tx.query<BodyRow>(
    'select body from record where id = any($1::text[]) and type = $2 and due_at is null order by id',
    [ids, type],
  )
  return rows.map(({ body }) => body)
}

export interface RecordVersion {
  readonly version: number
  readonly body: Body
  /** When the batch that brought it (or in which it came of age) was taken in. */
  readonly takenAt: Instant | null
}

/** Every version of one record, the newest first; none where it is not known. */
export async function versionsOfRecord(
  tx: Database,
  { type, id }: { readonly type: string; readonly id: string },
): Promise<RecordVersion[]> {
  return tx.query<RecordVersion>(
    `select version, body, taken_at as "takenAt" from (
       select version, body, batch_id from record where id = $1 and type = $2
       union all
       select version, body, batch_id from superseded_record where id = $1 and type = $2
     ) as known left join record_batch on record_batch.id = known.batch_id
     order by version desc limit 1000`,
    [id, type],
  )
}

/** How many jobs of a name wait, counted no further than `most`. */
export async function countWaiting(db: Database, name: string, most: number): Promise<number> {
  const rows = await db.query('select 1 from job where name = $1 and not dead limit $2', [
    name,
    most,
  ])
  return rows.length
}
