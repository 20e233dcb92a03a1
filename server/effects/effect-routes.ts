// All doors of this floor; here those by which the marketplace reads and confirms effects.
import { z } from 'zod'
import { idOfCursor } from '../access/listing.ts'
import type { Database } from '../platform/database.ts'
import type { Http } from '../platform/http.ts'
import { pageOf, pageQuery } from '../platform/paging.ts'
import { type Clock, formatInstant, type Instant } from '../vocabulary/time.ts'
import { confirmEffect } from './confirm-effect.ts'
import { confirmedAt, type Effect, isOverdue, liftedAt, stateOf } from './effect.ts'
import { listEffects } from './effect-list-store.ts'
import { marketplaceId, moneyShape, scopeShape } from './effect-shapes.ts'
import { ledgerRoutes } from './ledger-routes.ts'
import { standingRoutes } from './standing-routes.ts'
import { webhookRoutes } from './webhook-routes.ts'

export interface EffectsDesk {
  readonly db: Database
  readonly clock: Clock
  /** Whether webhooks may go to this machine itself. */
  readonly allowLoopback: boolean
}

const tags = ['effects']

const effectShape = z.object({
  id: z.uuid(),
  decisionId: z.uuid(),
  caseId: z.uuid(),
  subject: z.object({ kind: z.enum(['shop', 'buyer']), id: z.string() }),
  kind: z.string(),
  scope: scopeShape,
  clause: z.string(),
  points: z.int(),
  amount: moneyShape.nullable(),
  from: z.iso.datetime(),
  until: z.iso.datetime().nullable(),
  state: z.enum(['applied', 'ended', 'reversed']),
  liftedAt: z.iso.datetime().nullable(),
  confirmedAt: z.iso.datetime().nullable().describe('Of the effect as it now is'),
  overdue: z.boolean().describe('Not confirmed within a day'),
})

const yesOrNo = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .optional()

export function effectRoutes(http: Http, desk: EffectsDesk): void {
  standingRoutes(http, desk)
  ledgerRoutes(http, desk)
  webhookRoutes(http, desk)
  http.route({
    method: 'GET',
    url: '/v1/effects',
    config: { permission: 'effect.read' },
    schema: {
      tags,
      summary: 'What decisions brought about, the newest first',
      querystring: z.object({
        ...pageQuery,
        shopId: marketplaceId.optional(),
        buyerId: marketplaceId.optional(),
        confirmed: yesOrNo,
        overdue: yesOrNo,
      }),
      response: {
        200: z.object({ items: z.array(effectShape), nextCursor: z.string().nullable() }),
      },
    },
    handler: async ({ query: { limit, cursor, shopId, buyerId, confirmed, overdue } }) => {
      const now = desk.clock()
      const subject = shopId ? `shop:${shopId}` : buyerId && `buyer:${buyerId}`
      const before = idOfCursor(cursor)
      const filter = { subject, confirmed, overdue, before, now, limit: limit + 1 }
      const { items, nextCursor } = pageOf(await listEffects(desk.db, filter), limit, ({ id }) => [
        id,
      ])
      return { items: items.map((effect) => shown(effect, now)), nextCursor }
    },
  })
  http.route({
    method: 'POST',
    url: '/v1/effects/:id/ack',
    config: { permission: 'effect.confirm' },
    schema: {
      tags,
      summary: 'Confirm that what the effect asks has been done',
      params: z.object({ id: z.string().max(64) }),
      response: { 200: effectShape },
    },
    handler: async ({ actor, params: { id: effectId } }) => {
      const now = desk.clock()
      return shown(await confirmEffect(desk.db, { actor, effectId }, now), now)
    },
  })
}

function shown(effect: Effect, now: Instant): z.output<typeof effectShape> {
  const { id, decisionId, caseId, subject, kind, scope, clause, points, amount } = effect
  return {
    ...{ id, decisionId, caseId, subject, kind, scope: { ...scope }, clause, points, amount },
    from: formatInstant(effect.imposedAt),
    until: timeOrNull(effect.until),
    state: stateOf(effect),
    liftedAt: timeOrNull(liftedAt(effect)),
    confirmedAt: timeOrNull(confirmedAt(effect)),
    overdue: isOverdue(effect, now),
  }
}

function timeOrNull(at: Instant | null): string | null {
  return at === null ? null : formatInstant(at)
}
