// A webhook message: its types, its signature by the Standard Webhooks scheme, when to try again.
import { Webhook } from 'standardwebhooks'
import { sha256 } from '../vocabulary/canonical.ts'
import { formatInstant, HOUR, type Instant, later, MINUTE, SECOND } from '../vocabulary/time.ts'

export const WEBHOOK_TYPES = [
  'case.opened',
  'case.response_due',
  'case.decided',
  'case.closed',
  'sanction.imposed',
  'sanction.lifted',
  'compensation.paid',
  'order.flagged',
  'ring.found',
  'appeal.opened',
  'appeal.decided',
] as const
export type WebhookType = (typeof WEBHOOK_TYPES)[number]

/** A message to be told to every endpoint that asked for its type. */
export interface Notice {
  readonly type: WebhookType
  /** Messages about one subject arrive in order: `case:ID`, `shop:ID`, `buyer:ID`, `order:ID`. */
  readonly subject: string
  /** What makes it one message however often its event is heard. */
  readonly key: string
  readonly data: Readonly<Record<string, unknown>>
}

/** The bytes that are signed and sent. */
export function payloadOf({ type, data }: Notice, now: Instant): string {
  return JSON.stringify({ type, timestamp: formatInstant(now), data })
}

/** The secret of an endpoint as people copy it: 32 bytes in base64, marked. */
export function formatSecret(bytes: Uint8Array): string {
  return `whsec_${Buffer.from(bytes).toString('base64')}`
}

export interface Signing {
  readonly id: string
  readonly payload: string
  readonly secret: string
}

/** The headers by which a receiver verifies a message; signed afresh at each attempt. */
export function signedHeaders({ id, payload, secret }: Signing, now: Instant) {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now / SECOND)),
    'webhook-signature': new Webhook(secret).sign(id, new Date(now), payload),
  }
}

/** The waits between attempts; about three days in all. */
export const RETRY_WAITS: readonly number[] = [
  ...[5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE],
  ...[1, 2, 4, 6, 8, 10, 12, 14, 14].map((hours) => hours * HOUR),
]

const JITTER = 0.2

/**
 * When to try again after so many failed attempts; null where enough were made. The wait varies by
 * a fifth either way, so that messages which failed together do not all come back at once; by the
 * message and attempt, so that a replay waits the same.
 */
export function nextAttempt(messageId: string, failures: number, now: Instant): Instant | null {
  const wait = RETRY_WAITS[failures - 1]
  if (wait === undefined) return null
  const chance = Number.parseInt(sha256(`${messageId}/${failures}`).slice(0, 8), 16) / 2 ** 32
  return later(now, wait * (1 + JITTER * (2 * chance - 1)))
}
