// A desk that listens, and a sender of uploads that can misbehave as real ones do.
import { type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { intakeRoutes } from '../server/intake/intake-routes.ts'
import type { UploadLimits } from '../server/intake/take-in-upload.ts'
import { createMetrics } from '../server/platform/telemetry.ts'
import { openTestDesk, type TestDesk } from './access-desk.ts'

export interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: Record<string, unknown>
}

export interface UploadDesk extends TestDesk {
  readonly port: number
  /** The header of a marketplace key. */
  readonly key: { readonly authorization: string }
  /** Sends a body to POST /v1/records as NDJSON, unless the headers say otherwise. */
  send(body: Body, headers?: Record<string, string>): Promise<Answer>
  /** Asks any other route. */
  ask(method: string, path: string, payload?: unknown): Promise<Answer>
}

export type Body = string | Uint8Array | AsyncIterable<Uint8Array | string>

/** A desk with the doors of access and intake, listening on this machine. */
export async function openUploadDesk(
  uploadLimits: Partial<UploadLimits> = {},
): Promise<UploadDesk> {
  const desk = await openTestDesk((http, parts) =>
    intakeRoutes(http, { ...parts, metrics: createMetrics(), uploadLimits }),
  )
  await desk.http.listen({ port: 0, host: '127.0.0.1' })
  const { port } = desk.http.server.address() as AddressInfo
  const key = await desk.marketplace()
  const plain = { ...key, 'content-type': 'application/x-ndjson' }
  return {
    ...desk,
    port,
    key,
    send: (body, headers = {}) =>
      sendTo({
        port,
        method: 'POST',
        path: '/v1/records',
        headers: { ...plain, ...headers },
        body,
      }),
    ask: (method, path, payload) => {
      const headers = payload === undefined ? key : { ...key, 'content-type': 'application/json' }
      const body = payload === undefined ? '' : JSON.stringify(payload)
      return sendTo({ port, method, path, headers, body })
    },
  }
}

export interface Sending {
  readonly port: number
  readonly method: string
  readonly path: string
  readonly headers: Record<string, string>
  readonly body: Body
}

/** Sends over a connection of its own, reads the answer as JSON. Headers set to '' are left out. */
export async function sendTo({ port, method, path, headers, body }: Sending): Promise<Answer> {
  const sent = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''))
  const isWhole = typeof body === 'string' || body instanceof Uint8Array
  const length = isWhole ? { 'content-length': String(Buffer.byteLength(body)) } : {}
  const outgoing = request({ port, method, path, headers: { ...length, ...sent }, agent: false })
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve).once('error', reject)
  })
  if (isWhole) outgoing.end(body)
  else pipeline(Readable.from(body), outgoing).catch(() => {})
  const response = await answered
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString()
  const parsed: unknown = text === '' ? {} : JSON.parse(text)
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: parsed as Record<string, unknown>,
  }
}

/** Values as lines of NDJSON. */
export function ndjson(...values: unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('')
}
