// An admin issues a key for the marketplace's systems.

import type { Database } from '../platform/database.ts'
import { secretHash } from '../platform/random.ts'
import { newId } from '../vocabulary/ids.ts'
import type { Instant } from '../vocabulary/time.ts'
import { type Actor, actorName } from './actor.ts'
import { insertApiKey } from './api-key-store.ts'
import { recordAct } from './audit-log.ts'
import { newApiKey } from './session.ts'

export interface IssuedKey {
  readonly id: string
  /** Told once; only its hash is kept. */
  readonly key: string
}

/** Issues a key. `key` is the operator's own text at the first start; else one is made. */
export async function issueApiKey(
  db: Database,
  { actor, name, key = newApiKey() }: { actor: Actor; name: string; key?: string },
  now: Instant,
): Promise<IssuedKey> {
  const id = newId<'api_key'>(now)
  await db.tx(async (tx) => {
    const createdBy = actorName(actor)
    await insertApiKey(tx, { id, name, keyHash: secretHash(key), createdBy }, now)
    await recordAct(tx, { actor, act: 'api_key.issue', subject: `api_key:${id}`, now })
  })
  return { id, key }
}
