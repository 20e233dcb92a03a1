// The rows of staff.

import { type Database, sqlTime } from '../platform/database.ts'
import type { StaffId } from '../vocabulary/ids.ts'
import type { Instant } from '../vocabulary/time.ts'
import type { StaffRole } from './actor.ts'

export interface StaffRow {
  readonly id: StaffId
  readonly email: string
  readonly name: string
  readonly roles: readonly StaffRole[]
  readonly created_at: Instant
}

/** Who signs in under that address, with the hash of the password. */
export async function readStaffByEmail(
  db: Database,
  key: string,
): Promise<(StaffRow & { readonly password_hash: string }) | undefined> {
  const rows = await db.query<StaffRow & { password_hash: string }>(
    `select id, email, name, roles, created_at, password_hash from staff where email_key = $1`,
    [key],
  )
  return rows[0]
}

/** Adds a member of staff; false where the address is taken. */
export async function insertStaff(
  db: Database,
  staff: StaffRow & { readonly emailKey: string; readonly passwordHash: string },
): Promise<boolean> {
  const rows = await db.query(
    `insert into staff (id, email, email_key, name, roles, password_hash, created_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (email_key) do nothing returning id`,
    [
      staff.id,
      staff.email,
      staff.emailKey,
      staff.name,
      staff.roles,
      staff.passwordHash,
      sqlTime(staff.created_at),
    ],
  )
  return rows.length > 0
}

export async function readStaff(
  db: Database,
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<StaffRow[]> {
  return db.query<StaffRow>(
    `select id, email, name, roles, created_at from staff
     where $1::uuid is null or id > $1 order by id limit $2`,
    [page.after ?? null, page.limit],
  )
}

export async function hasStaff(db: Database): Promise<boolean> {
  return (await db.query('select 1 from staff limit 1')).length > 0
}

/** Lets one process at a time look whether the store is empty and fill it. */
export async function lockStaff(tx: Database): Promise<void> {
  await tx.query('lock table staff in share row exclusive mode')
}
