// An admin adds a member of staff, with a password or with one that is told once.

import type { Database } from '../platform/database.ts'
import { newId } from '../vocabulary/ids.ts'
import { Problem } from '../vocabulary/problem.ts'
import type { Instant } from '../vocabulary/time.ts'
import type { Actor, StaffRole } from './actor.ts'
import { recordAct } from './audit-log.ts'
import { hashPassword, newOneTimePassword } from './password.ts'
import { emailKey } from './session.ts'
import { insertStaff, type StaffRow } from './staff-store.ts'

export interface NewStaff {
  readonly actor: Actor
  readonly email: string
  readonly name: string
  readonly roles: readonly StaffRole[]
  /** At least 12 characters; where it is left out, one is made. */
  readonly password?: string | undefined
}

export interface AddedStaff {
  readonly staff: StaffRow
  /** Only where no password was given. It is told here and never again. */
  readonly oneTimePassword: string | undefined
}

/** Adds a member of staff. Throws `already_exists` where the e-mail address is taken. */
export async function addStaff(
  db: Database,
  { actor, email, name, roles, password }: NewStaff,
  now: Instant,
): Promise<AddedStaff> {
  const oneTimePassword = password === undefined ? newOneTimePassword() : undefined
  const passwordHash = await hashPassword(password ?? oneTimePassword ?? '')
  const staff: StaffRow = {
    id: newId<'staff'>(now),
    email: email.trim(),
    name,
    roles: [...new Set(roles)],
    created_at: now,
  }
  await db.tx(async (tx) => {
    if (!(await insertStaff(tx, { ...staff, emailKey: emailKey(email), passwordHash }))) {
      throw new Problem('already_exists', 'Somebody of staff has this e-mail address already.')
    }
    const subject = `staff:${staff.id}`
    await recordAct(tx, { actor, act: 'staff.add', subject, now, detail: { roles: staff.roles } })
  })
  return { staff, oneTimePassword }
}
