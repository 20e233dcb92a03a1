// How the sender behaves before a server that is busy, breaks off, or refuses: seen over real HTTP.

import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { sendRecords } from './record-sender.ts'

type Reply = (response: ServerResponse) => void

const TAKEN = {
  accepted: 1,
  duplicate: 0,
  corrected: 0,
  rejected: 0,
  rejections: [],
  truncated: false,
}
const taken: Reply = (response) => response.end(JSON.stringify(TAKEN))
const status =
  (code: number, headers: Record<string, string> = {}): Reply =>
  (response) =>
    response.writeHead(code, headers).end(JSON.stringify({ title: 'Told', detail: `as ${code}` }))
const breaksOff: Reply = (response) => response.destroy()

let stop: () => void = () => {}
afterEach(() => stop())

/** Answers one reply after another, as a server or a proxy may; keeps what it was sent. */
async function desk(...replies: Reply[]) {
  const seen: { request: IncomingMessage; body: string }[] = []
  const http = createServer(async (request, response) => {
    seen.push({ request, body: gunzipSync(await buffer(request)).toString() })
    const reply = replies[seen.length - 1] ?? taken
    reply(response)
  }).listen(0, '127.0.0.1')
  await once(http, 'listening')
  stop = () => http.close()
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const notes: string[] = []
  const send = (patience = 20_000) =>
    sendRecords(
      { url, headers: { authorization: 'Bearer k' }, getJson: async () => Promise.reject() },
      {
        body: Buffer.from('{"type":"shop","id":"s"}\n'),
        idempotencyKey: 'run:1',
        patience,
        onWait: (why) => notes.push(why),
      },
    )
  return { seen, notes, send }
}

test('sends packed NDJSON with its key and its idempotency key', async () => {
  const { send, seen } = await desk()
  expect(await send()).toEqual(TAKEN)
  expect(seen[0]?.body).toBe('{"type":"shop","id":"s"}\n')
  expect(seen[0]?.request.headers).toMatchObject({
    authorization: 'Bearer k',
    'content-type': 'application/x-ndjson',
    'content-encoding': 'gzip',
    'idempotency-key': 'run:1',
  })
})

test('waits as long as a busy server asks, and sends the same again', async () => {
  const { send, seen, notes } = await desk(status(429, { 'retry-after': '1' }), status(503))
  const begun = performance.now()
  expect(await send()).toEqual(TAKEN)
  expect(performance.now() - begun).toBeGreaterThan(1_000)
  expect(seen.map(({ body }) => body)).toEqual(Array(3).fill(seen[0]?.body))
  expect(notes[0]).toBe('the server answered 429: Told: as 429')
})

test('tries again when the connection breaks off', async () => {
  const { send, notes } = await desk(breaksOff)
  expect(await send()).toEqual(TAKEN)
  expect(notes).toHaveLength(1)
})

test('gives up when its patience is at an end, with the last reason', async () => {
  const { send } = await desk(...Array<Reply>(50).fill(status(503)))
  await expect(send(800)).rejects.toThrow('the server answered 503: Told: as 503')
})

test('does not wait for what waiting cannot mend', async () => {
  const { send, notes } = await desk(status(401))
  await expect(send()).rejects.toThrow('the server answered 401: Told: as 401')
  expect(notes).toEqual([])
})

test('goes on without its key where another body came under it', async () => {
  const { send, seen } = await desk(status(422))
  expect(await send()).toEqual(TAKEN)
  expect(seen[1]?.request.headers).not.toHaveProperty('idempotency-key')
})
