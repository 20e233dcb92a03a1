// SQL that writes records and their versions: set by set, keys in one order, so that writers who
// meet wait for each other and never in a circle.
import { type Database, onlyRow, sqlTime } from '../platform/database.ts'
import type { Instant } from '../vocabulary/time.ts'
import type { VersionOf } from './versions.ts'

export interface RecordKey {
  readonly type: string
  readonly id: string
}

/** One text for a key, to look it up by. */
export function keyText({ type, id }: RecordKey): string {
  return `${id}\n${type}`
}

/** The order in which every writer takes its keys. */
export function byKey(left: RecordKey, right: RecordKey): number {
  if (left.id !== right.id) return left.id < right.id ? -1 : 1
  if (left.type === right.type) return 0
  return left.type < right.type ? -1 : 1
}

export interface BatchStamp {
  readonly batchId: string
  readonly now: Instant
}

/** All versions as columns: hundreds of rows in a dozen parameters, bodies as one JSON list. */
function columns(versions: readonly VersionOf[]): unknown[] {
  return [
    versions.map(({ prepared }) => prepared.id),
    versions.map(({ prepared }) => prepared.type),
    versions.map(({ version }) => version),
    versions.map(({ prepared }) => prepared.hash),
    versions.map(({ prepared: { keys } }) => (keys.at === null ? null : sqlTime(keys.at))),
    versions.map(({ prepared }) => prepared.keys.orderId),
    versions.map(({ prepared }) => prepared.keys.shopId),
    versions.map(({ prepared }) => prepared.keys.buyerId),
    versions.map(({ prepared }) => prepared.keys.waybill),
    versions.map(({ prepared }) => listLiteral(prepared.keys.listingIds)),
    `[${versions.map(({ prepared }) => prepared.body).join(',')}]`,
  ]
}

/** A list within a list would be flattened by unnest, so it goes as its literal. */
function listLiteral(ids: readonly string[] | null): string | null {
  // Identifiers hold no control characters, so JSON's escapes are those of the literal.
  return ids === null ? null : `{${ids.map((id) => JSON.stringify(id)).join(',')}}`
}

const GIVEN = `rows from (
    unnest($1::text[]), unnest($2::text[]), unnest($3::int[]), unnest($4::text[]),
    unnest($5::timestamptz[]), unnest($6::text[]), unnest($7::text[]), unnest($8::text[]),
    unnest($9::text[]), unnest($10::text[]), json_array_elements($11::text::json)
  ) as given (id, type, version, hash, at, order_id, shop_id, buyer_id, waybill, listings, body)`

const COLUMNS = `version, hash, at, order_id, shop_id, buyer_id, waybill, listing_ids, body,
  batch_id, due_at`

const VALUES = `given.version, decode(given.hash, 'hex'), given.at,
  given.order_id, given.shop_id, given.buyer_id, given.waybill,
  given.listings::text[], given.body, $12::uuid, case when given.at > $13 then given.at end`

/** Inserts what nobody has stored yet; answers how many that were. */
export async function insertRecords(
  tx: Database,
  versions: readonly VersionOf[],
  { batchId, now }: BatchStamp,
): Promise<number> {
  const inserted = await tx.query<{ count: number }>(
    `with inserted as (
       insert into record (id, type, ${COLUMNS})
       select given.id, given.type, ${VALUES} from ${GIVEN}
       on conflict (id, type) do nothing returning 1)
     select count(*) as count from inserted`,
    [...columns(versions), batchId, sqlTime(now)],
  )
  return onlyRow(inserted).count
}

/** The newest version of a record as it is stored. */
export interface StoredRow {
  readonly version: number
  readonly hash: string
  readonly batchId: string
}

/** The newest version of each record of these that is stored, by keyText. */
export async function readStored(
  tx: Database,
  keys: readonly RecordKey[],
): Promise<Map<string, StoredRow>> {
  const rows = await tx.query<RecordKey & { version: number; hash: string; batch_id: string }>(
    `select id, type, version, encode(hash, 'hex') as hash, batch_id from record
     where (id, type) in (select * from unnest($1::text[], $2::text[]))`,
    [keys.map(({ id }) => id), keys.map(({ type }) => type)],
  )
  return new Map(
    rows.map((row) => {
      const { version, hash, batch_id: batchId } = row
      return [keyText(row), { version, hash, batchId }]
    }),
  )
}

