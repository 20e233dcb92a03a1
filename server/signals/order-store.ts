// Reads an order with everything that came about it, for people who look at it.
import type { EngineRecord } from '../intake/record.ts'
import type { Database } from '../platform/database.ts'

/** What is stored of a record; unknown fields that came with it stand under `extra`. */
export type StoredRecord = EngineRecord

// Nobody reads more than this on a page; of each type the earliest are shown.
const MOST_OF_A_TYPE = 200

async function readBodies(
  db: Database,
  where: string,
  keys: readonly string[],
): Promise<StoredRecord[]> {
  if (keys.length === 0) return []
  const rows = await db.query<{ body: StoredRecord }>(
    `select body from (
       select body, type, at, id,
         row_number() over (partition by type order by at nulls first, id) as place
       from record where ${where} and due_at is null
     ) as known where place <= $2 order by type, at nulls first, id`,
    [keys, MOST_OF_A_TYPE],
  )
  return rows.map(({ body }) => body)
}

/** The order itself and all that names it. */
export async function readOrderRecords(db: Database, orderId: string): Promise<StoredRecord[]> {
  return readBodies(db, 'order_id = any($1::text[])', [orderId])
}

/** The scans of these waybills. */
export async function readScans(
  db: Database,
  waybills: readonly string[],
): Promise<StoredRecord[]> {
  return readBodies(db, `waybill = any($1::text[]) and type = 'scan'`, waybills)
}

/** Listings by their ids. */
export async function readListings(db: Database, ids: readonly string[]): Promise<StoredRecord[]> {
  return readBodies(db, `id = any($1::text[]) and type = 'listing'`, ids)
}
