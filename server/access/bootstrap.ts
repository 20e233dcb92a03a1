// The first start of an empty store: the first key and the first admin, as the operator asked.

import { CannotStart } from '../platform/cannot-start.ts'
import type { Database } from '../platform/database.ts'
import type { Instant } from '../vocabulary/time.ts'
import type { Actor } from './actor.ts'
import { addStaff } from './add-staff.ts'
import { hasApiKey } from './api-key-store.ts'
import { issueApiKey } from './issue-api-key.ts'
import { hasStaff, lockStaff } from './staff-store.ts'

export interface FirstAccess {
  readonly apiKey: string | undefined
  readonly adminEmail: string | undefined
  readonly adminPassword: string | undefined
}

const SYSTEM: Actor = { kind: 'system' }

/**
 * Lets in the first key where there is none yet, and the first admin where there is no staff yet.
 * Later starts change nothing. Throws CannotStart where half of an admin was given.
 */
export async function bootstrapAccess(
  db: Database,
  { apiKey, adminEmail, adminPassword }: FirstAccess,
  now: Instant,
): Promise<{ keyAdded: boolean; adminAdded: boolean }> {
  return db.tx(async (tx) => {
    await lockStaff(tx)
    const keyAdded = apiKey !== undefined && !(await hasApiKey(tx))
    if (keyAdded) await issueApiKey(tx, { actor: SYSTEM, name: 'First key', key: apiKey }, now)
    const isAsked = adminEmail !== undefined || adminPassword !== undefined
    const adminAdded = isAsked && !(await hasStaff(tx))
    if (adminAdded) await addAdmin(tx, { email: adminEmail, password: adminPassword }, now)
    return { keyAdded, adminAdded }
  })
}

/** Whether nobody was ever let in: no staff and no key, not even one that was revoked. */
export async function isStoreEmpty(db: Database): Promise<boolean> {
  return !(await hasStaff(db)) && !(await hasApiKey(db))
}

/** Issues a key in Tare's own name, for a program of the operator's own. Answers its text. */
export async function openMarketplaceKey(
  db: Database,
  name: string,
  now: Instant,
): Promise<string> {
  return (await issueApiKey(db, { actor: SYSTEM, name }, now)).key
}

async function addAdmin(
  tx: Database,
  { email, password }: { email: string | undefined; password: string | undefined },
  now: Instant,
): Promise<void> {
  if (email === undefined || password === undefined) {
    throw new CannotStart(
      'Set TARE_BOOTSTRAP_ADMIN_EMAIL and TARE_BOOTSTRAP_ADMIN_PASSWORD together, or neither.',
    )
  }
  await addStaff(tx, { actor: SYSTEM, email, name: 'Admin', roles: ['admin'], password }, now)
}
