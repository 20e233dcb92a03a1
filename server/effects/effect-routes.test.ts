// The doors of money and standing: what they answer, and what they refuse to whom.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestDesk, type TestDesk } from '../../test/access-desk.ts'
import { takeIn } from '../intake/take-in.ts'
import { DAY, formatInstant, later } from '../vocabulary/time.ts'
import { effectRoutes } from './effect-routes.ts'

let desk: TestDesk
let marketplace: Record<string, string>
let finance: Record<string, string>

beforeAll(async () => {
  desk = await openTestDesk((http, parts) => effectRoutes(http, { ...parts, allowLoopback: false }))
  marketplace = await desk.marketplace()
  finance = await desk.staff('fin', 'finance')
  const at = formatInstant(desk.clock())
  const money = (type: string, id: string, shopId: string, amount: number, currency = 'CNY') => ({
    ...{ type, id, shopId, at },
    amount: { amount, currency },
  })
  const values = [
    money('deposit', 'd1', 's1', 500_000),
    money('settlement', 'x1', 's1', 9_000),
    money('settlement', 'x2', 's2', 70, 'USD'),
    { ...money('settlement', 'x3', 's1', 40), at: formatInstant(later(desk.clock(), DAY)) },
    { type: 'buyer', id: 'b1' },
  ]
  const lines = values.map((value, index) => ({ line: index + 1, value }))
  await takeIn(desk.db, { lines, source: 'test', now: desk.clock() })
})
afterAll(() => desk.close())

const as = (party: string) => ({ ...marketplace, 'tare-act-as': party })

function get(url: string, headers: Record<string, string> = marketplace) {
  return desk.http.inject({ method: 'GET', url, headers })
}

function post(url: string, payload: object, headers: Record<string, string> = marketplace) {
  return desk.http.inject({ method: 'POST', url, payload, headers })
}

const cny = (amount: number) => ({ amount, currency: 'CNY' })

describe('a shop’s accounts', () => {
  it('are told in its main currency and in each of them', async () => {
    const { deposit, balance, withheld, futureSettlements, byCurrency } = (
      await get('/v1/shops/s1/accounts')
    ).json()
    expect(deposit).toEqual({ posted: cny(500_000), available: cny(500_000) })
    expect(balance).toEqual({ posted: cny(9_000), available: cny(9_000) })
    expect(withheld).toEqual({ posted: cny(0), available: cny(0) })
    expect(futureSettlements).toEqual(cny(40))
    expect(byCurrency).toHaveLength(1)
    expect((await get('/v1/shops/s2/accounts')).json().currency).toBe('USD')
  })

  it('are the seller’s own, and of another shop there is nothing', async () => {
    expect((await get('/v1/shops/s1/accounts', as('seller:s1'))).statusCode).toBe(200)
    expect((await get('/v1/shops/s2/accounts', as('seller:s1'))).statusCode).toBe(404)
    expect((await get('/v1/shops/nobody/accounts')).statusCode).toBe(404)
    expect((await get('/v1/shops/s1/accounts', as('buyer:b1'))).statusCode).toBe(403)
  })
})

describe('a withdrawal', () => {
  it('answers 200 either way, with reasons in the reader’s language', async () => {
    const ask = { shopId: 's2', amount: { amount: 100, currency: 'USD' } }
    const refused = await post('/v1/withdrawals?lang=zh-CN', ask)
    expect([refused.statusCode, refused.json()]).toEqual([
      200,
      {
        allowed: false,
        reasons: ['insufficient_balance'],
        availableAmount: { amount: 70, currency: 'USD' },
        explanations: ['可提现余额小于申请金额。'],
      },
    ])
    const allowed = await post('/v1/withdrawals', {
      ...ask,
      amount: { amount: 70, currency: 'USD' },
    })
    expect(allowed.json()).toEqual({ allowed: true, id: expect.any(String) })
  })

  it('is done once under an idempotency key', async () => {
    const headers = { ...as('seller:s1'), 'idempotency-key': 'w-1' }
    const ask = { shopId: 's1', amount: cny(1_000) }
    const first = await post('/v1/withdrawals', ask, headers)
    expect((await post('/v1/withdrawals', ask, headers)).json()).toEqual(first.json())
    const other = await post('/v1/withdrawals', { ...ask, amount: cny(2_000) }, headers)
    expect(other.statusCode).toBe(422)
    expect((await get('/v1/shops/s1/accounts')).json().balance.posted).toEqual(cny(8_000))
  })

  it.each([
    { shopId: 's1', amount: cny(0) },
    { shopId: 's1', amount: cny(-5) },
    { shopId: 's1', amount: cny(1.5) },
    { shopId: 's1', amount: { amount: 5, currency: 'XXQ' } },
    { shopId: 's1', amount: { amount: 5 } },
    { shopId: '', amount: cny(5) },
    { amount: cny(5) },
    {},
  ])('with wrong fields is 422: %j', async (body) => {
    expect((await post('/v1/withdrawals', body)).statusCode).toBe(422)
  })

  it('of another shop is nothing to a seller', async () => {
    const ask = { shopId: 's2', amount: { amount: 1, currency: 'USD' } }
    expect((await post('/v1/withdrawals', ask, as('seller:s1'))).statusCode).toBe(404)
  })
})

