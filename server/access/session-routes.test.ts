// Promises of signing in and out.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestDesk, PASSWORD, type TestDesk } from '../../test/access-desk.ts'
import { secretHash } from '../platform/random.ts'
import { HOUR, MINUTE, SECOND } from '../vocabulary/time.ts'
import { sweepAccess } from './sweep-access.ts'

let desk: TestDesk
let admin: { authorization: string }

beforeAll(async () => {
  desk = await openTestDesk()
  admin = await desk.staff('ada', 'admin')
})
afterAll(() => desk.close())
beforeEach(() => desk.db.query('delete from sign_in_failure'))

function signIn(
  payload: Record<string, unknown>,
  { from = '192.0.2.1', headers = {} }: { from?: string; headers?: Record<string, string> } = {},
) {
  const call = { method: 'POST', url: '/v1/sessions', payload, headers } as const
  return desk.http.inject({ ...call, remoteAddress: from })
}

const rightly = { email: 'ada@desk.example', password: PASSWORD }
const wrongly = { email: 'ada@desk.example', password: 'not the right password' }

describe('signing in', () => {
  test('answers a token that is let in, and keeps only its hash', async () => {
    const answer = await signIn(rightly)
    expect(answer.statusCode).toBe(201)
    expect(answer.headers['cache-control']).toBe('no-store')
    const { token, expiresAt } = answer.json()
    expect(token).toMatch(/^tare_ses_[\w-]{43}$/)
    expect(Date.parse(expiresAt)).toBe(desk.clock() + 12 * HOUR)
    const rows = await desk.db.query<{ token_hash: Buffer }>('select token_hash from staff_session')
    expect(rows.some((row) => row.token_hash.equals(secretHash(token)))).toBe(true)
    const headers = { authorization: `Bearer ${token}` }
    const who = await desk.http.inject({ url: '/v1/sessions/current', headers })
    expect(who.json()).toMatchObject({ kind: 'staff', name: 'ada', roles: ['admin'] })
    expect(who.json().permissions).toContain('staff.manage')
    expect(who.json().permissions).not.toContain('case.decide')
  })

  test('sets a cookie that no script reads and no foreign page sends', async () => {
    const [cookie] = (await signIn(rightly)).cookies
    expect(cookie).toMatchObject({
      name: 'tare_session',
      httpOnly: true,
      sameSite: 'Strict',
      path: '/',
    })
    expect(cookie).not.toHaveProperty('secure')
    const behindTls = await signIn(rightly, { headers: { 'x-forwarded-proto': 'https' } })
    expect(behindTls.cookies[0]).toMatchObject({ secure: true })
  })

  test('knows a person however the address is typed', async () => {
    expect((await signIn({ ...rightly, email: ' ADA@Desk.Example ' })).statusCode).toBe(201)
  })

  test('takes a code, which nobody needs who has set none up', async () => {
    expect((await signIn({ ...rightly, code: '123456' })).statusCode).toBe(201)
  })

  test('says the same of a wrong password and of an unknown person', async () => {
    const wrong = await signIn(wrongly)
    const unknown = await signIn({ ...wrongly, email: 'nobody@desk.example' })
    expect(wrong.statusCode).toBe(401)
    expect(wrong.json().code).toBe('wrong_credentials')
    expect(unknown.body).toBe(wrong.body)
  })

  test.each([
    {},
    { email: 'ada@desk.example' },
    { email: 7, password: PASSWORD },
    { email: 'ada\u0007@desk.example', password: PASSWORD },
    { email: 'ada@desk.example', password: 'x'.repeat(257) },
  ])('refuses %j for its fields', async (payload) => {
    const refused = await signIn(payload)
    expect(refused.statusCode).toBe(422)
    expect(refused.json().errors.length).toBeGreaterThan(0)
  })

  test('is refused to a page from another place', async () => {
    const headers = { origin: 'https://evil.example' }
    expect((await signIn(rightly, { headers })).statusCode).toBe(403)
  })

  test('is noted in the log of acts, under the id alone', async () => {
    await signIn(rightly)
    const { items } = (await desk.http.inject({ url: '/v1/audit?limit=1', headers: admin })).json()
    expect(items[0]).toMatchObject({ act: 'session.open', detail: {} })
    expect(items[0].actor).toBe(items[0].subject)
    expect(JSON.stringify(items)).not.toContain('desk.example')
  })
})

