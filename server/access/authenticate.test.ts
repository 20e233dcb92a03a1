// Promises of the door: who is let in, as whom, and who is turned away.
import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestDesk, type TestDesk } from '../../test/access-desk.ts'
import { createHttp } from '../platform/http.ts'
import { createLogger, createMetrics } from '../platform/telemetry.ts'
import { SECOND } from '../vocabulary/time.ts'
import { installAccess } from './authenticate.ts'
import { bootstrapAccess } from './bootstrap.ts'

let desk: TestDesk
let admin: { authorization: string }
let reviewer: { authorization: string }
let key: { authorization: string }

beforeAll(async () => {
  desk = await openTestDesk((http) => {
    http.get('/open', { config: { permission: 'health.read' } }, async ({ actor }) => actor)
    http.get('/read', { config: { permission: 'case.read' } }, async ({ actor }) => actor)
    http.post('/decide', { config: { permission: 'case.decide' } }, async ({ actor }) => actor)
  })
  admin = await desk.staff('admin', 'admin')
  reviewer = await desk.staff('reviewer', 'reviewer')
  key = await desk.marketplace()
})
afterAll(() => desk.close())

const get = (url: string, headers: Record<string, string> = {}) =>
  desk.http.inject({ url, headers })
const post = (url: string, headers: Record<string, string> = {}) =>
  desk.http.inject({ method: 'POST', url, headers })

const bearing = (token: string) => ({ authorization: `Bearer ${token}` })

async function partyToken(party: string, ttlSeconds = 60): Promise<Record<string, string>> {
  const payload = { party, ttlSeconds }
  const answer = await desk.http.inject({
    method: 'POST',
    url: '/v1/party-tokens',
    headers: key,
    payload,
  })
  expect(answer.statusCode).toBe(201)
  return { authorization: `Bearer ${answer.json().token}` }
}

describe('a route', () => {
  test('without a permission, or with one that does not exist, cannot be registered', async () => {
    const http = await createHttp({ logger: createLogger('silent'), metrics: createMetrics() })
    installAccess(http, { db: desk.db, clock: desk.clock })
    expect(() => http.get('/bare', async () => 'seen')).toThrow(
      'GET /bare must name its permission',
    )
    expect(() =>
      // @ts-expect-error the permission is not in the table, as in a program without types
      http.get('/odd', { config: { permission: 'case.eat' } }, async () => 'seen'),
    ).toThrow('/odd must name its permission')
    await http.close()
  })

  test('asks nobody who they are where there is none', async () => {
    expect((await get('/nowhere')).statusCode).toBe(404)
    expect((await get('/nowhere', { authorization: 'Bearer wrong' })).statusCode).toBe(404)
  })

  test('answers HEAD by the same rules as GET', async () => {
    expect((await desk.http.inject({ method: 'HEAD', url: '/read' })).statusCode).toBe(401)
    const seen = await desk.http.inject({ method: 'HEAD', url: '/read', headers: key })
    expect(seen.statusCode).toBe(200)
  })
})

