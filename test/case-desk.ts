// A desk with cases and decisions on a database of its own: orders to report, people of every role.
import type { StaffRole } from '../server/access/actor.ts'
import { caseRoutes } from '../server/cases/case-routes.ts'
import type { FileSignal } from '../server/cases/frozen-file.ts'
import { decisionRoutes } from '../server/decisions/decision-routes.ts'
import { takeIn } from '../server/intake/take-in.ts'
import { formatInstant, HOUR, type Instant, later } from '../server/vocabulary/time.ts'
import { openTestDesk, type TestDesk } from './access-desk.ts'

export interface Weight {
  readonly probability: number
  readonly band: 'clear' | 'watch' | 'suspect' | 'near_certain'
  readonly signals?: readonly FileSignal[]
}

export interface OrderSeed {
  readonly shopId?: string
  readonly buyerId?: string
  readonly amount?: number
  readonly currency?: string
  readonly weight?: Weight
}

type Headers = Record<string, string>
/** What a request answered; each test knows what shape it asks for. */
type Body = ReturnType<typeof JSON.parse>

export interface CaseDesk extends TestDesk {
  readonly key: Headers
  /** The header of a party, shown by the marketplace's key. */
  as(party: string): Headers
  person(name: string, ...roles: StaffRole[]): Promise<Headers>
  /** Sends a request; answers its status and body. */
  call(
    headers: Headers,
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    payload?: object,
  ): Promise<{ status: number; body: Body }>
  /** Makes an order known, with its listing, parcel and weighing; answers its id. */
  order(seed?: OrderSeed): Promise<string>
  /** Sets how the machine weighs an order. */
  weigh(orderId: string, weight: Weight): Promise<void>
  /** Reports an order as its buyer; answers the case. */
  report(orderId: string, buyerId?: string): ReturnType<CaseDesk['call']>
  /** A case that may be decided: reported, and answered with the stance given. */
  answered(seed?: OrderSeed, stance?: 'accept' | 'contest'): Promise<string>
  /** The names of the events that wait for somebody to hear of them. */
  events(): Promise<string[]>
}

export const SHOP = 'shop-1'
export const BUYER = 'buyer-1'

/** Opens a desk with the routes of cases and decisions. */
export async function openCaseDesk(): Promise<CaseDesk> {
  const desk = await openTestDesk((http, parts) => {
    caseRoutes(http, parts)
    decisionRoutes(http, parts)
  })
  const key = await desk.marketplace()
  const as = (party: string) => ({ ...key, 'tare-act-as': party })
  let orders = 0

  const call: CaseDesk['call'] = async (headers, method, url, payload) => {
    const request = { method, url, headers, ...(payload ? { payload } : {}) }
    const answer = await desk.http.inject(request)
    return { status: answer.statusCode, body: answer.json() }
  }

  const weigh: CaseDesk['weigh'] = (orderId, weight) => writeWeight(desk, orderId, weight)

  const order: CaseDesk['order'] = async (seed = {}) => {
    orders += 1
    const id = `order-${orders}`
    const now = desk.clock()
    const lines = recordsOf(id, seed, now).map((value, index) => ({ line: index + 1, value }))
    await takeIn(desk.db, { lines, source: 'test', now })
    if (seed.weight) await weigh(id, seed.weight)
    return id
  }

  const report: CaseDesk['report'] = (orderId, buyerId = BUYER) =>
    call(as(`buyer:${buyerId}`), 'POST', '/v1/reports', {
      ...{ orderId, buyerId, reason: 'empty_parcel', desiredOutcome: 'refund' },
      ...{ description: 'The bag held a piece of cardboard.', declaredTruthful: true },
    })

  return {
    ...desk,
    ...{ key, as, call, order, weigh, report },
    person: async (name, ...roles) => {
      const headers = await desk.staff(name, ...roles)
      // Cases take days and a session hours; these tests are about the cases.
      await desk.db.query(`update staff_session set expires_at = '9999-12-31T00:00:00Z'`)
      return headers
    },
    answered: async (seed = {}, stance = 'contest') => {
      const { shopId = SHOP, buyerId = BUYER } = seed
      const { body } = await report(await order(seed), buyerId)
      await call(as(`seller:${shopId}`), 'POST', `/v1/cases/${body.id}/response`, {
        ...{ stance, explanation: 'We packed it ourselves.' },
      })
      return body.id
    },
    events: async () => {
      const rows = await desk.db.query<{ name: string }>('select name from job order by id')
      return rows.map(({ name }) => name)
    },
  }
}

/** An order of three days ago with all that belongs to it; the scale read 60 g. */
function recordsOf(id: string, seed: OrderSeed, now: Instant): readonly object[] {
  const { shopId = SHOP, buyerId = BUYER, amount = 9_900, currency = 'CNY' } = seed
  const ago = (hours: number) => formatInstant(later(now, -hours * HOUR))
  return [
    { type: 'shop', id: shopId, name: 'Pots and pans' },
    { type: 'listing', id: `${shopId}-pan`, shopId, title: 'Frying pan', weightGrams: 1_200 },
    {
      ...{ type: 'order', id, shopId, buyerId, placedAt: ago(72), paidAt: ago(72) },
      total: { amount, currency },
      lines: [{ listingId: `${shopId}-pan`, quantity: 1 }],
      ...{ deviceId: 'device-of-buyer', networkId: 'network-of-buyer' },
      address: { key: 'home-of-buyer', city: 'Chengdu' },
    },
    {
      ...{ type: 'parcel', id: `parcel-${id}`, orderId: id, carrier: 'zto' },
      ...{ waybillNo: `W-${id}`, shippedAt: ago(60) },
    },
    {
      ...{ type: 'scan', id: `scan-${id}`, carrier: 'zto', waybillNo: `W-${id}` },
      ...{ at: ago(59), kind: 'accepted', measuredGrams: 60 },
    },
  ]
}

async function writeWeight(
  { db, clock }: TestDesk,
  orderId: string,
  { probability, band, signals = [] }: Weight,
): Promise<void> {
  await db.query(
    `insert into assessment (order_id, shop_id, probability, decibans, band, signals,
       model_version, assessed_at)
     select id, shop_id, $2, $6, $3, $4::text::jsonb, 'test-1', $5 from record
     where type = 'order' and id = $1
     on conflict (order_id) do update set probability = excluded.probability,
       band = excluded.band, signals = excluded.signals, assessed_at = excluded.assessed_at`,
    [
      ...[orderId, probability, band, JSON.stringify(signals), formatInstant(clock())],
      10 * Math.log10(probability / (1 - probability)),
    ],
  )
}
