// Doors for the marketplace to name its endpoints, see what was sent, and have it sent again.
import { z } from 'zod'
import { idOfCursor, sequenceOfCursor } from '../access/listing.ts'
import type { Database } from '../platform/database.ts'
import type { Http } from '../platform/http.ts'
import { pageOf, pageQuery } from '../platform/paging.ts'
import { isUuid } from '../vocabulary/ids.ts'
import { Problem } from '../vocabulary/problem.ts'
import { type Clock, formatInstant, type Instant } from '../vocabulary/time.ts'
import { registerEndpoint, removeEndpoint } from './register-endpoint.ts'
import { replayMessage } from './replay-message.ts'
import { WEBHOOK_TYPES } from './webhook.ts'
import {
  type EndpointRow,
  type MessageRow,
  readEndpoint,
  readEndpoints,
  readMessages,
} from './webhook-store.ts'

interface Desk {
  readonly db: Database
  readonly clock: Clock
  readonly allowLoopback: boolean
}

const tags = ['webhooks']

const params = z.object({ id: z.string().max(64) })

const endpoint = z.object({
  id: z.uuid(),
  url: z.string(),
  events: z.array(z.string()).nullable().describe('Null for every type'),
  createdAt: z.iso.datetime(),
  disabledAt: z.iso.datetime().nullable(),
  disabledBecause: z.string().nullable(),
})

const message = z.object({
  id: z.string(),
  type: z.string(),
  subject: z.string(),
  timestamp: z.iso.datetime(),
  payload: z.string().describe('The exact text that is signed'),
  delivery: z.object({
    state: z.enum(['waiting', 'delivered', 'given_up']),
    attempts: z.int(),
    lastAttemptAt: z.iso.datetime().nullable(),
    lastStatus: z.int().nullable(),
    lastError: z.string().nullable(),
    deliveredAt: z.iso.datetime().nullable(),
  }),
})

export function webhookRoutes(http: Http, desk: Desk): void {
  registerRoute(http, desk)
  listRoute(http, desk)
  removeRoute(http, desk)
  messageRoute(http, desk)
  http.route({
    method: 'POST',
    url: '/v1/webhook-messages/:id/replay',
    config: { permission: 'webhook.manage' },
    schema: {
      tags,
      summary: 'Send a message once more, under the same id',
      params,
      response: { 200: z.object({ id: z.string(), endpoints: z.int() }) },
    },
    handler: async ({ actor, params: { id } }) => {
      return { id, endpoints: await replayMessage(desk.db, { actor, id }, desk.clock()) }
    },
  })
}

function registerRoute(http: Http, desk: Desk): void {
  http.route({
    method: 'POST',
    url: '/v1/webhook-endpoints',
    config: { permission: 'webhook.manage', secretAnswer: true },
    schema: {
      tags,
      summary: 'Name an address for webhooks',
      body: z.object({
        url: z.string().min(1).max(2_000).describe('https, on the public internet'),
        events: z
          .array(z.enum(WEBHOOK_TYPES))
          .min(1)
          .max(WEBHOOK_TYPES.length)
          .nullish()
          .describe('Every type if left out'),
      }),
      response: { 201: endpoint.extend({ secret: z.string().describe('Told once') }) },
    },
    handler: async ({ actor, body: { url, events = null } }, reply) => {
      const { clock, db, allowLoopback } = desk
      const now = clock()
      const rules = { allowLoopback }
      const { id, secret } = await registerEndpoint(db, { actor, url, events, rules, now })
      const fresh = { createdAt: formatInstant(now), disabledAt: null, disabledBecause: null }
      return reply
        .code(201)
        .header('cache-control', 'no-store')
        .send({ id, url, events, secret, ...fresh })
    },
  })
}

function listRoute(http: Http, desk: Desk): void {
  http.route({
    method: 'GET',
    url: '/v1/webhook-endpoints',
    config: { permission: 'webhook.manage' },
    schema: {
      tags,
      summary: 'The addresses for webhooks, without their secrets',
      querystring: z.object(pageQuery),
      response: { 200: z.object({ items: z.array(endpoint), nextCursor: z.string().nullable() }) },
    },
    handler: async ({ query: { limit, cursor } }) => {
      const rows = await readEndpoints(desk.db, { after: idOfCursor(cursor), limit: limit + 1 })
      return pageOf(rows.map(shownEndpoint), limit, ({ id }) => [id])
    },
  })
}

function removeRoute(http: Http, desk: Desk): void {
  http.route({
    method: 'DELETE',
    url: '/v1/webhook-endpoints/:id',
    config: { permission: 'webhook.manage' },
    schema: {
      tags,
      summary: 'Take an address away; what waits for it is not sent',
      params,
      response: { 204: z.undefined() },
    },
    handler: async ({ actor, params: { id } }, reply) => {
      await removeEndpoint(desk.db, { actor, id }, desk.clock())
      return reply.code(204).send()
    },
  })
}

function messageRoute(http: Http, desk: Desk): void {
  http.route({
    method: 'GET',
    url: '/v1/webhook-endpoints/:id/messages',
    config: { permission: 'webhook.manage' },
    schema: {
      tags,
      summary: 'What was sent or waits to be sent to an address, the newest first',
      params,
      querystring: z.object(pageQuery),
      response: { 200: z.object({ items: z.array(message), nextCursor: z.string().nullable() }) },
    },
    handler: async ({ params: { id }, query: { limit, cursor } }) => {
      const found = isUuid(id) ? await readEndpoint(desk.db, id) : undefined
      if (!found) throw new Problem('not_found', `There is no endpoint ${id}.`)
      const before = sequenceOfCursor(cursor)
      const rows = await readMessages(desk.db, { endpointId: id, before, limit: limit + 1 })
      const { items, nextCursor } = pageOf(rows, limit, ({ seq }) => [seq])
      return { items: items.map(shownMessage), nextCursor }
    },
  })
}

function shownEndpoint(row: EndpointRow): z.output<typeof endpoint> {
  return {
    id: row.id,
    url: row.url,
    events: row.events,
    createdAt: formatInstant(row.created_at),
    disabledAt: timeOrNull(row.disabled_at),
    disabledBecause: row.disabled_because,
  }
}

function shownMessage(row: MessageRow): z.output<typeof message> {
  return {
    id: row.id,
    type: row.type,
    subject: row.subject,
    timestamp: formatInstant(row.at),
    payload: row.payload,
    delivery: {
      state: row.state,
      attempts: row.attempts,
      lastAttemptAt: timeOrNull(row.last_attempt_at),
      lastStatus: row.last_status,
      lastError: row.last_error,
      deliveredAt: timeOrNull(row.delivered_at),
    },
  }
}

function timeOrNull(at: Instant | null): string | null {
  return at === null ? null : formatInstant(at)
}