describe('a bearer', () => {
  test('of nothing reads what is open, and is told to sign in elsewhere', async () => {
    expect((await get('/open')).json()).toEqual({ kind: 'anonymous' })
    const refused = await get('/read')
    expect(refused.statusCode).toBe(401)
    expect(refused.headers['www-authenticate']).toBe('Bearer realm="tare"')
    expect(refused.json()).toMatchObject({ code: 'not_signed_in', status: 401 })
  })

  test.each([
    ['an unknown session', 'Bearer tare_ses_unknown'],
    ['an unknown key', 'Bearer tare_key_unknown'],
    ['a token of nobody', 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJidXllcjoxIn0.c2ln'],
    ['no token', 'Bearer '],
    ['another scheme', 'Basic YWRtaW46YWRtaW4='],
  ])('of %s is turned away, even where the door is open to everyone', async (_what, value) => {
    for (const url of ['/open', '/read']) {
      const refused = await get(url, { authorization: value })
      expect(refused.statusCode).toBe(401)
      expect(refused.json().code).toBe('not_signed_in')
    }
  })

  test('of a session is that member of staff with the roles of this moment', async () => {
    expect((await get('/read', reviewer)).json()).toMatchObject({
      kind: 'staff',
      name: 'reviewer',
      roles: ['reviewer'],
    })
    expect((await post('/decide', reviewer)).statusCode).toBe(200)
    expect((await post('/decide', admin)).statusCode).toBe(403)
    const fallen = await desk.staff('fallen', 'reviewer')
    await desk.db.query(`update staff set roles = '{}' where name = 'fallen'`)
    expect((await post('/decide', fallen)).statusCode).toBe(403)
  })

  test('of a session is turned away once its twelve hours are over', async () => {
    const passing = await desk.staff('passing', 'reviewer')
    await desk.db.query(
      `update staff_session set expires_at = $1 where staff_id in
         (select id from staff where name = 'passing')`,
      [new Date(desk.clock() + SECOND).toISOString()],
    )
    expect((await get('/read', passing)).statusCode).toBe(200)
    desk.wait(SECOND)
    expect((await get('/read', passing)).statusCode).toBe(401)
  })

  test('of a marketplace key is the marketplace, and never decides', async () => {
    expect((await get('/read', key)).json()).toMatchObject({ kind: 'marketplace' })
    expect((await post('/decide', key)).statusCode).toBe(403)
  })

  test('may write the word Bearer in any case and with more than one space', async () => {
    const token = key.authorization.split(' ')[1]
    expect((await get('/read', { authorization: `bearer   ${token}` })).statusCode).toBe(200)
  })

  test('of the first key of the operator is let in whatever the text looks like', async () => {
    const texts = [
      'tare_ses_is_a_strange_choice_of_32_chars',
      'eyJhbGciOi.eyJzdWIiOi.aaaaaaaaaaaaaa',
    ]
    for (const text of texts) {
      await desk.db.query('delete from api_key')
      const first = { apiKey: text, adminEmail: undefined, adminPassword: undefined }
      await bootstrapAccess(desk.db, first, desk.clock())
      const seen = await get('/read', { authorization: `Bearer ${text}` })
      expect(seen.json()).toMatchObject({ kind: 'marketplace' })
    }
    key = await desk.marketplace()
  })
})

describe('Tare-Act-As', () => {
  test.each([
    ['buyer:b-1', { kind: 'buyer', buyerId: 'b-1' }],
    ['seller:shop:with:colons', { kind: 'seller', shopId: 'shop:with:colons' }],
    ['juror:j', { kind: 'juror', jurorId: 'j' }],
  ])('makes a marketplace key %s', async (party, actor) => {
    expect((await get('/open', { ...key, 'tare-act-as': party })).json()).toEqual(actor)
  })

  test('reads identifiers beyond ASCII as the UTF-8 that they are', async () => {
    const latin1 = Buffer.from('buyer:买家', 'utf8').toString('latin1')
    const seen = await get('/open', { ...key, 'tare-act-as': latin1 })
    expect(seen.json()).toEqual({ kind: 'buyer', buyerId: '买家' })
  })

  test('takes the rights of the marketplace away and gives those of the party', async () => {
    expect((await get('/v1/staff', { ...key, 'tare-act-as': 'juror:j' })).statusCode).toBe(403)
    expect((await get('/read', { ...key, 'tare-act-as': 'juror:j' })).statusCode).toBe(403)
    expect((await get('/read', { ...key, 'tare-act-as': 'buyer:b' })).statusCode).toBe(200)
  })

  test('never makes a key staff', async () => {
    const refused = await get('/open', { ...key, 'tare-act-as': 'staff:1' })
    expect(refused.statusCode).toBe(403)
    expect(refused.json().code).toBe('not_permitted')
  })

  test.each(['admin', 'reviewer:1', 'buyer:', 'buyer', '', 'marketplace:1'])(
    'refuses to make a key %j',
    async (party) => {
      const refused = await get('/open', { ...key, 'tare-act-as': party })
      expect(refused.statusCode).toBe(400)
      expect(refused.json().code).toBe('malformed_request')
    },
  )

  test('is refused to staff, to parties and to nobody', async () => {
    const header = { 'tare-act-as': 'buyer:b' }
    expect((await get('/read', { ...admin, ...header })).statusCode).toBe(403)
    const buyer = await partyToken('buyer:b')
    expect((await get('/read', { ...buyer, ...header })).statusCode).toBe(403)
    expect((await get('/read', header)).statusCode).toBe(401)
  })
})

describe('a token of a party', () => {
  test('is that party and nobody else', async () => {
    const seller = await partyToken('seller:店铺')
    expect((await get('/read', seller)).json()).toEqual({ kind: 'seller', shopId: '店铺' })
    expect((await post('/decide', seller)).statusCode).toBe(403)
  })

  test('ends when its time is over, and says so', async () => {
    const buyer = await partyToken('buyer:b', 60)
    desk.wait(59 * SECOND)
    expect((await get('/read', buyer)).statusCode).toBe(200)
    desk.wait(2 * SECOND)
    const refused = await get('/read', buyer)
    expect(refused.statusCode).toBe(401)
    expect(refused.json().detail).toContain('expired')
  })

  test('is checked without asking the database', async () => {
    const buyer = await partyToken('buyer:b')
    const { query } = desk.db
    let asked = 0
    const counting: TestDesk['db']['query'] = (text, values) => {
      asked++
      return query(text, values)
    }
    Object.assign(desk.db, { query: counting })
    expect((await get('/read', buyer)).statusCode).toBe(200)
    Object.assign(desk.db, { query })
    expect(asked).toBe(0)
  })

  test('that another key signed, or that names another issuer, audience or algorithm, is unknown', async () => {
    const { privateKey, id } = await desk.http.keyring.signingKey(desk.clock())
    const issued = Math.floor(desk.clock() / SECOND)
    const good = (header: { alg: string; kid?: string } = { alg: 'EdDSA', kid: id }) =>
      new SignJWT({})
        .setProtectedHeader(header)
        .setIssuer('tare')
        .setAudience('tare:party')
        .setSubject('buyer:b')
        .setExpirationTime(issued + 60)
    const forged = [
      good().setIssuer('elsewhere').sign(privateKey),
      good().setAudience('tare:staff').sign(privateKey),
      good().setSubject('admin:b').sign(privateKey),
      good({ alg: 'EdDSA', kid: '0' }).sign(privateKey),
      good({ alg: 'EdDSA' }).sign(privateKey),
      good({ alg: 'HS256', kid: id }).sign(
        new TextEncoder().encode('a shared secret of 32 characters'),
      ),
    ]
    expect((await get('/read', bearing(await good().sign(privateKey)))).statusCode).toBe(200)
    for (const token of await Promise.all(forged)) {
      expect((await get('/read', bearing(token))).statusCode).toBe(401)
    }
    const [head, , tail] = (await good().sign(privateKey)).split('.')
    const body = Buffer.from(JSON.stringify({ sub: 'seller:s' })).toString('base64url')
    expect((await get('/read', bearing(`${head}.${body}.${tail}`))).statusCode).toBe(401)
  })

  test('stays good in another process, which reads the same key', async () => {
    const buyer = await partyToken('buyer:b')
    const other = await createHttp({ logger: createLogger('silent'), metrics: createMetrics() })
    installAccess(other, { db: desk.db, clock: desk.clock })
    other.get('/read', { config: { permission: 'case.read' } }, async ({ actor }) => actor)
    expect((await other.inject({ url: '/read', headers: buyer })).statusCode).toBe(200)
    await other.close()
  })
})

describe('the cookie of the console', () => {
  const cookieOf = ({ authorization }: { authorization: string }) => ({
    cookie: `tare_session=${authorization.split(' ')[1]}`,
  })

  test('signs in for reading without more', async () => {
    expect((await get('/read', cookieOf(reviewer))).json()).toMatchObject({ name: 'reviewer' })
  })

  test('changes something only with the header that no foreign page can set', async () => {
    const cookie = cookieOf(reviewer)
    expect((await post('/decide', cookie)).statusCode).toBe(403)
    expect((await post('/decide', { ...cookie, 'x-tare-console': '0' })).statusCode).toBe(403)
    expect((await post('/decide', { ...cookie, 'x-tare-console': '1' })).statusCode).toBe(200)
  })

  test.each([
    [{ 'sec-fetch-site': 'same-origin' }, 200],
    [{ 'sec-fetch-site': 'none' }, 200],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ host: 'tare.example', origin: 'https://tare.example' }, 200],
    [{ host: 'tare.example', origin: 'https://evil.example' }, 403],
    [{ host: 'tare.example', origin: 'null' }, 403],
  ])('from a page with %j is answered %i', async (page, status) => {
    const headers = { ...cookieOf(reviewer), 'x-tare-console': '1', ...page }
    expect((await post('/decide', headers as Record<string, string>)).statusCode).toBe(status)
  })

  test('that is over is no hindrance where nobody needs to be signed in', async () => {
    const over = { cookie: 'tare_session=tare_ses_over' }
    expect((await get('/open', over)).statusCode).toBe(200)
    const refused = await get('/read', over)
    expect(refused.statusCode).toBe(401)
    expect(refused.json().detail).toContain('sign in again')
  })

  test('counts less than a token that is sent on purpose', async () => {
    expect((await get('/read', { ...cookieOf(reviewer), ...key })).json().kind).toBe('marketplace')
    const wrong = { ...cookieOf(reviewer), authorization: 'Bearer wrong' }
    expect((await get('/read', wrong)).statusCode).toBe(401)
  })

  test('cannot hold a marketplace key, and cannot act for others', async () => {
    expect((await get('/read', cookieOf(key))).statusCode).toBe(401)
    const acting = { ...cookieOf(reviewer), 'tare-act-as': 'buyer:b' }
    expect((await get('/read', acting)).statusCode).toBe(403)
  })
})

test('a revoked key opens nothing at once here, and within seconds in every other process', async () => {
  const { id } = (await get('/v1/sessions/current', key)).json()
  const other = await createHttp({ logger: createLogger('silent'), metrics: createMetrics() })
  installAccess(other, { db: desk.db, clock: desk.clock })
  other.get('/read', { config: { permission: 'case.read' } }, async ({ actor }) => actor)
  const there = async () => (await other.inject({ url: '/read', headers: key })).statusCode
  expect(await there()).toBe(200)
  const revoked = await desk.http.inject({
    method: 'DELETE',
    url: `/v1/api-keys/${id}`,
    headers: admin,
  })
  expect(revoked.statusCode).toBe(204)
  expect((await get('/read', key)).statusCode).toBe(401)
  desk.wait(5 * SECOND)
  expect(await there()).toBe(401)
  await other.close()
})