/** The hashes of all older versions of these records, by keyText. */
export async function readOlderHashes(
  tx: Database,
  keys: readonly RecordKey[],
): Promise<Map<string, string[]>> {
  const rows = await tx.query<RecordKey & { hash: string }>(
    `select id, type, encode(hash, 'hex') as hash from superseded_record
     where (id, type) in (select * from unnest($1::text[], $2::text[]))`,
    [keys.map(({ id }) => id), keys.map(({ type }) => type)],
  )
  const older = new Map<string, string[]>()
  for (const row of rows) {
    const key = keyText(row)
    older.set(key, [...(older.get(key) ?? []), row.hash])
  }
  return older
}

export interface Replacement {
  readonly newest: VersionOf
  /** The version that is stored as the newest now. */
  readonly seenVersion: number
}

/**
 * Puts the newest version in the place of the one seen, and that one beside it. Answers the keys
 * that it did this for: where somebody else was faster, the version is no longer the one seen.
 */
export async function replaceRecords(
  tx: Database,
  replacements: readonly Replacement[],
  { batchId, now }: BatchStamp,
): Promise<RecordKey[]> {
  const seen = replacements.map(({ seenVersion }) => seenVersion)
  const versions = replacements.map(({ newest }) => newest)
  const [ids, types] = columns(versions)
  // Written first, and right in any case: what the seen version holds never changes.
  await tx.query(
    `insert into superseded_record (id, type, version, hash, batch_id, body)
     select record.id, record.type, record.version, record.hash, record.batch_id, record.body
     from unnest($1::text[], $2::text[], $3::int[]) as seen (id, type, version)
     join record using (id, type, version)
     on conflict do nothing`,
    [ids, types, seen],
  )
  return tx.query<RecordKey>(
    `update record set (${COLUMNS}) = row(${VALUES})
     from ${GIVEN}
     join unnest($1::text[], $2::text[], $14::int[]) as seen (id, type, version)
       on seen.id = given.id and seen.type = given.type
     where record.id = given.id and record.type = given.type and record.version = seen.version
     returning record.id, record.type`,
    [...columns(versions), batchId, sqlTime(now), seen],
  )
}

/** Keeps versions that were replaced within the batch that brought them. */
export async function insertReplaced(
  tx: Database,
  versions: readonly VersionOf[],
  batchId: string,
): Promise<void> {
  await tx.query(
    `insert into superseded_record (id, type, version, hash, batch_id, body)
     select given.id, given.type, given.version, decode(given.hash, 'hex'), $6::uuid, given.body
     from rows from (
       unnest($1::text[]), unnest($2::text[]), unnest($3::int[]), unnest($4::text[]),
       json_array_elements($5::text::json)) as given (id, type, version, hash, body)`,
    [
      versions.map(({ prepared }) => prepared.id),
      versions.map(({ prepared }) => prepared.type),
      versions.map(({ version }) => version),
      versions.map(({ prepared }) => prepared.hash),
      `[${versions.map(({ prepared }) => prepared.body).join(',')}]`,
      batchId,
    ],
  )
}

export async function insertBatch(
  tx: Database,
  batch: BatchStamp & { readonly source: string; readonly records: number },
): Promise<void> {
  await tx.query(
    'insert into record_batch (id, taken_at, source, records) values ($1, $2, $3, $4)',
    [batch.batchId, sqlTime(batch.now), batch.source, batch.records],
  )
}

/**
 * Gives records whose moment has come to a batch of their own, at most so many, each once however
 * many ask at the same time. Answers how many.
 */
export async function moveDueRecords(
  tx: Database,
  { batchId, now }: BatchStamp,
  most: number,
): Promise<number> {
  const moved = await tx.query(
    `update record set batch_id = $1, due_at = null
     where due_at <= $2 and (id, type) in (
       select id, type from record where due_at <= $2 order by due_at, id limit $3)
     returning 1`,
    [batchId, sqlTime(now), most],
  )
  return moved.length
}