describe('the ledger', () => {
  it('lists postings, filtered by account and shop, page by page', async () => {
    await get('/v1/shops/s1/accounts')
    const all = (await get('/v1/ledger/entries?shopId=s1', finance)).json()
    const paged = []
    let cursor = ''
    do {
      const page = (await get(`/v1/ledger/entries?shopId=s1&limit=2${cursor}`, finance)).json()
      paged.push(...page.items)
      cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : ''
    } while (cursor !== '')
    expect(paged).toEqual(all.items)
    const one = (await get('/v1/ledger/entries?account=shop:s1:deposit', finance)).json()
    expect(one.items).toMatchObject([
      { account: 'deposit', amount: cny(500_000), reason: 'deposit', source: 'deposit:d1' },
    ])
    expect((await get('/v1/ledger/entries?account=treasure', finance)).statusCode).toBe(422)
    expect((await get('/v1/ledger/entries?cursor=abc', finance)).statusCode).toBe(422)
    for (const [at, shopId] of [
      ['2026-01-01T00:00:00Z', 'a\u0000'],
      ['2026-01-01T00:00:00Z', '\ud800'],
      ['9999-12-31T23:59:59-23:59', 's1'],
    ]) {
      const made = Buffer.from(JSON.stringify([at, 1, shopId, 'deposit'])).toString('base64url')
      const answer = await get(`/v1/ledger/entries?cursor=${made}`, finance)
      expect([at, answer.statusCode]).toEqual([at, 422])
    }
    expect((await get('/v1/ledger/entries', as('seller:s1'))).statusCode).toBe(403)
  })

  it('sums to zero in every currency', async () => {
    const { currencies } = (await get('/v1/ledger/trial-balance', finance)).json()
    expect(
      currencies.map(({ currency, sum }: { currency: string; sum: number }) => [currency, sum]),
    ).toEqual([
      ['CNY', 0],
      ['USD', 0],
    ])
  })
})

describe('standing', () => {
  it('is told of shops and buyers, now and at a past moment', async () => {
    const shop = (await get('/v1/shops/s1/standing', as('seller:s1'))).json()
    expect(shop).toEqual({
      ...{ points: 0, activeSanctions: [], canList: true, canWithdraw: true, history: [] },
    })
    const at = encodeURIComponent('2026-01-01T00:00:00+08:00')
    expect((await get(`/v1/shops/s1/standing?at=${at}`)).statusCode).toBe(200)
    expect((await get('/v1/shops/s1/standing?at=yesterday')).statusCode).toBe(422)
    expect((await get('/v1/shops/s2/standing', as('seller:s1'))).statusCode).toBe(404)
    const buyer = (await get('/v1/buyers/b1/standing', as('buyer:b1'))).json()
    expect(buyer).toMatchObject({ reportTrust: 0.8, canReport: true, suspensions: [] })
    expect((await get('/v1/buyers/b2/standing', as('buyer:b1'))).statusCode).toBe(404)
  })
})

describe('webhook endpoints', () => {
  it('are named, listed without their secret, and taken away', async () => {
    const made = await post('/v1/webhook-endpoints', { url: 'https://93.184.216.34/hook' })
    expect(made.statusCode).toBe(201)
    const { id, secret } = made.json()
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    const listed = await get('/v1/webhook-endpoints')
    expect(listed.json().items).toMatchObject([{ id, events: null, disabledAt: null }])
    expect(listed.body).not.toContain(secret)
    expect((await get(`/v1/webhook-endpoints/${id}/messages`)).json().items).toEqual([])
    const remove = (url: string) =>
      desk.http.inject({ method: 'DELETE', url, headers: marketplace })
    expect((await remove(`/v1/webhook-endpoints/${id}`)).statusCode).toBe(204)
    expect((await remove(`/v1/webhook-endpoints/${id}`)).statusCode).toBe(404)
    expect((await get(`/v1/webhook-endpoints/${id}/messages`)).statusCode).toBe(404)
    expect((await post('/v1/webhook-messages/msg_0/replay', {})).statusCode).toBe(404)
  })

  it.each([
    { url: 'https://169.254.169.254/latest/meta-data/' },
    { url: 'https://localhost/hook' },
    { url: 'http://93.184.216.34/hook' },
    { url: 'https://me:secret@93.184.216.34/hook' },
    { url: 'file:///etc/passwd' },
    { url: 'https://93.184.216.34/hook', events: ['case.eaten'] },
    { url: 'https://93.184.216.34/hook', events: [] },
    { url: '' },
    {},
  ])('with an address or type that will not do are 422: %j', async (body) => {
    expect((await post('/v1/webhook-endpoints', body)).statusCode).toBe(422)
  })
})
