// Tests of the typed client against a server that at times does not answer.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openClient, type TareClient } from './client.ts'

type Answering = (request: IncomingMessage, response: ServerResponse) => void

let server: Server
let client: TareClient
let keys: (string | undefined)[]
let answering: Answering

const answerWith =
  (status: number): Answering =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end('{}')
  }
const hangUp: Answering = (request) => {
  request.socket.destroy()
}

beforeEach(async () => {
  keys = []
  answering = answerWith(200)
  server = createServer((request, response) => {
    const key = request.headers['idempotency-key']
    keys.push(typeof key === 'string' ? key : undefined)
    request.resume().on('end', () => answering(request, response))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const headers = () => ({ authorization: 'Bearer token' })
  client = openClient({ baseUrl: `http://127.0.0.1:${port}`, headers })
})

afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const assign = (assignee: string | null) =>
  client.POST('/v1/cases/{id}/assignment', { params: { path: { id: 'c' } }, body: { assignee } })

test('reading takes no key', async () => {
  await client.GET('/v1/cases')
  expect(keys).toEqual([undefined])
})

test('an act that was not heard is sent again under the same key', async () => {
  answering = hangUp
  await expect(assign('me')).rejects.toThrow()
  answering = answerWith(503)
  await assign('me')
  answering = answerWith(200)
  await assign('me')
  expect(keys[0]).toBeDefined()
  expect(new Set(keys).size).toBe(1)
})

test('after an answer the same act has a key of its own, since it may be meant anew', async () => {
  await assign('me')
  await assign('me')
  expect(new Set(keys).size).toBe(2)
})

test('another act never takes the key of one that was not heard', async () => {
  answering = hangUp
  await expect(assign('me')).rejects.toThrow()
  answering = answerWith(200)
  await assign(null)
  expect(new Set(keys).size).toBe(2)
})

test('a refusal comes as the problem that the server tells', async () => {
  answering = (_request, response) => {
    response
      .writeHead(409, { 'content-type': 'application/problem+json' })
      .end(JSON.stringify({ status: 409, code: 'not_possible_now' }))
  }
  const { error, response } = await assign('me')
  expect(response.status).toBe(409)
  expect(error).toMatchObject({ code: 'not_possible_now' })
})
