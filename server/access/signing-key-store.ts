// The rows of the keys that sign tokens.
import type { JWK } from 'jose'
import { type Database, sqlTime } from '../platform/database.ts'
import type { Instant } from '../vocabulary/time.ts'

export interface SigningKeyRow {
  readonly id: string
  readonly public_jwk: JWK
  readonly private_jwk: JWK
}

/** The key that signs now for a purpose, if one was made. */
export async function readSigningKey(
  db: Database,
  purpose: string,
): Promise<SigningKeyRow | undefined> {
  const rows = await db.query<SigningKeyRow>(
    `select id, public_jwk, private_jwk from signing_key
     where purpose = $1 and retired_at is null`,
    [purpose],
  )
  return rows[0]
}

/** Every key of a purpose, retired ones too: what they signed is still to be checked. */
export async function readSigningKeyById(
  db: Database,
  purpose: string,
  id: string,
): Promise<SigningKeyRow | undefined> {
  const rows = await db.query<SigningKeyRow>(
    'select id, public_jwk, private_jwk from signing_key where purpose = $1 and id = $2',
    [purpose, id],
  )
  return rows[0]
}

/** Keeps a new key unless the purpose has one: of two makers at once, one wins. */
export async function insertSigningKey(
  db: Database,
  row: SigningKeyRow & { readonly purpose: string; readonly algorithm: string },
  now: Instant,
): Promise<void> {
  await db.query(
    `insert into signing_key (id, purpose, algorithm, public_jwk, private_jwk, created_at)
     values ($1, $2, $3, $4::text::jsonb, $5::text::jsonb, $6)
     on conflict (purpose) where retired_at is null do nothing`,
    [
      row.id,
      row.purpose,
      row.algorithm,
      JSON.stringify(row.public_jwk),
      JSON.stringify(row.private_jwk),
      sqlTime(now),
    ],
  )
}
