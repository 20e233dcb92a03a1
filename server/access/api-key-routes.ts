// Doors for the keys of the marketplace, and for the tokens that it issues with them.
import { z } from 'zod'
import type { Http } from '../platform/http.ts'
import { pageOf, pageQuery } from '../platform/paging.ts'
import { parseParty } from '../vocabulary/party.ts'
import { fieldProblem } from '../vocabulary/problem.ts'
import { formatInstant } from '../vocabulary/time.ts'
import { type ApiKeyRow, readApiKeys } from './api-key-store.ts'
import type { AccessDesk } from './authenticate.ts'
import { issueApiKey } from './issue-api-key.ts'
import { issuePartyToken } from './issue-party-token.ts'
import { givenName, idOfCursor } from './listing.ts'
import {
  LONGEST_TOKEN_SECONDS,
  SHORTEST_TOKEN_SECONDS,
  USUAL_TOKEN_SECONDS,
} from './party-token.ts'
import { revokeApiKey } from './revoke-api-key.ts'
import { publicUrlOf } from './where.ts'

const tags = ['access']

const apiKey = z.object({
  id: z.uuid(),
  name: z.string(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  revokedAt: z.iso.datetime().nullable(),
})

export function apiKeyRoutes(http: Http, desk: AccessDesk): void {
  http.route({
    method: 'POST',
    url: '/v1/api-keys',
    config: { permission: 'api_key.manage', secretAnswer: true },
    schema: {
      tags,
      summary: 'Issue a key for the marketplace',
      body: z.object({ name: givenName }),
      response: {
        201: z.object({ id: z.uuid(), name: z.string(), key: z.string().describe('Told once') }),
      },
    },
    handler: async ({ actor, body: { name } }, reply) => {
      const issued = await issueApiKey(desk.db, { actor, name }, desk.clock())
      return reply
        .code(201)
        .header('cache-control', 'no-store')
        .send({ ...issued, name })
    },
  })
  http.route({
    method: 'GET',
    url: '/v1/api-keys',
    config: { permission: 'api_key.manage' },
    schema: {
      tags,
      summary: 'The keys of the marketplace, without their text',
      querystring: z.object(pageQuery),
      response: { 200: z.object({ items: z.array(apiKey), nextCursor: z.string().nullable() }) },
    },
    handler: async ({ query: { limit, cursor } }) => {
      const rows = await readApiKeys(desk.db, { after: idOfCursor(cursor), limit: limit + 1 })
      return pageOf(rows.map(shown), limit, ({ id }) => [id])
    },
  })
  http.route({
    method: 'DELETE',
    url: '/v1/api-keys/:id',
    config: { permission: 'api_key.manage' },
    schema: {
      tags,
      summary: 'Revoke a key of the marketplace',
      params: z.object({ id: z.string().max(64) }),
      response: { 204: z.undefined() },
    },
    handler: async ({ actor, params: { id } }, reply) => {
      http.apiKeys.forget(await revokeApiKey(desk.db, { actor, id }, desk.clock()))
      return reply.code(204).send()
    },
  })
}

export function partyTokenRoutes(http: Http, desk: AccessDesk): void {
  http.route({
    method: 'POST',
    url: '/v1/party-tokens',
    config: { permission: 'party_token.issue', secretAnswer: true },
    schema: {
      tags,
      summary: 'Issue a short-lived token for a buyer, seller or juror',
      body: z.object({
        party: z.string().max(140).describe('buyer:ID, seller:SHOP_ID or juror:ID'),
        ttlSeconds: z
          .int()
          .min(SHORTEST_TOKEN_SECONDS)
          .max(LONGEST_TOKEN_SECONDS)
          .default(USUAL_TOKEN_SECONDS),
      }),
      response: {
        201: z.object({
          token: z.string(),
          expiresAt: z.iso.datetime(),
          url: z.string().describe('Opens Tare for the party; the token is never sent in it'),
        }),
      },
    },
    handler: async (request, reply) => {
      const party = parseParty(request.body.party)
      if (!party) throw fieldProblem('/party', 'must be buyer:ID, seller:SHOP_ID or juror:ID')
      const wish = { party, seconds: request.body.ttlSeconds }
      const { token, expiresAt } = await issuePartyToken(http.keyring, wish, desk.clock())
      const url = `${publicUrlOf(request, desk.publicUrl)}/party#token=${token}`
      return reply
        .code(201)
        .header('cache-control', 'no-store')
        .send({ token, expiresAt: formatInstant(expiresAt), url })
    },
  })
}

function shown(row: ApiKeyRow): z.output<typeof apiKey> {
  return {
    id: row.id,
    name: row.name,
    createdAt: formatInstant(row.created_at),
    createdBy: row.created_by,
    revokedAt: row.revoked_at === null ? null : formatInstant(row.revoked_at),
  }
}
