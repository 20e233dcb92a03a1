// Every refusal has one shape, and no inner word leaves the process.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Problem } from '../vocabulary/problem.ts'
import { createHttp, type Http } from './http.ts'
import { createLogger, createMetrics } from './telemetry.ts'

let http: Http

beforeAll(async () => {
  http = await createHttp({ logger: createLogger('silent'), metrics: createMetrics() })
  const schema = { body: z.object({ amount: z.number().int(), city: z.string().max(3) }) }
  http.post('/checked', { schema }, async (request) => ({ got: request.body.amount }))
  http.get('/refuses', async () => {
    throw new Problem('not_possible_now', 'The case is closed.', { possible: ['appeal'] })
  })
  http.get('/shops/:id', async () => ({}))
  http.put('/shops/:id', async () => ({}))
  http.get('/breaks', async () => {
    throw new Error('password=hunter2 at /srv/secret.ts')
  })
  http.get('/database-away', async () => {
    throw Object.assign(new Error('gone'), { code: '57P01' })
  })
})
afterAll(() => http.close())

describe('a refusal', () => {
  it('of fields names each by its pointer', async () => {
    const answer = await http.inject({
      method: 'POST',
      url: '/checked',
      payload: { amount: 1.5, city: 'long' },
    })
    expect(answer.statusCode).toBe(422)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    const told = answer.json()
    expect(told).toMatchObject({ status: 422, title: expect.any(String), type: expect.any(String) })
    expect(told.errors.map((error: { pointer: string }) => error.pointer)).toEqual([
      '/amount',
      '/city',
    ])
  })

  it('of broken JSON is a 400 in the same shape', async () => {
    const answer = await http.inject({
      method: 'POST',
      url: '/checked',
      headers: { 'content-type': 'application/json' },
      payload: '{"amount": ',
    })
    expect(answer.statusCode).toBe(400)
    expect(answer.json()).toMatchObject({ status: 400, code: 'malformed_request' })
  })

  it('tells what is possible instead', async () => {
    const answer = await http.inject('/refuses')
    expect(answer.json()).toMatchObject({ status: 409, possible: ['appeal'] })
  })

  it('of an unknown address, a foreign kind of content and a body too large has its own code', async () => {
    expect((await http.inject('/nowhere')).json().code).toBe('no_such_route')
    const text = {
      method: 'POST',
      url: '/checked',
      headers: { 'content-type': 'text/csv' },
    } as const
    expect((await http.inject({ ...text, payload: 'a,b' })).json().code).toBe(
      'unsupported_media_type',
    )
    const large = { amount: 1, city: 'x'.repeat(1_100_000) }
    const answer = await http.inject({ method: 'POST', url: '/checked', payload: large })
    expect(answer.json().code).toBe('too_large')
  })

  it('of plain text is one of a foreign kind of content', async () => {
    const headers = { 'content-type': 'text/plain' }
    const answer = await http.inject({ method: 'POST', url: '/checked', headers, payload: '{}' })
    expect(answer.json()).toMatchObject({ status: 415, code: 'unsupported_media_type' })
  })

  it('of a method that the address does not take lists those it takes', async () => {
    const answer = await http.inject({ method: 'DELETE', url: '/shops/s%2F1?a=b' })
    expect(answer.statusCode).toBe(405)
    expect(answer.headers.allow).toBe('GET, HEAD, PUT')
    expect(answer.json()).toMatchObject({ status: 405, code: 'method_not_allowed' })
    const deeper = await http.inject({ method: 'DELETE', url: '/shops/s/accounts' })
    expect(deeper.json().code).toBe('no_such_route')
  })

  it('of U+0000, which the database cannot keep, comes before any verb', async () => {
    const payload = { amount: 1, city: 'a\u0000' }
    const answer = await http.inject({ method: 'POST', url: '/checked', payload })
    expect(answer.json()).toMatchObject({ status: 400, code: 'malformed_request' })
    const written = { amount: 1, city: '\\u0' }
    expect(
      (await http.inject({ method: 'POST', url: '/checked', payload: written })).statusCode,
    ).toBe(200)
    expect((await http.inject('/refuses?q=%00')).statusCode).toBe(400)
  })

  it('by a fault of our own tells nothing of what is inside', async () => {
    const answer = await http.inject('/breaks')
    expect(answer.statusCode).toBe(500)
    expect(answer.body).not.toMatch(/hunter2|secret|Error:|\.ts/)
  })

  it('while the database is away asks to come back', async () => {
    const answer = await http.inject('/database-away')
    expect(answer.statusCode).toBe(503)
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
  })
})
