// An admin revokes a key of the marketplace.

import type { Database } from '../platform/database.ts'
import { isUuid } from '../vocabulary/ids.ts'
import { Problem } from '../vocabulary/problem.ts'
import type { Instant } from '../vocabulary/time.ts'
import type { Actor } from './actor.ts'
import { revokeKeyRow } from './api-key-store.ts'
import { recordAct } from './audit-log.ts'

/**
 * Revokes a key and answers its hash, for the caches to forget. Throws `not_found` where no such
 * key is in force.
 */
export async function revokeApiKey(
  db: Database,
  { actor, id }: { readonly actor: Actor; readonly id: string },
  now: Instant,
): Promise<Buffer> {
  return db.tx(async (tx) => {
    const keyHash = isUuid(id) ? await revokeKeyRow(tx, id, now) : undefined
    if (!keyHash) throw new Problem('not_found', `No key ${id} is in force.`)
    await recordAct(tx, { actor, act: 'api_key.revoke', subject: `api_key:${id}`, now })
    return keyHash
  })
}
