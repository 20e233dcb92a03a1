// Promises of the doors for staff, keys, tokens and the log.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestDesk, type TestDesk } from '../../test/access-desk.ts'
import { secretHash } from '../platform/random.ts'
import { HOUR } from '../vocabulary/time.ts'

let desk: TestDesk
let admin: { authorization: string }
let key: { authorization: string }

beforeAll(async () => {
  desk = await openTestDesk()
  admin = await desk.staff('ada', 'admin')
  key = await desk.marketplace()
})
afterAll(() => desk.close())

const get = (url: string, headers: Record<string, string> = admin) =>
  desk.http.inject({ url, headers })
const post = (url: string, payload: object, headers: Record<string, string> = admin) =>
  desk.http.inject({ method: 'POST', url, headers, payload })

describe('staff', () => {
  const someone = { email: 'Rui@desk.example', name: '陈睿', roles: ['reviewer'] }

  test('are added with a password of their own, and can then sign in', async () => {
    const password = '十二个字符以上的密码密码密码'
    const added = await post('/v1/staff', { ...someone, password })
    expect(added.statusCode).toBe(201)
    expect(added.json()).toMatchObject({ ...someone, createdAt: '2026-06-01T08:00:00Z' })
    expect(added.json()).not.toHaveProperty('oneTimePassword')
    const session = await post('/v1/sessions', { email: someone.email, password }, {})
    expect(session.statusCode).toBe(201)
  })

  test('are added with a password that is told once where none is given', async () => {
    const added = await post('/v1/staff', { ...someone, email: 'mei@desk.example' })
    const { oneTimePassword: password } = added.json()
    expect(password.length).toBeGreaterThanOrEqual(20)
    const session = await post('/v1/sessions', { email: 'mei@desk.example', password }, {})
    expect(session.statusCode).toBe(201)
    expect((await get('/v1/staff')).body).not.toContain(password)
  })

  test('are one person a mail address, in whatever letters', async () => {
    const twice = { ...someone, email: 'twice@desk.example' }
    expect((await post('/v1/staff', twice)).statusCode).toBe(201)
    const again = await post('/v1/staff', { ...twice, email: 'TWICE@desk.example' })
    expect(again.statusCode).toBe(409)
    expect(again.json().code).toBe('already_exists')
  })

  test.each([
    [{ roles: ['emperor'] }, '/roles/0'],
    [{ roles: undefined }, '/roles'],
    [{ password: 'elevenchars' }, '/password'],
    [{ email: 'no address' }, '/email'],
    [{ name: '' }, '/name'],
    [{ name: 'a\u0007b' }, '/name'],
  ])('are refused with %j, and the field is named', async (change, pointer) => {
    const refused = await post('/v1/staff', { ...someone, email: 'x@desk.example', ...change })
    expect(refused.statusCode).toBe(422)
    expect(refused.json().errors[0].pointer).toBe(pointer)
  })

  test('are listed page by page, without what opens a door', async () => {
    const first = (await get('/v1/staff?limit=2')).json()
    expect(first.items).toHaveLength(2)
    const second = (await get(`/v1/staff?limit=200&cursor=${first.nextCursor}`)).json()
    expect(second.nextCursor).toBeNull()
    const emails = [...first.items, ...second.items].map(({ email }) => email)
    expect(new Set(emails).size).toBe(emails.length)
    expect(emails).toContain('ada@desk.example')
    expect(JSON.stringify(first)).not.toContain('argon2')
  })

  test('are added and listed by an admin alone', async () => {
    const reviewer = await desk.staff('reviewer', 'senior_reviewer')
    expect((await post('/v1/staff', someone, reviewer)).statusCode).toBe(403)
    expect((await post('/v1/staff', someone, key)).statusCode).toBe(403)
    expect((await post('/v1/staff', someone, {})).statusCode).toBe(401)
  })
})

