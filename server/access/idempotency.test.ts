// Promises of idempotency keys: what was done once is answered again, and never done twice.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openTestDesk, type TestDesk } from '../../test/access-desk.ts'
import { Problem } from '../vocabulary/problem.ts'
import { DAY, MINUTE } from '../vocabulary/time.ts'
import { forgetOldKeys } from './sweep-access.ts'

let desk: TestDesk
let admin: { authorization: string }
let key: { authorization: string }
let done = 0
let answerWith: () => Promise<number>

beforeAll(async () => {
  desk = await openTestDesk((http) => {
    http.route({
      method: ['POST', 'PUT', 'DELETE'],
      url: '/act',
      config: { permission: 'session.read' },
      schema: { body: z.object({ amount: z.int() }).optional() },
      handler: async (_request, reply) => {
        done++
        const status = await answerWith()
        reply.code(status).header('location', `/act/${done}`)
        return status === 204 ? reply.send() : { done }
      },
    })
    const own = { permission: 'session.read', ownIdempotency: true } as const
    http.post('/own', { config: own }, async () => ({ done: ++done }))
  })
  admin = await desk.staff('ada', 'admin')
  key = await desk.marketplace()
})
afterAll(() => desk.close())
beforeEach(async () => {
  await desk.db.query('delete from idempotency_key')
  done = 0
  answerWith = async () => 201
})

interface Call {
  readonly url?: string
  readonly method?: 'POST' | 'PUT' | 'DELETE'
  readonly headers?: Record<string, string>
  readonly payload?: object
  readonly idempotencyKey?: string
}

function act(call: Call = {}) {
  const { url = '/act', method = 'POST', headers = admin, payload = { amount: 1 } } = call
  const named = { ...headers, 'idempotency-key': call.idempotencyKey ?? 'key-1' }
  return desk.http.inject({ method, url, headers: named, payload })
}

describe('the same request with the same key', () => {
  test('is done once and answered alike, with a mark', async () => {
    const first = await act()
    const second = await act()
    expect(done).toBe(1)
    expect(first.headers).not.toHaveProperty('idempotency-replayed')
    expect(second.headers['idempotency-replayed']).toBe('true')
    expect(second.statusCode).toBe(201)
    expect(second.body).toBe(first.body)
    expect(second.headers['content-type']).toBe(first.headers['content-type'])
    expect(second.headers.location).toBe('/act/1')
  })

  test('is the same whatever the order of its fields', async () => {
    await act({ payload: { amount: 1, note: 'a' } })
    const second = await act({ payload: { note: 'a', amount: 1 } })
    expect(second.headers['idempotency-replayed']).toBe('true')
  })

  test('is answered alike where the answer is empty', async () => {
    answerWith = async () => 204
    await act({ method: 'DELETE' })
    const second = await act({ method: 'DELETE' })
    expect(second.statusCode).toBe(204)
    expect(second.headers['idempotency-replayed']).toBe('true')
    expect(done).toBe(1)
  })

  test('is refused alike where it was refused', async () => {
    answerWith = async () => {
      throw new Problem('not_possible_now', 'The case is closed.')
    }
    const first = await act()
    const second = await act()
    expect(second.statusCode).toBe(409)
    expect(second.body).toBe(first.body)
    expect(second.headers['content-type']).toContain('application/problem+json')
    expect(done).toBe(1)
  })

  test('is done anew where the first met a failure of the moment', async () => {
    const failures = [new Error('broken'), new Problem('too_many_requests', 'Wait.')]
    for (const [index, failure] of failures.entries()) {
      const idempotencyKey = `failing-${index}`
      answerWith = () => Promise.reject(failure)
      expect((await act({ idempotencyKey })).statusCode).toBeGreaterThanOrEqual(429)
      answerWith = async () => 201
      expect((await act({ idempotencyKey })).statusCode).toBe(201)
    }
    expect(done).toBe(4)
  })

  test('is done anew where the first was refused for its fields, before it was begun', async () => {
    expect((await act({ payload: { amount: 'much' } })).statusCode).toBe(422)
    expect((await act({ payload: { amount: 1 } })).statusCode).toBe(201)
  })

  test('is told to wait while the first is at work, and is done once', async () => {
    let finish = (_status: number): void => {}
    answerWith = () =>
      new Promise((resolve) => {
        finish = resolve
      })
    const first = act()
    await expect.poll(() => done).toBe(1)
    const second = await act()
    expect(second.statusCode).toBe(409)
    expect(second.json().code).toBe('still_working')
    expect(second.headers).toHaveProperty('retry-after')
    finish(201)
    expect((await first).statusCode).toBe(201)
    expect((await act()).headers['idempotency-replayed']).toBe('true')
    expect(done).toBe(1)
  })

  test('many times at once is done once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => act()))
    expect(done).toBe(1)
    const statuses = new Set(answers.map(({ statusCode }) => statusCode))
    expect([...statuses].every((status) => status === 201 || status === 409)).toBe(true)
  })

  test('is done by another where the first died at work', async () => {
    await act()
    await desk.db.query('update idempotency_key set status = null, answer = null')
    expect((await act()).statusCode).toBe(409)
    desk.wait(6 * MINUTE)
    expect((await act()).statusCode).toBe(201)
    expect(done).toBe(2)
  })
})

