// Sends what waits in the outbox: at least once, in order within a subject, never inside a
// transaction. A queue is claimed for a while; a process that dies gives it back by the clock.
import type { Database } from '../platform/database.ts'
import type { Metrics } from '../platform/telemetry.ts'
import { type Clock, later, MINUTE, SECOND } from '../vocabulary/time.ts'
import { type SendRules, type Sent, sendWebhook } from './send-webhook.ts'
import { nextAttempt } from './webhook.ts'
import {
  claimQueues,
  disableEndpoint,
  extendLease,
  type Lease,
  readWaiting,
  releaseLease,
  saveAttempt,
  type Waiting,
} from './webhook-store.ts'

export interface DeliveryParts extends SendRules {
  readonly clock: Clock
  readonly metrics?: Pick<Metrics, 'webhooks'>
}

/** Longer than an attempt can take, so that nobody else sends the same message meanwhile. */
const LEASE = MINUTE
const QUEUES_A_ROUND = 32
const QUEUES_OF_ONE_ENDPOINT = 8
const MESSAGES_A_CLAIM = 20
/** A queue whose receiver takes its time is left after so long, for all others wait for its end. */
const TIME_A_CLAIM = 10 * SECOND
const MOST_ROUNDS = 20

/** The receiver says that it is gone for good (RFC 9110, section 15.5.11). */
const GONE = 410

/**
 * Sends messages that are due, round by round, until none is or one has failed: so a dead endpoint
 * costs a call no more than one time limit. Answers how many attempts were made.
 */
export async function deliverWebhooks(db: Database, parts: DeliveryParts): Promise<number> {
  let attempts = 0
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const now = parts.clock()
    const leases = await claimQueues(db, {
      now,
      until: later(now, LEASE),
      most: QUEUES_A_ROUND,
      mostOfOneEndpoint: QUEUES_OF_ONE_ENDPOINT,
    })
    if (leases.length === 0) break
    const results = await Promise.all(leases.map((lease) => workOff(db, parts, lease)))
    attempts += results.reduce((sum, result) => sum + result.attempts, 0)
    if (results.some(({ hasFailed }) => hasFailed)) break
  }
  return attempts
}

interface WorkedOff {
  readonly attempts: number
  readonly hasFailed: boolean
}

/** Sends the messages of one queue in order, up to the first that fails. */
async function workOff(db: Database, parts: DeliveryParts, lease: Lease): Promise<WorkedOff> {
  const waiting = await readWaiting(db, lease, MESSAGES_A_CLAIM)
  const end = later(parts.clock(), TIME_A_CLAIM)
  let attempts = 0
  for (const message of waiting) {
    if (attempts > 0 && parts.clock() >= end) break
    const sent = await sendWebhook(message, parts, parts.clock())
    attempts++
    parts.metrics?.webhooks.inc({ result: sent.isDelivered ? 'delivered' : 'failed' })
    if (!sent.isDelivered) {
      await db.tx((tx) => noteFailure(tx, parts, { lease, message, sent }))
      return { attempts, hasFailed: true }
    }
    const now = parts.clock()
    const { seq } = message
    await db.tx(async (tx) => {
      await saveAttempt(tx, lease, { ...sent, seq, state: 'delivered', error: null, now })
      await extendLease(tx, lease, later(now, LEASE))
    })
  }
  await db.tx((tx) => releaseLease(tx, lease, parts.clock()))
  return { attempts, hasFailed: false }
}

interface Failed {
  readonly lease: Lease
  readonly message: Waiting
  readonly sent: Extract<Sent, { isDelivered: false }>
}

/** A message that failed keeps its successors waiting, until it arrives or is given up. */
async function noteFailure(
  tx: Database,
  { clock }: DeliveryParts,
  { lease, message, sent }: Failed,
): Promise<void> {
  const now = clock()
  const { seq, id } = message
  const { status, error } = sent
  const nextAt = nextAttempt(id, message.attempts + 1, now)
  const state = nextAt === null ? 'given_up' : 'waiting'
  await saveAttempt(tx, lease, { seq, state, status, error, now })
  if (status === GONE) {
    await disableEndpoint(tx, { id: lease.endpointId, because: 'answered 410 Gone', now })
  }
  await releaseLease(tx, lease, nextAt ?? now)
}
