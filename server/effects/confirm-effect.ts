// The marketplace says that it did what an effect asks.
import type { Actor } from '../access/actor.ts'
import { recordAct } from '../access/audit-log.ts'
import type { Database } from '../platform/database.ts'
import { isUuid } from '../vocabulary/ids.ts'
import { Problem } from '../vocabulary/problem.ts'
import type { Instant } from '../vocabulary/time.ts'
import { confirmedAt, type Effect } from './effect.ts'
import { readEffectsById, saveConfirmed } from './effect-store.ts'

/** Confirms the effect as it now is: imposed, or lifted. A second time changes nothing. */
export async function confirmEffect(
  db: Database,
  { actor, effectId }: { readonly actor: Actor; readonly effectId: string },
  now: Instant,
): Promise<Effect> {
  return db.tx(async (tx) => {
    const before = await theEffect(tx, effectId)
    if (confirmedAt(before) !== null) return before
    await saveConfirmed(tx, effectId, now)
    await recordAct(tx, { actor, act: 'effect.confirm', subject: `effect:${effectId}`, now })
    return theEffect(tx, effectId)
  })
}

async function theEffect(tx: Database, effectId: string): Promise<Effect> {
  const [found] = isUuid(effectId) ? await readEffectsById(tx, [effectId]) : []
  if (!found) throw new Problem('not_found', `There is no effect ${effectId}.`)
  return found
}
