// Senders without end and lines of the log: nobody holds a connection, and no line names a person.
import { connect } from 'node:net'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createHttp, type Http } from './http.ts'
import { createLogger, createMetrics } from './telemetry.ts'

let http: Http
let port: number
const lines: string[] = []

beforeAll(async () => {
  const logger = createLogger('info', { write: (line) => void lines.push(line) })
  http = await createHttp({ logger, metrics: createMetrics(), bodyMs: 200 })
  const body = z.object({ city: z.string() })
  http.post('/checked', { schema: { body } }, async () => ({ done: true }))
  http.get('/buyers/:id', async () => ({ done: true }))
  http.get('/breaks/:id', async () => {
    const error = new pg.DatabaseError('invalid input: "Zhang San"', 1, 'error')
    const more = { severity: 'ERROR', code: '22P02', detail: 'Key (id)=(Zhang San)' }
    throw Object.assign(error, more)
  })
  http.get('/kept', async (_request, reply) => reply.header('cache-control', 'max-age=60').send({}))
  http.get('/refuses/:id', async () => {
    throw Object.assign(new Error('it is too long'), { statusCode: 414 })
  })
  await http.listen({ port: 0, host: '127.0.0.1' })
  const [address] = http.addresses()
  port = typeof address === 'object' ? address.port : 0
})
afterAll(() => http.close())

/** Sends `start`, then blank after blank. Answers what came until the connection ended. */
function drip(start: string): Promise<string> {
  return new Promise((resolve) => {
    let got = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(start))
    const timer = setInterval(() => socket.write(' '), 20)
    socket.on('data', (bytes) => {
      got += bytes.toString()
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      clearInterval(timer)
      resolve(got)
    })
  })
}

const unfinished = (method: string, path: string) =>
  `${method} ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n` +
  'Content-Length: 100000\r\n\r\n{'

describe('a body that never ends', () => {
  it('is given up, drop by drop though it comes', async () => {
    await drip(unfinished('POST', '/checked'))
    expect(http.server.listening).toBe(true)
  })

  it('is given up after an answer that did not wait for it', async () => {
    expect(await drip(unfinished('GET', '/buyers/b1'))).toContain('200 OK')
  })
})

describe('a refusal', () => {
  it('of the framework’s own that nobody has thought of is the caller’s mistake all the same', async () => {
    expect((await http.inject('/refuses/1')).json()).toMatchObject({ code: 'malformed_request' })
    const long = await http.inject(`/buyers/${'x'.repeat(500)}`)
    expect(long.json()).toMatchObject({ status: 400, code: 'malformed_request' })
  })

  it('of U+0000 does not depend on what else the body holds', async () => {
    const payload = { pipe: 1, city: 'a\u0000' }
    const answer = await http.inject({ method: 'POST', url: '/checked', payload })
    expect(answer.json()).toMatchObject({ status: 400, code: 'malformed_request' })
  })
})

describe('an answer', () => {
  it('is kept by nobody unless it says that it may be', async () => {
    expect((await http.inject('/buyers/b1')).headers['cache-control']).toBe('no-store')
    expect((await http.inject('/nowhere')).headers['cache-control']).toBe('no-store')
    expect((await http.inject('/kept')).headers['cache-control']).toBe('max-age=60')
  })
})

describe('the log', () => {
  it('has one line a request, by the pattern of its route and without its address', async () => {
    lines.length = 0
    await http.inject('/buyers/zhang-san?name=Zhang')
    await http.inject('/shops/zhang-san')
    const told = lines.map((line) => JSON.parse(line))
    expect(told).toMatchObject([
      { level: 30, msg: 'request', method: 'GET', route: '/buyers/:id', status: 200 },
      { level: 30, msg: 'request', method: 'GET', route: 'unknown', status: 404 },
    ])
    expect(told[0]).toMatchObject({
      milliseconds: expect.any(Number),
      requestId: expect.any(String),
    })
    expect(lines.join('')).not.toMatch(/zhang/i)
  })

  it('tells where an error of the database arose, not the values that it quotes', async () => {
    lines.length = 0
    const answer = await http.inject('/breaks/zhang-san')
    expect(answer.statusCode).toBe(500)
    const told = JSON.parse(lines[0] ?? '')
    expect(told.err).toMatchObject({ code: '22P02', stack: expect.stringContaining(' at ') })
    expect(lines.join('')).not.toMatch(/zhang/i)
  })
})
