// SQL of webhooks: endpoints, the outbox of messages, and one queue an endpoint and subject.
import { type Database, sqlTime } from '../platform/database.ts'
import type { Instant } from '../vocabulary/time.ts'

export interface EndpointRow {
  id: string
  url: string
  events: string[] | null
  created_at: Instant
  disabled_at: Instant | null
  disabled_because: string | null
}

export interface NewEndpoint {
  readonly id: string
  readonly url: string
  readonly events: readonly string[] | null
  readonly secret: string
  readonly now: Instant
}

export async function insertEndpoint(tx: Database, endpoint: NewEndpoint): Promise<void> {
  const { id, url, events, secret, now } = endpoint
  await tx.query(
    `insert into webhook_endpoint (id, url, events, secret, created_at) values ($1, $2, $3, $4, $5)`,
    [id, url, events, secret, sqlTime(now)],
  )
}

export async function countEndpoints(db: Database): Promise<number> {
  const rows = await db.query('select 1 from webhook_endpoint where removed_at is null')
  return rows.length
}

const ENDPOINT = 'id, url, events, created_at, disabled_at, disabled_because'

/** Endpoints that are not removed, by id. */
export async function readEndpoints(
  db: Database,
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<EndpointRow[]> {
  return db.query<EndpointRow>(
    `select ${ENDPOINT} from webhook_endpoint
     where removed_at is null and ($1::uuid is null or id > $1) order by id limit $2`,
    [page.after ?? null, page.limit],
  )
}

export async function readEndpoint(db: Database, id: string): Promise<EndpointRow | undefined> {
  const rows = await db.query<EndpointRow>(
    `select ${ENDPOINT} from webhook_endpoint where id = $1 and removed_at is null`,
    [id],
  )
  return rows[0]
}

/** Takes an endpoint away; what waits for it waits no more. Answers whether it was there. */
export async function removeEndpointRow(tx: Database, id: string, now: Instant): Promise<boolean> {
  const rows = await tx.query(
    `update webhook_endpoint set removed_at = $2 where id = $1 and removed_at is null returning 1`,
    [id, sqlTime(now)],
  )
  await clearQueues(tx, id)
  return rows.length > 0
}

/** Stops sending to an endpoint that wants no more. Its messages are kept for a replay. */
export async function disableEndpoint(
  tx: Database,
  endpoint: { readonly id: string; readonly because: string; readonly now: Instant },
): Promise<void> {
  await tx.query(
    `update webhook_endpoint set disabled_at = $2, disabled_because = $3
     where id = $1 and disabled_at is null`,
    [endpoint.id, sqlTime(endpoint.now), endpoint.because],
  )
  await clearQueues(tx, endpoint.id)
}

async function clearQueues(tx: Database, endpointId: string): Promise<void> {
  await tx.query('update webhook_queue set next_at = null where endpoint_id = $1', [endpointId])
}

export interface NewMessage {
  readonly id: string
  readonly key: string
  readonly type: string
  readonly subject: string
  readonly payload: string
}

/**
 * Puts messages into the outbox and into the queues of every endpoint that asked for their type.
 * A message whose key is known already changes nothing.
 */
export async function insertMessages(
  tx: Database,
  messages: readonly NewMessage[],
  now: Instant,
): Promise<void> {
  const values = [JSON.stringify(messages), sqlTime(now)]
  // The queue is locked before a message gets its number, so numbers of one subject are in the
  // order in which their transactions end.
  await tx.query(
    `insert into webhook_queue as q (endpoint_id, subject, next_at)
     select distinct e.id, m.subject, $2::timestamptz
     from json_to_recordset($1::text::json) as m(type text, subject text), webhook_endpoint e
     where e.disabled_at is null and e.removed_at is null
       and (e.events is null or m.type = any(e.events))
     order by 1, 2
     on conflict (endpoint_id, subject) do update set next_at = coalesce(q.next_at, excluded.next_at)`,
    values,
  )
  await tx.query(
    `with given as (
       select row_number() over () as place, m.* from json_to_recordset($1::text::json)
         as m(id text, key text, type text, subject text, payload text)),
     added as (
       insert into webhook_message (id, key, type, subject, at, payload)
       select id, key, type, subject, $2, payload from given order by place
       on conflict (key) do nothing returning seq, type, subject)
     insert into webhook_delivery (endpoint_id, message_seq, subject)
     select q.endpoint_id, added.seq, added.subject
     from added
     join webhook_queue q on q.subject = added.subject
     join webhook_endpoint e on e.id = q.endpoint_id
     where e.disabled_at is null and e.removed_at is null
       and (e.events is null or added.type = any(e.events))`,
    values,
  )
}

/** The claim on the messages of one subject for one endpoint. */
export interface Lease {
  readonly endpointId: string
  readonly subject: string
}

export interface Claiming {
  readonly now: Instant
  readonly until: Instant
  readonly most: number
  readonly mostOfOneEndpoint: number
}

/** Claims queues that are due, passing over those that another process has. */
export async function claimQueues(tx: Database, claiming: Claiming): Promise<Lease[]> {
  return tx.query<Lease>(
    `with due as (
       select endpoint_id, subject,
         row_number() over (partition by endpoint_id order by next_at, subject) as place
       from webhook_queue
       where next_at <= $1 and (leased_until is null or leased_until <= $1)),
     chosen as (
       select q.endpoint_id, q.subject from webhook_queue q join due using (endpoint_id, subject)
       where due.place <= $4 and q.next_at <= $1
         and (q.leased_until is null or q.leased_until <= $1)
       order by q.next_at, q.subject limit $3 for update of q skip locked)
     update webhook_queue q set leased_until = $2 from chosen
     where q.endpoint_id = chosen.endpoint_id and q.subject = chosen.subject
     returning q.endpoint_id as "endpointId", q.subject`,
    [sqlTime(claiming.now), sqlTime(claiming.until), claiming.most, claiming.mostOfOneEndpoint],
  )
}

export interface Waiting {
  readonly seq: number
  readonly id: string
  readonly payload: string
  readonly attempts: number
  readonly url: string
  readonly secret: string
}

/** The next messages of a claimed queue, the oldest first; none where the endpoint is off. */
export async function readWaiting(db: Database, lease: Lease, most: number): Promise<Waiting[]> {
  return db.query<Waiting>(
    `select m.seq, m.id, m.payload, d.attempts, e.url, e.secret
     from webhook_delivery d
     join webhook_message m on m.seq = d.message_seq
     join webhook_endpoint e on e.id = d.endpoint_id
     where d.endpoint_id = $1 and d.subject = $2 and d.state = 'waiting'
       and e.disabled_at is null and e.removed_at is null
     order by d.message_seq limit $3`,
    [lease.endpointId, lease.subject, most],
  )
}

export interface Attempt {
  readonly seq: number
  readonly state: 'waiting' | 'delivered' | 'given_up'
  readonly status: number | null
  readonly error: string | null
  readonly now: Instant
}

/** Notes what became of an attempt. */
export async function saveAttempt(tx: Database, lease: Lease, attempt: Attempt): Promise<void> {
  const { seq, state, status, error, now } = attempt
  await tx.query(
    `update webhook_delivery set attempts = attempts + 1, state = $3, last_status = $4,
       last_error = $5, last_attempt_at = $6,
       delivered_at = case when $3 = 'delivered' then $6 else delivered_at end
     where endpoint_id = $1 and message_seq = $2`,
    [lease.endpointId, seq, state, status, error, sqlTime(now)],
  )
}

/** Keeps the claim while its work goes on. */
export async function extendLease(tx: Database, lease: Lease, until: Instant): Promise<void> {
  await tx.query(
    'update webhook_queue set leased_until = $3 where endpoint_id = $1 and subject = $2',
    [lease.endpointId, lease.subject, sqlTime(until)],
  )
}

/** Gives the claim back; the queue is due at `nextAt` if anything waits in it, else not at all. */
export async function releaseLease(tx: Database, lease: Lease, nextAt: Instant): Promise<void> {
  const of = [lease.endpointId, lease.subject]
  // Locked in a statement of its own: whoever adds a message holds this row until it is there.
  await tx.query(
    'select 1 from webhook_queue where endpoint_id = $1 and subject = $2 for update',
    of,
  )
  await tx.query(
    `update webhook_queue set leased_until = null, next_at = case when exists (
         select 1 from webhook_delivery d join webhook_endpoint e on e.id = d.endpoint_id
         where d.endpoint_id = $1 and d.subject = $2 and d.state = 'waiting'
           and e.disabled_at is null and e.removed_at is null)
       then $3::timestamptz end
     where endpoint_id = $1 and subject = $2`,
    [...of, sqlTime(nextAt)],
  )
}

/**
 * Sends a message again, to every endpoint that is on and asked for its type. Answers to how many;
 * undefined where there is no such message.
 */
export async function requeueMessage(
  tx: Database,
  messageId: string,
  now: Instant,
): Promise<number | undefined> {
  const found = await tx.query<{ seq: number; type: string; subject: string }>(
    'select seq, type, subject from webhook_message where id = $1',
    [messageId],
  )
  const [message] = found
  if (!message) return undefined
  const queues = await tx.query<{ endpoint_id: string }>(
    `insert into webhook_queue as q (endpoint_id, subject, next_at)
     select id, $2, $3::timestamptz from webhook_endpoint
     where disabled_at is null and removed_at is null and (events is null or $1 = any(events))
     order by id
     on conflict (endpoint_id, subject) do update set next_at = excluded.next_at
     returning endpoint_id`,
    [message.type, message.subject, sqlTime(now)],
  )
  await tx.query(
    `insert into webhook_delivery (endpoint_id, message_seq, subject)
     select unnest($1::uuid[]), $2::bigint, $3::text
     on conflict (endpoint_id, message_seq)
     do update set state = 'waiting', attempts = 0, delivered_at = null`,
    [queues.map(({ endpoint_id }) => endpoint_id), message.seq, message.subject],
  )
  return queues.length
}

export interface MessageRow {
  id: string
  seq: number
  type: string
  subject: string
  at: Instant
  payload: string
  state: 'waiting' | 'delivered' | 'given_up'
  attempts: number
  last_attempt_at: Instant | null
  last_status: number | null
  last_error: string | null
  delivered_at: Instant | null
}

/** Messages for an endpoint with what became of them, the newest first. */
export async function readMessages(
  db: Database,
  page: {
    readonly endpointId: string
    readonly before: number | undefined
    readonly limit: number
  },
): Promise<MessageRow[]> {
  return db.query<MessageRow>(
    `select m.id, m.seq, m.type, m.subject, m.at, m.payload, d.state, d.attempts,
       d.last_attempt_at, d.last_status, d.last_error, d.delivered_at
     from webhook_delivery d join webhook_message m on m.seq = d.message_seq
     where d.endpoint_id = $1 and ($2::bigint is null or m.seq < $2)
     order by m.seq desc limit $3`,
    [page.endpointId, page.before ?? null, page.limit],
  )
}
