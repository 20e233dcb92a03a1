// A member of staff signs out: the session is over at once, everywhere.

import type { Database } from '../platform/database.ts'
import { secretHash } from '../platform/random.ts'
import { Problem } from '../vocabulary/problem.ts'
import type { Instant } from '../vocabulary/time.ts'
import type { Actor } from './actor.ts'
import { recordAct } from './audit-log.ts'
import { deleteSession } from './session-store.ts'

/** Ends the session of the token. Throws `not_possible_now` for keys and tokens of parties. */
export async function signOut(
  db: Database,
  { actor, token }: { readonly actor: Actor; readonly token: string },
  now: Instant,
): Promise<void> {
  if (actor.kind !== 'staff') {
    const told = 'There is no session to end: a key is revoked, and a token ends by itself.'
    throw new Problem('not_possible_now', told)
  }
  await db.tx(async (tx) => {
    await deleteSession(tx, secretHash(token))
    await recordAct(tx, { actor, act: 'session.close', subject: `staff:${actor.staffId}`, now })
  })
}
