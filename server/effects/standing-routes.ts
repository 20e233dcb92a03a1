// Doors to the standing of shops and of buyers who report.
import { z } from 'zod'
import type { Database } from '../platform/database.ts'
import type { Http } from '../platform/http.ts'
import { fieldProblem } from '../vocabulary/problem.ts'
import { type Clock, type Instant, parseInstant } from '../vocabulary/time.ts'
import { idParams, sanctionShape } from './effect-shapes.ts'
import { readBuyerStanding, readShopStanding } from './read-standing.ts'

interface Desk {
  readonly db: Database
  readonly clock: Clock
}

const tags = ['standing']

const eventShape = sanctionShape.extend({
  at: z.iso.datetime(),
  event: z.enum(['imposed', 'ended', 'reversed']),
})

const atQuery = z.object({
  at: z.string().max(40).optional().describe('A past moment, RFC 3339; now if left out'),
})

const standing = {
  points: z.int(),
  activeSanctions: z.array(sanctionShape),
  history: z.array(eventShape).describe('The newest first, at most 200'),
}

export function standingRoutes(http: Http, desk: Desk): void {
  http.route({
    method: 'GET',
    url: '/v1/shops/:id/standing',
    config: { permission: 'shop_standing.read' },
    schema: {
      tags,
      summary: 'How a shop stands: points, sanctions, what it may do',
      params: idParams,
      querystring: atQuery,
      response: {
        200: z.object({ ...standing, canList: z.boolean(), canWithdraw: z.boolean() }),
      },
    },
    handler: async ({ actor, params: { id }, query }) => {
      const asked = { actor, id, at: momentOf(query.at), now: desk.clock() }
      const { activeSanctions, history, ...told } = await readShopStanding(desk.db, asked)
      return { ...told, activeSanctions: [...activeSanctions], history: [...history] }
    },
  })
  http.route({
    method: 'GET',
    url: '/v1/buyers/:id/standing',
    config: { permission: 'buyer_standing.read' },
    schema: {
      tags,
      summary: 'How a reporter stands: trust, suspensions',
      params: idParams,
      querystring: atQuery,
      response: {
        200: z.object({
          ...standing,
          reportTrust: z.number().describe('0 to 1; 0.8 for a buyer without any record'),
          canReport: z.boolean(),
          suspensions: z.array(sanctionShape),
        }),
      },
    },
    handler: async ({ actor, params: { id }, query }) => {
      const asked = { actor, id, at: momentOf(query.at), now: desk.clock() }
      const told = await readBuyerStanding(desk.db, asked)
      const { activeSanctions, suspensions, history } = told
      return {
        ...told,
        activeSanctions: [...activeSanctions],
        suspensions: [...suspensions],
        history: [...history],
      }
    },
  })
}

function momentOf(text: string | undefined): Instant | undefined {
  if (text === undefined) return undefined
  const at = parseInstant(text)
  if (at === undefined) throw fieldProblem('/querystring/at', 'must be an RFC 3339 time')
  return at
}
