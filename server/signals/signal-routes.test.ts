// The doors to assessments, orders and the seller's check: what they show, to whom, and what not.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDesk, type TestDesk } from '../../test/access-desk.ts'
import { takeIn } from '../intake/take-in.ts'
import { drainJobs } from '../platform/jobs.ts'
import { scoreRecords } from './score-records.ts'
import { signalRoutes } from './signal-routes.ts'

const records = [
  { type: 'listing', id: 'l1', shopId: 's1', title: 'Kettle', weightGrams: 1_240 },
  {
    type: 'order',
    id: 'o1',
    shopId: 's1',
    buyerId: 'b1',
    placedAt: '2026-05-20T10:00:00+08:00',
    lines: [{ listingId: 'l1', quantity: 1 }],
    address: { key: 'a1', city: 'Shanghai' },
  },
  { type: 'order', id: 'o2', shopId: 's2', buyerId: 'b1', placedAt: '2026-05-20T10:00:00+08:00' },
  { type: 'parcel', id: 'p1', orderId: 'o1', carrier: 'sf', waybillNo: 'w1' },
  { type: 'parcel', id: 'p2', orderId: 'o3', carrier: 'sf', waybillNo: 'w2' },
  {
    ...{ type: 'scan', id: 'x1', carrier: 'sf', waybillNo: 'w1', kind: 'accepted' },
    ...{ at: '2026-05-20T18:00:00Z', measuredGrams: 60 },
  },
  {
    type: 'message',
    id: 'm1',
    orderId: 'o1',
    at: '2026-05-21T00:00:00Z',
    from: 'buyer',
    text: '?',
  },
  {
    ...{ type: 'refund', id: 'r1', orderId: 'o1', at: '2026-05-22T00:00:00Z' },
    amount: { amount: 500, currency: 'CNY' },
  },
]

let desk: TestDesk
let marketplace: { authorization: string }

beforeAll(async () => {
  desk = await openTestDesk(signalRoutes)
  marketplace = await desk.marketplace()
  const lines = records.map((value, index) => ({ line: index + 1, value }))
  const taken = await takeIn(desk.db, { lines, source: 'test', now: desk.clock() })
  expect(taken).toMatchObject({ accepted: records.length, rejected: 0 })
  await drainJobs(desk.db, { 'records.taken': [scoreRecords] }, desk.clock)
})
afterAll(() => desk.close())

const ask = (url: string, headers: Record<string, string> = {}) =>
  desk.http.inject({ method: 'GET', url, headers: { ...marketplace, ...headers } })

const check = (payload: object, headers: Record<string, string> = {}) =>
  desk.http.inject({
    method: 'POST',
    url: '/v1/parcels/check',
    headers: { ...marketplace, ...headers },
    payload,
  })

describe('GET /v1/orders/{id}/assessment', () => {
  it('shows the sum and its reasons, as the contract has it', async () => {
    const answer = await ask('/v1/orders/o1/assessment')
    expect(answer.statusCode).toBe(200)
    const found = answer.json()
    expect(found).toMatchObject({
      orderId: 'o1',
      band: 'suspect',
      ringId: null,
      modelVersion: 'reasoned-1',
      assessedAt: '2026-06-01T08:00:00Z',
      signals: [{ kind: 'parcel_underweight', because: { measuredGrams: 60 } }],
    })
    expect(found.decibans).toBeCloseTo(-17 + found.signals[0].decibans, 9)
    expect(found.probability).toBeCloseTo(1 / (1 + 10 ** (-found.decibans / 10)), 12)
    expect(found.signals[0].explanation).toContain('weighed 60 g')
  })

  it('explains itself in the language asked for', async () => {
    const answer = await ask('/v1/orders/o1/assessment', { 'accept-language': 'zh-CN,zh;q=0.9' })
    expect(answer.json().signals[0].explanation).toContain('承运商称重 60 克')
  })

  it('answers 404 for an order whose record has not come', async () => {
    expect((await ask('/v1/orders/o3/assessment')).statusCode).toBe(404)
    expect((await ask('/v1/orders/unheard-of/assessment')).statusCode).toBe(404)
  })

  it('is closed to sellers and buyers, and takes no broken identifiers', async () => {
    for (const party of ['seller:s1', 'buyer:b1']) {
      const answer = await ask('/v1/orders/o1/assessment', { 'tare-act-as': party })
      expect(answer.statusCode).toBe(403)
    }
    expect((await ask(`/v1/orders/${'x'.repeat(200)}/assessment`)).statusCode).toBe(422)
  })
})

describe('GET /v1/orders/{id}', () => {
  it('shows the order with its parcels, scans, goods and what was said', async () => {
    const reviewer = await desk.staff('rita', 'reviewer')
    const answer = await ask('/v1/orders/o1', reviewer)
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({
      order: { type: 'order', id: 'o1', placedAt: '2026-05-20T02:00:00Z' },
      parcels: [{ id: 'p1', scans: [{ id: 'x1', at: '2026-05-20T18:00:00Z', measuredGrams: 60 }] }],
      listings: [{ id: 'l1', weightGrams: 1_240 }],
      refunds: [{ id: 'r1' }],
      messages: [{ id: 'm1', from: 'buyer' }],
      reviews: [],
      reports: [],
    })
  })

  it('answers 404 for an order that is not known', async () => {
    expect((await ask('/v1/orders/o3')).statusCode).toBe(404)
  })
})

describe('POST /v1/parcels/check', () => {
  const seller = { 'tare-act-as': 'seller:s1' }

  it('says whether the weight fits, and what it should be', async () => {
    const fits = (await check({ orderId: 'o1', measuredGrams: 1_330 }, seller)).json()
    expect(fits).toMatchObject({ ok: true })
    expect(fits.expectedGrams).toBeGreaterThan(1_240)
    expect(fits.tolerance).toBeGreaterThan(100)
    const light = (await check({ orderId: 'o1', measuredGrams: 60 }, seller)).json()
    expect(light).toMatchObject({ ok: false, advice: expect.stringContaining('lighter') })
    const heavy = (await check({ orderId: 'o1', measuredGrams: 9_000 }, seller)).json()
    expect(heavy).toMatchObject({ ok: false, advice: expect.stringContaining('heavier') })
  })

  it('advises in the seller’s language', async () => {
    const chinese = { ...seller, 'accept-language': 'zh-CN' }
    const answer = await check({ orderId: 'o1', measuredGrams: 60 }, chinese)
    expect(answer.json().advice).toContain('轻')
  })

  it('says that it cannot tell where a weight is not known', async () => {
    const answer = await check({ orderId: 'o2', measuredGrams: 500 })
    expect(answer.json()).toMatchObject({ ok: true, expectedGrams: null, tolerance: null })
  })

  it('shows a seller nothing of another shop’s order, nor that there is one', async () => {
    const answer = await check({ orderId: 'o2', measuredGrams: 500 }, seller)
    expect(answer.statusCode).toBe(404)
    const unknown = await check({ orderId: 'o9', measuredGrams: 500 }, seller)
    expect(answer.json().detail.replace('o2', 'o9')).toBe(unknown.json().detail)
  })

  it.each([
    [{ orderId: 'o1' }],
    [{ orderId: 'o1', measuredGrams: 0 }],
    [{ orderId: 'o1', measuredGrams: 1.5 }],
    [{ orderId: 'o1', measuredGrams: '60' }],
    [{ orderId: '', measuredGrams: 60 }],
  ])('refuses %j', async (payload) => {
    expect((await check(payload, seller)).statusCode).toBe(422)
  })
})
