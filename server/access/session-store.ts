// The rows of staff sessions and of failed sign-ins.

import { type Database, sqlTime } from '../platform/database.ts'
import type { StaffId } from '../vocabulary/ids.ts'
import type { Instant } from '../vocabulary/time.ts'
import type { StaffRole } from './actor.ts'

export interface SessionRow {
  readonly staff_id: StaffId
  readonly name: string
  readonly roles: readonly StaffRole[]
}

/** Whose session this is, with the roles as they are now; undefined where it is over. */
export async function readSession(
  db: Database,
  tokenHash: Buffer,
  now: Instant,
): Promise<SessionRow | undefined> {
  const rows = await db.query<SessionRow>(
    `select staff_id, name, roles
     from staff_session join staff on staff.id = staff_session.staff_id
     where token_hash = $1 and expires_at > $2`,
    [tokenHash, sqlTime(now)],
  )
  return rows[0]
}

export async function insertSession(
  db: Database,
  session: {
    readonly tokenHash: Buffer
    readonly staffId: StaffId
    readonly openedAt: Instant
    readonly expiresAt: Instant
  },
): Promise<void> {
  await db.query(
    `insert into staff_session (token_hash, staff_id, opened_at, expires_at)
     values ($1, $2, $3, $4)`,
    [session.tokenHash, session.staffId, sqlTime(session.openedAt), sqlTime(session.expiresAt)],
  )
}

export async function deleteSession(db: Database, tokenHash: Buffer): Promise<void> {
  await db.query('delete from staff_session where token_hash = $1', [tokenHash])
}

/** Removes sessions that were over at `now`. Answers how many. */
export async function deleteSessionsOver(db: Database, now: Instant): Promise<number> {
  const rows = await db.query(
    'delete from staff_session where expires_at <= $1 returning staff_id',
    [sqlTime(now)],
  )
  return rows.length
}

/**
 * Counts one attempt of a subject, if fewer than `most` stand since `windowStart`. One statement,
 * so that many guesses at the same moment cannot slip through between a look and a count.
 */
export async function countAttempt(
  db: Database,
  attempt: {
    readonly subject: string
    readonly most: number
    readonly windowStart: Instant
    readonly now: Instant
  },
): Promise<boolean> {
  const rows = await db.query(
    `insert into sign_in_failure as counted (subject, failures, since) values ($1, 1, $4)
     on conflict (subject) do update set
       failures = case when counted.since <= $3 then 1 else counted.failures + 1 end,
       since = case when counted.since <= $3 then $4 else counted.since end
     where counted.since <= $3 or counted.failures < $2
     returning subject`,
    [attempt.subject, attempt.most, sqlTime(attempt.windowStart), sqlTime(attempt.now)],
  )
  return rows.length > 0
}

/** When the window of a subject began. */
export async function readFailuresSince(
  db: Database,
  subject: string,
): Promise<Instant | undefined> {
  const rows = await db.query<{ since: Instant }>(
    'select since from sign_in_failure where subject = $1',
    [subject],
  )
  return rows[0]?.since
}

/** Takes back an attempt that turned out right: all of the e-mail's, one of the address's. */
export async function forgiveAttempt(
  db: Database,
  subjects: { readonly email: string; readonly address: string },
): Promise<void> {
  await db.query('delete from sign_in_failure where subject = $1', [subjects.email])
  await db.query(
    `update sign_in_failure set failures = failures - 1 where subject = $1 and failures > 0`,
    [subjects.address],
  )
}

/** Removes windows that began before `start`. Answers how many. */
export async function deleteFailuresBefore(db: Database, start: Instant): Promise<number> {
  const rows = await db.query('delete from sign_in_failure where since <= $1 returning subject', [
    sqlTime(start),
  ])
  return rows.length
}
