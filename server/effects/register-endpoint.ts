// The marketplace names an address for its webhooks, and takes it away again.
import type { Actor } from '../access/actor.ts'
import { recordAct } from '../access/audit-log.ts'
import type { Database } from '../platform/database.ts'
import { newSecretBytes } from '../platform/random.ts'
import { isUuid, newId } from '../vocabulary/ids.ts'
import { fieldProblem, Problem } from '../vocabulary/problem.ts'
import { type Instant, SECOND } from '../vocabulary/time.ts'
import { AddressRefused, type AddressRules, settleTarget } from './check-webhook-address.ts'
import { formatSecret, type WebhookType } from './webhook.ts'
import { countEndpoints, insertEndpoint, removeEndpointRow } from './webhook-store.ts'

export interface Registering {
  readonly actor: Actor
  readonly url: string
  /** The types to be told of; null for all, those of later versions too. */
  readonly events: readonly WebhookType[] | null
  readonly rules: AddressRules
  readonly now: Instant
}

const SECRET_BYTES = 32
const MOST_ENDPOINTS = 50
const PATIENCE = 3 * SECOND

/**
 * Registers an address. The secret is told this once. Throws `invalid_fields` for an address that
 * may not be called; a name that does not resolve yet is taken, and asked again at each delivery.
 */
export async function registerEndpoint(
  db: Database,
  { actor, url, events, rules, now }: Registering,
): Promise<{ id: string; secret: string }> {
  await demandCallable(url, rules)
  const id = newId(now)
  const secret = formatSecret(newSecretBytes(SECRET_BYTES))
  await db.tx(async (tx) => {
    if ((await countEndpoints(tx)) >= MOST_ENDPOINTS) {
      throw new Problem('not_possible_now', `There are ${MOST_ENDPOINTS} endpoints; remove one.`)
    }
    await insertEndpoint(tx, { id, url, events, secret, now })
    const detail = { host: new URL(url).host, events }
    await recordAct(tx, { actor, act: 'webhook.add', subject: `webhook:${id}`, now, detail })
  })
  return { id, secret }
}

async function demandCallable(url: string, rules: AddressRules): Promise<void> {
  try {
    await settledInTime(url, rules)
  } catch (error) {
    if (error instanceof AddressRefused) throw fieldProblem('/url', error.message)
    // The name service does not know the name, or is away: that is found out when sending.
  }
}

async function settledInTime(url: string, rules: AddressRules): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE)
  })
  try {
    await Promise.race([settleTarget(url, rules), late])
  } finally {
    clearTimeout(timer)
  }
}

/** Takes an endpoint away; what waits for it is not sent. Throws `not_found`. */
export async function removeEndpoint(
  db: Database,
  { actor, id }: { readonly actor: Actor; readonly id: string },
  now: Instant,
): Promise<void> {
  await db.tx(async (tx) => {
    const isThere = isUuid(id) && (await removeEndpointRow(tx, id, now))
    if (!isThere) throw new Problem('not_found', `There is no endpoint ${id}.`)
    await recordAct(tx, { actor, act: 'webhook.remove', subject: `webhook:${id}`, now })
  })
}
