// Bad lines: every kind of malformed record is rejected with its own code and place, and none takes
// a good neighbour with it.
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ndjson, openUploadDesk, type UploadDesk } from '../../test/uploads.ts'
import { REJECTIONS, type RejectionCode } from './rejection.ts'

let desk: UploadDesk
beforeAll(async () => {
  desk = await openUploadDesk()
})
afterAll(() => desk.close())

const order = {
  type: 'order',
  id: 'o',
  shopId: 's',
  buyerId: 'b',
  placedAt: '2026-05-01T10:00:00+08:00',
}
const scan = {
  type: 'scan',
  id: 'n',
  carrier: 'yto',
  waybillNo: 'W1',
  at: '2026-05-02T10:00:00Z',
  kind: 'accepted',
}
const refund = { type: 'refund', id: 'r', orderId: 'o', at: '2026-05-02T10:00:00Z' }
const yuan = (amount: unknown) => ({ amount, currency: 'CNY' })
const review = { type: 'review', id: 'v', orderId: 'o', at: '2026-05-02T10:00:00Z' }
const message = { ...review, type: 'message', from: 'buyer', text: 'hello' }
const line = (more: object) => ({ ...order, lines: [{ listingId: 'l', quantity: 1, ...more }] })
const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`

type Row = [kind: string, line: string | Buffer | object, code: RejectionCode, pointer: string]

const BAD_LINES: readonly Row[] = [
  ['words that are no JSON', 'shop s1 opened today', 'malformed_json', ''],
  ['an object that is not closed', '{"type":"shop","id":"x"', 'malformed_json', ''],
  ['a comma after the last field', '{"type":"shop","id":"x",}', 'malformed_json', ''],
  ['single quotes', "{'type':'shop','id':'x'}", 'malformed_json', ''],
  [
    'two objects on one line',
    '{"type":"shop","id":"x"}{"type":"shop","id":"y"}',
    'malformed_json',
    '',
  ],
  ['a bare NaN', '{"type":"parcel","declaredGrams":NaN}', 'malformed_json', ''],
  [
    'a raw control character in a text',
    '{"type":"shop","id":"x","name":"a\u0001"}',
    'malformed_json',
    '',
  ],
  ['a CSV header', 'id,shopId,buyerId,placedAt', 'malformed_json', ''],
  ['a byte order mark in the middle', '\ufeff{"type":"shop"', 'malformed_json', ''],
  ['UTF-16 text', Buffer.from('{"type":"shop","id":"x"}', 'utf16le'), 'malformed_json', ''],
  ['a NUL between two fields', '{"type":"shop",\0"id":"x"}', 'malformed_json', ''],
  ['nothing but a NUL', '\0', 'malformed_json', ''],
  [
    'bytes that are not UTF-8',
    Buffer.from('{"type":"shop","id":"\xe9t\xe9"}', 'latin1'),
    'not_utf8',
    '',
  ],
  ['GB18030 text', Buffer.from([0x7b, 0x22, 0xbf, 0xd5, 0xb0, 0xfc, 0x22, 0x7d]), 'not_utf8', ''],
  [
    'a line longer than 1 MiB',
    `{"type":"shop","id":"${'x'.repeat(1_100_000)}"}`,
    'line_too_long',
    '',
  ],
  ['a number', '42', 'not_an_object', ''],
  ['a text', '"shop"', 'not_an_object', ''],
  ['a list', '[{"type":"shop","id":"x"}]', 'not_an_object', ''],
  ['a null', 'null', 'not_an_object', ''],
  ['a list a hundred thousand deep', deep(100_000), 'not_an_object', ''],
  ['no type', { id: 'x' }, 'missing_field', '/type'],
  ['an unknown type', { type: 'invoice', id: 'x' }, 'unknown_type', '/type'],
  ['a type in capitals', { type: 'Shop', id: 'x' }, 'unknown_type', '/type'],
  ['a type that is no text', { type: 7, id: 'x' }, 'unknown_type', '/type'],
  ['a type named for machinery', { type: 'constructor', id: 'x' }, 'unknown_type', '/type'],
  [
    'a type given only to the prototype',
    '{"__proto__":{"type":"shop","id":"x"}}',
    'missing_field',
    '/type',
  ],
  [
    'a report, which Tare makes itself',
    { type: 'report', id: 'x', orderId: 'o' },
    'unknown_type',
    '/type',
  ],
  ['no id', { type: 'shop' }, 'missing_field', '/id'],
  ['a null id', { type: 'shop', id: null }, 'missing_field', '/id'],
  ['a number for an id', { type: 'shop', id: 17 }, 'wrong_type', '/id'],
  ['an empty id', { type: 'shop', id: '' }, 'invalid_id', '/id'],
  ['an id of 129 characters', { type: 'shop', id: 'x'.repeat(129) }, 'invalid_id', '/id'],
  ['a line feed in an id', { type: 'shop', id: 'a\nb' }, 'invalid_id', '/id'],
  ['a NUL in an id', { type: 'shop', id: 'a\0' }, 'invalid_id', '/id'],
  ['half of a character in an id', '{"type":"shop","id":"\\ud83d"}', 'invalid_id', '/id'],
  ['a line feed in a waybill number', { ...scan, waybillNo: 'W\n1' }, 'invalid_id', '/waybillNo'],
  ['a missing reference', { ...order, buyerId: undefined }, 'missing_field', '/buyerId'],
  ['a NUL in a text', { type: 'shop', id: 'x', name: 'a\0b' }, 'invalid_text', '/name'],
  [
    'half of a character in a text',
    '{"type":"shop","id":"x","name":"\\udc00"}',
    'invalid_text',
    '/name',
  ],
  [
    'a title of 501 characters',
    { type: 'listing', id: 'l', shopId: 's', title: 'x'.repeat(501) },
    'too_long',
    '/title',
  ],
  ['a note of 1,001 characters', { ...scan, note: 'x'.repeat(1_001) }, 'too_long', '/note'],
  ['a list for a text', { type: 'shop', id: 'x', name: ['One'] }, 'wrong_type', '/name'],
  ['no time', { ...order, placedAt: undefined }, 'missing_field', '/placedAt'],
  [
    'a time without an offset',
    { ...order, placedAt: '2026-05-01T10:00:00' },
    'invalid_time',
    '/placedAt',
  ],
  ['a day without a time', { ...order, placedAt: '2026-05-01' }, 'invalid_time', '/placedAt'],
  [
    'a day that does not exist',
    { ...order, placedAt: '2026-02-30T10:00:00Z' },
    'invalid_time',
    '/placedAt',
  ],
  [
    'a time that is after 9999 in UTC',
    { ...order, placedAt: '9999-12-31T23:59:59-01:00' },
    'invalid_time',
    '/placedAt',
  ],
  [
    'a time before 1970',
    { ...order, placedAt: '1969-12-31T23:59:59Z' },
    'invalid_time',
    '/placedAt',
  ],
  ['a Unix time', { ...order, placedAt: 1_777_600_000 }, 'wrong_type', '/placedAt'],
  [
    'a year of five digits',
    { ...order, paidAt: '12026-05-01T10:00:00Z' },
    'invalid_time',
    '/paidAt',
  ],
  ['a number for money', { ...refund, amount: 1_299 }, 'wrong_type', '/amount'],
  ['a fraction of a fen', { ...refund, amount: yuan(12.99) }, 'invalid_money', '/amount/amount'],
  ['money as a text', { ...refund, amount: yuan('1299') }, 'invalid_money', '/amount/amount'],
  [
    'money without an amount',
    { ...refund, amount: { currency: 'CNY' } },
    'missing_field',
    '/amount/amount',
  ],
  [
    'money without a currency',
    { ...refund, amount: { amount: 5 } },
    'missing_field',
    '/amount/currency',
  ],
  [
    'a currency that is none',
    { ...refund, amount: { amount: 5, currency: 'RMB' } },
    'unknown_currency',
    '/amount/currency',
  ],
  [
    'a currency in small letters',
    { ...refund, amount: { amount: 5, currency: 'cny' } },
    'unknown_currency',
    '/amount/currency',
  ],
  ['a refund below zero', { ...refund, amount: yuan(-1) }, 'out_of_range', '/amount/amount'],
  [
    'more money than can be summed',
    { ...refund, amount: yuan(9_000_000_001) },
    'out_of_range',
    '/amount/amount',
  ],
  [
    'more money than a number holds',
    `{"type":"deposit","id":"d","shopId":"s","at":"2026-05-01T10:00:00Z","amount":{"amount":1e400,"currency":"CNY"}}`,
    'invalid_money',
    '/amount/amount',
  ],
  ['a weight below zero', { ...scan, measuredGrams: -1 }, 'out_of_range', '/measuredGrams'],
  ['a fraction of a gram', { ...scan, measuredGrams: 60.5 }, 'wrong_type', '/measuredGrams'],
  ['a weight as a text', { ...scan, measuredGrams: '60' }, 'wrong_type', '/measuredGrams'],
  [
    'a weight beyond any parcel',
    { ...scan, measuredGrams: 100_000_001 },
    'out_of_range',
    '/measuredGrams',
  ],
  [
    'an infinite weight',
    `{"type":"scan","id":"n","carrier":"c","waybillNo":"w","at":"2026-05-02T10:00:00Z","kind":"accepted","measuredGrams":1e999}`,
    'out_of_range',
    '/measuredGrams',
  ],
  ['six stars', { ...review, stars: 6 }, 'out_of_range', '/stars'],
  ['half a star', { ...review, stars: 4.5 }, 'wrong_type', '/stars'],
  ['stars that are true', { ...review, stars: true }, 'wrong_type', '/stars'],
  ['an unknown kind of scan', { ...scan, kind: 'lost' }, 'unknown_value', '/kind'],
  [
    'an unknown reason',
    { ...refund, amount: yuan(5), reason: 'bored' },
    'unknown_value',
    '/reason',
  ],
  ['a message from a third', { ...message, from: 'courier' }, 'unknown_value', '/from'],
  ['a message without words', { ...message, text: undefined }, 'missing_field', '/text'],
  [
    'a message of 10,001 characters',
    { ...message, text: '空'.repeat(10_001) },
    'too_long',
    '/text',
  ],
  ['lines that are no list', { ...order, lines: {} }, 'wrong_type', '/lines'],
  [
    'a line that is no object',
    { ...order, lines: [{ listingId: 'l', quantity: 1 }, 'l'] },
    'wrong_type',
    '/lines/1',
  ],
  [
    '501 lines',
    { ...order, lines: Array.from({ length: 501 }, () => ({ listingId: 'l', quantity: 1 })) },
    'too_many',
    '/lines',
  ],
  [
    'a line without a listing',
    line({ listingId: undefined }),
    'missing_field',
    '/lines/0/listingId',
  ],
  ['a quantity of nothing', line({ quantity: 0 }), 'out_of_range', '/lines/0/quantity'],
  ['a quantity that is a text', line({ quantity: '2' }), 'wrong_type', '/lines/0/quantity'],
  [
    'a unit price below zero',
    line({ unitPrice: yuan(-5) }),
    'out_of_range',
    '/lines/0/unitPrice/amount',
  ],
  ['an address that is a text', { ...order, address: '1 West Lake' }, 'wrong_type', '/address'],
  [
    'an address without its key',
    { ...order, address: { city: 'Hangzhou' } },
    'missing_field',
    '/address/key',
  ],
]

describe('a bad line', () => {
  it.each(BAD_LINES)('with %s is rejected alone', async (_kind, bad, code, pointer) => {
    const tag = randomBytes(8).toString('hex')
    const raw = Buffer.isBuffer(bad) || typeof bad === 'string' ? bad : JSON.stringify(bad)
    const neighbours = [
      ndjson({ type: 'shop', id: `a${tag}` }),
      ndjson({ type: 'shop', id: `z${tag}` }),
    ]
    const body = Buffer.concat([
      Buffer.from(neighbours[0] ?? ''),
      Buffer.from(raw as string),
      Buffer.from(`\n${neighbours[1]}`),
    ])
    desk.wait(1_000)
    const { status, body: answer } = await desk.send(body)
    expect(status).toBe(200)
    expect(answer).toEqual({
      accepted: 2,
      duplicate: 0,
      corrected: 0,
      rejected: 1,
      rejections: [{ line: 2, code, pointer, message: expect.stringMatching(/^.{20,400}\.$/) }],
      truncated: false,
    })
    const kept = await desk.ask('GET', '/v1/quarantine?limit=1')
    expect(kept.body.items).toMatchObject([{ line: 2, code, pointer, mendedAt: null }])
  })

  it('comes in every code that there is', () => {
    const codes = new Set<string>(BAD_LINES.map(([, , code]) => code))
    expect([...codes].sort()).toEqual(Object.keys(REJECTIONS).sort())
  })
})

it('is rejected under a code that docs/records.md explains', async () => {
  const page = await readFile(new URL('../../docs/records.md', import.meta.url), 'utf8')
  for (const code of Object.keys(REJECTIONS)) expect(page).toContain(`| \`${code}\` |`)
})