describe('the same key', () => {
  test.each([
    ['another body', { payload: { amount: 2 } }],
    ['a field that the route does not know', { payload: { amount: 1, extra: true } }],
    ['another method', { method: 'PUT' as const }],
    ['another query', { url: '/act?again=1' }],
  ])('with %s is refused, and nothing is done', async (_what, change) => {
    await act()
    const refused = await act(change)
    expect(refused.statusCode).toBe(422)
    expect(refused.json().code).toBe('key_used_otherwise')
    expect(done).toBe(1)
  })

  test('of somebody else is another key', async () => {
    await act()
    const other = await act({ headers: key, payload: { amount: 2 } })
    expect(other.statusCode).toBe(201)
    const acting = { ...key, 'tare-act-as': 'buyer:b' }
    expect((await act({ headers: acting, payload: { amount: 3 } })).statusCode).toBe(201)
    expect(done).toBe(3)
  })

  test('is forgotten after a day', async () => {
    await act()
    expect(await forgetOldKeys(desk.db, desk.clock())).toBe(0)
    await desk.db.query(`update idempotency_key set claimed_at = $1`, [
      new Date(desk.clock() - DAY - 1).toISOString(),
    ])
    expect(await forgetOldKeys(desk.db, desk.clock())).toBe(1)
    expect((await act({ payload: { amount: 2 } })).statusCode).toBe(201)
  })
})

test.each(['', ' ', 'two words', 'ключ', 'x'.repeat(256)])(
  'the key %j is refused',
  async (text) => {
    const latin1 = Buffer.from(text, 'utf8').toString('latin1')
    const refused = await act({ idempotencyKey: latin1 })
    expect(refused.statusCode).toBe(400)
    expect(done).toBe(0)
  },
)

test('a request without a key is done every time', async () => {
  const call = { method: 'POST', url: '/act', headers: admin, payload: { amount: 1 } } as const
  await desk.http.inject(call)
  await desk.http.inject(call)
  expect(done).toBe(2)
})

test('a route with a way of its own is left alone', async () => {
  await act({ url: '/own' })
  const second = await act({ url: '/own' })
  expect(second.json()).toEqual({ done: 2 })
  expect(await desk.db.query('select 1 from idempotency_key')).toEqual([])
})

describe('an answer that tells a secret once', () => {
  const issue = (headers: Record<string, string>) =>
    desk.http.inject({
      method: 'POST',
      url: '/v1/api-keys',
      headers: { ...headers, 'idempotency-key': 'issue-1' },
      payload: { name: 'Once' },
    })

  test('is told again to who asked first, and cannot be read in the database', async () => {
    const first = await issue(admin)
    const second = await issue(admin)
    expect(second.json()).toEqual(first.json())
    const kept = await desk.db.query<{ answer: string }>('select answer from idempotency_key')
    expect(JSON.stringify(kept)).not.toContain(first.json().key)
    expect(JSON.stringify(kept)).not.toContain('tare_key_')
  })

  test('stays shut to another session of the same person', async () => {
    await issue(admin)
    const payload = { email: 'ada@desk.example', password: 'a long enough password' }
    const session = await desk.http.inject({ method: 'POST', url: '/v1/sessions', payload })
    const refused = await issue({ authorization: `Bearer ${session.json().token}` })
    expect(refused.statusCode).toBe(422)
    expect(refused.json().code).toBe('key_used_otherwise')
  })
})
