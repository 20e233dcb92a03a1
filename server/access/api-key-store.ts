// The rows of the marketplace's keys: the hash of each, never the key.

import { type Database, sqlTime } from '../platform/database.ts'
import type { Instant } from '../vocabulary/time.ts'

export interface ApiKeyRow {
  readonly id: string
  readonly name: string
  readonly created_at: Instant
  readonly created_by: string
  readonly revoked_at: Instant | null
}

/** The id of the key with that hash, if it is in force. */
export async function readApiKeyId(db: Database, keyHash: Buffer): Promise<string | undefined> {
  const rows = await db.query<{ id: string }>(
    'select id from api_key where key_hash = $1 and revoked_at is null',
    [keyHash],
  )
  return rows[0]?.id
}

/** Keeps a key; one that is kept already (two processes at their first start) changes nothing. */
export async function insertApiKey(
  db: Database,
  key: {
    readonly id: string
    readonly name: string
    readonly keyHash: Buffer
    readonly createdBy: string
  },
  now: Instant,
): Promise<void> {
  await db.query(
    `insert into api_key (id, name, key_hash, created_at, created_by)
     values ($1, $2, $3, $4, $5) on conflict (key_hash) do nothing`,
    [key.id, key.name, key.keyHash, sqlTime(now), key.createdBy],
  )
}

/** Revokes a key in force and answers its hash; undefined where there is none. */
export async function revokeKeyRow(
  db: Database,
  id: string,
  now: Instant,
): Promise<Buffer | undefined> {
  const rows = await db.query<{ key_hash: Buffer }>(
    'update api_key set revoked_at = $2 where id = $1 and revoked_at is null returning key_hash',
    [id, sqlTime(now)],
  )
  return rows[0]?.key_hash
}

export async function readApiKeys(
  db: Database,
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<ApiKeyRow[]> {
  return db.query<ApiKeyRow>(
    `select id, name, created_at, created_by, revoked_at from api_key
     where $1::uuid is null or id > $1 order by id limit $2`,
    [page.after ?? null, page.limit],
  )
}

export async function hasApiKey(db: Database): Promise<boolean> {
  return (await db.query('select 1 from api_key limit 1')).length > 0
}