describe('guessing', () => {
  test('ends after five failures of one e-mail address, from wherever they come', async () => {
    for (let guess = 1; guess <= 5; guess++) {
      expect((await signIn(wrongly, { from: `198.51.100.${guess}` })).statusCode).toBe(401)
    }
    const refused = await signIn(rightly, { from: '198.51.100.99' })
    expect(refused.statusCode).toBe(429)
    expect(refused.headers['retry-after']).toBe(String((15 * MINUTE) / SECOND))
    expect(refused.json().code).toBe('too_many_requests')
    desk.wait(15 * MINUTE)
    expect((await signIn(rightly)).statusCode).toBe(201)
  })

  test('ends after ten failures of one network address, whomever they name', async () => {
    for (let guess = 1; guess <= 10; guess++) {
      const someone = { ...wrongly, email: `someone${guess}@desk.example` }
      expect((await signIn(someone, { from: '203.0.113.7' })).statusCode).toBe(401)
    }
    expect((await signIn(rightly, { from: '203.0.113.7' })).statusCode).toBe(429)
    expect((await signIn(rightly, { from: '203.0.113.8' })).statusCode).toBe(201)
  })

  test('counts the addresses of one IPv6 network as one', async () => {
    for (let guess = 1; guess <= 10; guess++) {
      const someone = { ...wrongly, email: `someone${guess}@desk.example` }
      await signIn(someone, { from: `2001:db8:0:1::${guess}` })
    }
    expect((await signIn(rightly, { from: '2001:db8:0:1:a:b:c:d' })).statusCode).toBe(429)
    expect((await signIn(rightly, { from: '2001:db8:0:2::1' })).statusCode).toBe(201)
  })

  test('at the same moment gets no further than one after the other', async () => {
    const guesses = Array.from({ length: 12 }, (_, guess) =>
      signIn(wrongly, { from: `198.51.100.${guess}` }),
    )
    const statuses = (await Promise.all(guesses)).map(({ statusCode }) => statusCode)
    expect(statuses.filter((status) => status === 401)).toHaveLength(5)
    expect(statuses.filter((status) => status === 429)).toHaveLength(7)
  })

  test('by a crowd is bounded: who finds the queue full has not used up an attempt', async () => {
    const crowd = Array.from({ length: 80 }, (_, index) =>
      signIn(
        { email: `nobody-${index}@desk.example`, password: 'guessed' },
        { from: `198.51.100.${index}` },
      ),
    )
    const refused = (await Promise.all(crowd)).filter(({ statusCode }) => statusCode === 429)
    expect(refused.length).toBeGreaterThan(0)
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0)
    const counted = await desk.db.query(
      "select 1 from sign_in_failure where subject like 'email:nobody-%'",
    )
    expect(counted).toHaveLength(80 - refused.length)
    expect((await signIn(rightly)).statusCode).toBe(201)
  })

  test('is forgotten once the person signs in rightly', async () => {
    for (let round = 1; round <= 3; round++) {
      for (let guess = 1; guess <= 3; guess++) {
        await signIn(wrongly, { from: `198.51.100.${round}` })
      }
      expect((await signIn(rightly)).statusCode).toBe(201)
    }
  })
})

describe('signing out', () => {
  test('ends the session at once and takes the cookie away', async () => {
    const { token } = (await signIn(rightly)).json()
    const headers = { authorization: `Bearer ${token}` }
    const call = { method: 'DELETE', url: '/v1/sessions/current' } as const
    const answer = await desk.http.inject({ ...call, headers })
    expect(answer.statusCode).toBe(204)
    expect(answer.cookies[0]).toMatchObject({ name: 'tare_session', value: '' })
    const after = await desk.http.inject({ url: '/v1/sessions/current', headers })
    expect(after.statusCode).toBe(401)
    expect((await desk.http.inject({ ...call, headers })).statusCode).toBe(401)
  })

  test('is nothing that a key can do, which is revoked instead', async () => {
    const headers = await desk.marketplace()
    const call = { method: 'DELETE', url: '/v1/sessions/current', headers } as const
    expect((await desk.http.inject(call)).statusCode).toBe(409)
    expect((await desk.http.inject({ ...call, method: 'GET' })).json()).toMatchObject({
      kind: 'marketplace',
      name: null,
      roles: [],
    })
  })
})

test('who asks who they are as a party learns just that', async () => {
  const key = await desk.marketplace()
  for (const party of ['buyer', 'seller', 'juror']) {
    const headers = { ...key, 'tare-act-as': `${party}:x` }
    const who = await desk.http.inject({ url: '/v1/sessions/current', headers })
    expect(who.json()).toMatchObject({ kind: party, id: 'x', name: null, roles: [] })
  }
  expect((await desk.http.inject({ url: '/v1/sessions/current' })).statusCode).toBe(401)
})

test('what is over is swept away, and a session still open is not', async () => {
  await desk.db.query('delete from staff_session')
  await signIn(wrongly)
  const early = (await signIn(rightly)).json()
  desk.wait(11 * HOUR)
  const late = (await signIn(rightly)).json()
  desk.wait(HOUR)
  expect(await sweepAccess(desk.db, desk.clock())).toBeGreaterThanOrEqual(1)
  const left = await desk.db.query<{ token_hash: Buffer }>('select token_hash from staff_session')
  expect(left.map((row) => row.token_hash)).toEqual([secretHash(late.token)])
  expect(early.token).not.toBe(late.token)
  expect(await desk.db.query('select 1 from sign_in_failure where failures > 0')).toEqual([])
})
