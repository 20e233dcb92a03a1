// Bad requests: every kind of upload or request that cannot be served is refused in its own way, is
// no failure of the server, and leaves the next one to be served.
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ndjson, openUploadDesk, sendTo, type UploadDesk } from '../../test/uploads.ts'

let desk: UploadDesk
beforeAll(async () => {
  desk = await openUploadDesk()
})
afterAll(() => desk.close())

const good = ndjson({ type: 'shop', id: 'good' })

interface Request {
  readonly method?: string
  readonly path?: string
  readonly headers?: Record<string, string>
  readonly body?: string | Buffer
}

type Refusal = [kind: string, request: Request, status: number, code: string]

const BAD_REQUESTS: readonly Refusal[] = [
  ['without a key', { headers: { authorization: '' } }, 401, 'not_signed_in'],
  ['with a wrong key', { headers: { authorization: 'Bearer nonsense' } }, 401, 'not_signed_in'],
  ['for a seller', { headers: { 'tare-act-as': 'seller:s1' } }, 403, 'not_permitted'],
  ['as JSON', { headers: { 'content-type': 'application/json' } }, 415, 'unsupported_media_type'],
  [
    'as a form',
    { headers: { 'content-type': 'multipart/form-data; boundary=x' } },
    415,
    'unsupported_media_type',
  ],
  ['as plain text', { headers: { 'content-type': 'text/plain' } }, 415, 'unsupported_media_type'],
  ['as CSV', { headers: { 'content-type': 'text/csv' } }, 415, 'unsupported_media_type'],
  ['without a content type', { headers: { 'content-type': '' } }, 415, 'unsupported_media_type'],
  [
    'in another charset',
    { headers: { 'content-type': 'application/x-ndjson; charset=gb18030' } },
    415,
    'unsupported_media_type',
  ],
  ['encoded as brotli', { headers: { 'content-encoding': 'br' } }, 415, 'unsupported_media_type'],
  [
    'encoded twice',
    { headers: { 'content-encoding': 'gzip, gzip' } },
    415,
    'unsupported_media_type',
  ],
  [
    'said to be gzip that is not',
    { headers: { 'content-encoding': 'gzip' } },
    400,
    'malformed_request',
  ],
  [
    'said to be zstd that is not',
    { headers: { 'content-encoding': 'zstd' } },
    400,
    'malformed_request',
  ],
  [
    'in gzip that is cut',
    { headers: { 'content-encoding': 'gzip' }, body: gzipSync(good).subarray(0, -6) },
    400,
    'malformed_request',
  ],
  [
    'in gzip with a changed byte',
    { headers: { 'content-encoding': 'gzip' }, body: flipped(gzipSync(good), -5) },
    400,
    'malformed_request',
  ],
  [
    'with an empty idempotency key',
    { headers: { 'idempotency-key': ' ' } },
    400,
    'malformed_request',
  ],
  [
    'with an endless idempotency key',
    { headers: { 'idempotency-key': 'k'.repeat(256) } },
    400,
    'malformed_request',
  ],
  ['by PUT', { method: 'PUT' }, 405, 'method_not_allowed'],
  [
    'for a record of an unknown type',
    { method: 'GET', path: '/v1/records/invoice/x', body: '' },
    422,
    'invalid_fields',
  ],
  [
    'for a record that is not there',
    { method: 'GET', path: '/v1/records/shop/nobody', body: '' },
    404,
    'not_found',
  ],
  [
    'for a record with an endless id',
    { method: 'GET', path: `/v1/records/shop/${'x'.repeat(129)}`, body: '' },
    422,
    'invalid_fields',
  ],
  [
    'for a record with a NUL in its id',
    { method: 'GET', path: '/v1/records/shop/a%00b', body: '' },
    400,
    'malformed_request',
  ],
  [
    'for a record with a line feed in its id',
    { method: 'GET', path: '/v1/records/shop/a%0ab', body: '' },
    422,
    'invalid_fields',
  ],
  [
    'for a record with an id that is not UTF-8',
    { method: 'GET', path: '/v1/records/shop/%ff', body: '' },
    400,
    'malformed_request',
  ],
  [
    'to mend a line with a record nested without end',
    {
      path: '/v1/quarantine/0198c000-0000-7000-8000-000000000000/mend',
      headers: { 'content-type': 'application/json' },
      body: `{"record":{"deep":${'['.repeat(200_000)}${']'.repeat(200_000)}}}`,
    },
    400,
    'malformed_request',
  ],
  [
    'for a page of quarantine too long',
    { method: 'GET', path: '/v1/quarantine?limit=201', body: '' },
    422,
    'invalid_fields',
  ],
  [
    'for a page of quarantine nowhere',
    { method: 'GET', path: '/v1/quarantine?cursor=abc', body: '' },
    422,
    'invalid_fields',
  ],
  [
    'for quarantine by a forged cursor',
    {
      method: 'GET',
      path: `/v1/quarantine?cursor=${Buffer.from('["x"]').toString('base64url')}`,
      body: '',
    },
    422,
    'invalid_fields',
  ],
  [
    'for quarantine mended or not, maybe',
    { method: 'GET', path: '/v1/quarantine?mended=maybe', body: '' },
    422,
    'invalid_fields',
  ],
]

function flipped(bytes: Buffer, place: number): Buffer {
  const changed = Buffer.from(bytes)
  const index = place < 0 ? bytes.length + place : place
  changed[index] = (changed[index] ?? 0) ^ 0x10
  return changed
}

describe('a bad request', () => {
  it.each(BAD_REQUESTS)('%s is refused in its own way', async (_kind, request, status, code) => {
    const { method = 'POST', path = '/v1/records', headers = {}, body = good } = request
    const sent = { ...desk.key, 'content-type': 'application/x-ndjson', ...headers }
    const answer = await sendTo({ port: desk.port, method, path, headers: sent, body })
    expect(answer.status).toBe(status)
    expect(answer.body).toMatchObject({ code, status, detail: expect.stringMatching(/\S{3}/) })
    expect(answer.headers['content-type']).toContain('application/problem+json')
    const after = await desk.send(good)
    expect(after.status).toBe(200)
  })

  it.each([
    ['that is not there', '0198c000-0000-7000-8000-000000000000', { record: {} }, 422],
    ['under no identifier', 'first', { record: {} }, 422],
    ['without a record', '0198c000-0000-7000-8000-000000000000', {}, 422],
    [
      'by a good record for no line',
      '0198c000-0000-7000-8000-000000000000',
      { record: { type: 'shop', id: 'x' } },
      404,
    ],
  ])('to mend a line %s is refused', async (_kind, id, payload, status) => {
    const answer = await desk.ask('POST', `/v1/quarantine/${id}/mend`, payload)
    expect(answer.status).toBe(status)
  })
})
