// Sends a message of the outbox once more, to every endpoint that asked for its type.
import type { Actor } from '../access/actor.ts'
import { recordAct } from '../access/audit-log.ts'
import type { Database } from '../platform/database.ts'
import { Problem } from '../vocabulary/problem.ts'
import type { Instant } from '../vocabulary/time.ts'
import { requeueMessage } from './webhook-store.ts'

/** Answers to how many endpoints it will go. The message keeps its id. Throws `not_found`. */
export async function replayMessage(
  db: Database,
  { actor, id }: { readonly actor: Actor; readonly id: string },
  now: Instant,
): Promise<number> {
  return db.tx(async (tx) => {
    const endpoints = await requeueMessage(tx, id, now)
    if (endpoints === undefined) throw new Problem('not_found', `There is no message ${id}.`)
    const detail = { endpoints }
    await recordAct(tx, { actor, act: 'webhook.replay', subject: `message:${id}`, now, detail })
    return endpoints
  })
}
