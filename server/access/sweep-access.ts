// Forgets what is over: idempotency keys after a day, sessions and failed sign-ins in their time.

import type { Database } from '../platform/database.ts'
import { forgetKeys } from '../platform/idempotency-claims.ts'
import { type Instant, later } from '../vocabulary/time.ts'
import { KEY_LIFE } from './kept-answer.ts'
import { FAILURE_WINDOW } from './session.ts'
import { deleteFailuresBefore, deleteSessionsOver } from './session-store.ts'

const MOST_KEYS = 5_000

/** Forgets idempotency keys that are older than a day, a bounded share a call. Answers how many. */
export async function forgetOldKeys(db: Database, now: Instant): Promise<number> {
  return forgetKeys(db, later(now, -KEY_LIFE), MOST_KEYS)
}

/** Forgets all that is over on this floor. Answers how many rows; harmless to call often. */
export async function sweepAccess(db: Database, now: Instant): Promise<number> {
  const keys = await forgetOldKeys(db, now)
  const sessions = await deleteSessionsOver(db, now)
  return keys + sessions + (await deleteFailuresBefore(db, later(now, -FAILURE_WINDOW)))
}