describe('keys of the marketplace', () => {
  test('are told once, let in, and kept as a hash', async () => {
    const issued = await post('/v1/api-keys', { name: 'Warehouse' })
    expect(issued.statusCode).toBe(201)
    const { id, key: text } = issued.json()
    expect(text).toMatch(/^tare_key_[\w-]{43}$/)
    const who = await get('/v1/sessions/current', { authorization: `Bearer ${text}` })
    expect(who.json()).toMatchObject({ kind: 'marketplace', id })
    const list = await get('/v1/api-keys')
    expect(list.body).not.toContain(text)
    expect(list.json().items).toContainEqual(
      expect.objectContaining({ id, name: 'Warehouse', revokedAt: null }),
    )
    const kept = await desk.db.query('select 1 from api_key where key_hash = $1', [
      secretHash(text),
    ])
    expect(kept).toHaveLength(1)
  })

  test('are revoked once; a second time, or one that never was, is not found', async () => {
    const { id } = (await post('/v1/api-keys', { name: 'Short-lived' })).json()
    const revoke = (of: string) =>
      desk.http.inject({ method: 'DELETE', url: `/v1/api-keys/${of}`, headers: admin })
    expect((await revoke(id)).statusCode).toBe(204)
    expect((await revoke(id)).statusCode).toBe(404)
    expect((await revoke('no-uuid')).statusCode).toBe(404)
  })
})

describe('tokens of parties', () => {
  test('come with an address that opens Tare, the token behind the #', async () => {
    const issued = await post('/v1/party-tokens', { party: 'buyer:b-1' }, key)
    expect(issued.statusCode).toBe(201)
    const { token, expiresAt, url } = issued.json()
    expect(Date.parse(expiresAt)).toBe(desk.clock() + HOUR)
    expect(url).toBe(`http://localhost:80/party#token=${token}`)
  })

  test.each([
    [{ party: 'staff:1' }, '/party'],
    [{ party: 'buyer:' }, '/party'],
    [{ party: 'buyer:b', ttlSeconds: 0 }, '/ttlSeconds'],
    [{ party: 'buyer:b', ttlSeconds: 86_401 }, '/ttlSeconds'],
    [{ party: 'buyer:b', ttlSeconds: 60.5 }, '/ttlSeconds'],
    [{}, '/party'],
  ])('are refused for %j', async (payload, pointer) => {
    const refused = await post('/v1/party-tokens', payload, key)
    expect(refused.statusCode).toBe(422)
    expect(refused.json().errors[0].pointer).toBe(pointer)
  })

  test('are issued to a marketplace key alone, and not while it acts for somebody', async () => {
    const wish = { party: 'buyer:b' }
    expect((await post('/v1/party-tokens', wish, admin)).statusCode).toBe(403)
    const acting = { ...key, 'tare-act-as': 'seller:s' }
    expect((await post('/v1/party-tokens', wish, acting)).statusCode).toBe(403)
  })
})

describe('the log of acts', () => {
  test('tells who did what, the newest first, page by page', async () => {
    await post('/v1/api-keys', { name: 'Logged' })
    const first = (await get('/v1/audit?limit=1')).json()
    expect(first.items[0]).toMatchObject({ act: 'api_key.issue' })
    const next = (await get(`/v1/audit?limit=1&cursor=${first.nextCursor}`)).json()
    expect(next.items[0].sequence).toBe(first.items[0].sequence - 1)
    expect(next.items[0].hash).toBe(first.items[0].previousHash)
  })

  test('is searched by who acted and by what it was about', async () => {
    const { subject, actor } = (await get('/v1/audit?limit=1')).json().items[0]
    for (const query of [`subject=${subject}`, `actor=${actor}`]) {
      const { items } = (await get(`/v1/audit?${query}`)).json()
      expect(items.length).toBeGreaterThan(0)
    }
    expect((await get('/v1/audit?subject=case:none')).json().items).toEqual([])
    expect((await get('/v1/audit?subject=%07')).statusCode).toBe(422)
    expect((await get('/v1/audit?subject=%00')).statusCode).toBe(400)
  })

  test('refuses a cursor of another list', async () => {
    const { nextCursor } = (await get('/v1/staff?limit=1')).json()
    expect((await get(`/v1/audit?cursor=${nextCursor}`)).statusCode).toBe(422)
    expect((await get('/v1/staff?cursor=WzFd')).statusCode).toBe(422)
  })

  test('is checked on request', async () => {
    const verdict = (await get('/v1/audit/verification')).json()
    expect(verdict).toMatchObject({ intact: true, brokenAt: null })
    await desk.db.query(`update audit_entry set actor = 'staff:other' where sequence = 2`)
    expect((await get('/v1/audit/verification')).json()).toMatchObject({
      intact: false,
      brokenAt: 2,
    })
  })
})
