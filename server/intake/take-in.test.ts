// Taking records in: new, duplicate, corrected, mixed and all at once, against a real database.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../test/database.ts'
import { type DatabasePool, openDatabase } from '../platform/database.ts'
import { DAY, HOUR, type Instant, later, parseInstant } from '../vocabulary/time.ts'
import { callDueRecords } from './call-due-records.ts'
import type { FeedLine } from './feed.ts'
import { fileReport } from './file-report.ts'
import { versionsOfRecord } from './record-store.ts'
import { takeIn } from './take-in.ts'

const NOW = parseInstant('2026-11-24T08:00:00Z') as Instant

let fresh: FreshDatabase
let db: DatabasePool

beforeAll(async () => {
  fresh = await freshDatabase()
  db = openDatabase(fresh.url, 12)
})
afterAll(async () => {
  await db.close()
  await fresh.drop()
})
beforeEach(async () => {
  for (const table of ['record', 'superseded_record', 'record_batch', 'quarantine', 'job']) {
    await db.query(`delete from ${table}`)
  }
})

function lines(...values: unknown[]): FeedLine[] {
  return values.map((value, index) => ({ line: index + 1, value, text: JSON.stringify(value) }))
}

function take(values: readonly unknown[], now = NOW, source = 'test') {
  return takeIn(db, { lines: lines(...values), source, now })
}

const shop = (id: string, name: string) => ({ type: 'shop', id, name })
const order = (id: string, more: object = {}) => ({
  type: 'order',
  id,
  shopId: 's1',
  buyerId: 'b1',
  placedAt: '2026-11-20T10:00:00+08:00',
  ...more,
})

async function jobs(name: string): Promise<string[]> {
  const rows = await db.query<{ ids: { batchId: string }; lane: string }>(
    'select ids, lane from job where name = $1 order by id',
    [name],
  )
  expect(rows.every(({ lane }) => lane === 'signals')).toBe(true)
  return rows.map(({ ids }) => ids.batchId)
}

type Body = { readonly type: string; readonly id: string }

/** What counts of a batch: what no later batch took over, and what is not dated in the future. */
async function recordsOfBatch(batchId: string): Promise<Body[]> {
  const rows = await db.query<{ body: Body }>(
    'select body from record where batch_id = $1 and due_at is null order by at, id',
    [batchId],
  )
  return rows.map(({ body }) => body)
}

async function recordsOfOrder(orderId: string): Promise<Body[]> {
  const rows = await db.query<{ body: Body }>('select body from record where order_id = $1', [
    orderId,
  ])
  return rows.map(({ body }) => body)
}

const namesOf = async (id: string) =>
  (await versionsOfRecord(db, { type: 'shop', id })).map(({ version, body }) => [
    version,
    body.type === 'shop' ? body.name : '',
  ])

describe('new, duplicate, corrected', () => {
  it('stores new records and posts one event for the batch', async () => {
    const taken = await take([shop('s1', 'One'), order('o1')])
    expect(taken).toMatchObject({ accepted: 2, duplicate: 0, corrected: 0, rejected: 0 })
    const [batchId = ''] = await jobs('records.taken')
    const records = await recordsOfBatch(batchId)
    expect(records).toHaveLength(2)
    expect(records).toContainEqual({
      type: 'order',
      id: 'o1',
      shopId: 's1',
      buyerId: 'b1',
      placedAt: parseInstant('2026-11-20T02:00:00Z'),
    })
  })

  it('changes nothing and posts nothing when the same batch comes again', async () => {
    const batch = [shop('s1', 'One'), shop('s1', 'Two'), order('o1')]
    await take(batch)
    const before = await db.query('select * from record order by id')
    expect(await take(batch)).toMatchObject({ accepted: 0, duplicate: 3, corrected: 0 })
    expect(await db.query('select * from record order by id')).toEqual(before)
    expect(await jobs('records.taken')).toHaveLength(1)
    expect(await db.query('select 1 from record_batch')).toHaveLength(1)
  })

  it('keeps a correction as the newest version and the older one beside it', async () => {
    await take([shop('s1', 'One')])
    expect(await take([shop('s1', 'Two')])).toMatchObject({ accepted: 0, corrected: 1 })
    expect(await take([shop('s1', 'Three')])).toMatchObject({ accepted: 0, corrected: 1 })
    expect(await namesOf('s1')).toEqual([
      [3, 'Three'],
      [2, 'Two'],
      [1, 'One'],
    ])
    const [first = '', , third = ''] = await jobs('records.taken')
    expect(await recordsOfBatch(first)).toEqual([])
    expect(await recordsOfBatch(third)).toHaveLength(1)
  })

  it('takes an exact copy of an older version for a duplicate', async () => {
    await take([shop('s1', 'One')])
    await take([shop('s1', 'Two')])
    expect(await take([shop('s1', 'One')])).toMatchObject({ duplicate: 1, corrected: 0 })
    expect(await namesOf('s1')).toEqual([
      [2, 'Two'],
      [1, 'One'],
    ])
  })

  it('counts versions within one batch in the order they came', async () => {
    const taken = await take([
      shop('s1', 'One'),
      shop('s1', 'Two'),
      shop('s1', 'One'),
      shop('s1', 'Three'),
    ])
    expect(taken).toMatchObject({ accepted: 1, corrected: 2, duplicate: 1 })
    const more = await take([shop('s1', 'Four'), shop('s1', 'Two'), shop('s1', 'Five')])
    expect(more).toMatchObject({ accepted: 0, corrected: 2, duplicate: 1 })
    expect(await namesOf('s1')).toEqual([
      [5, 'Five'],
      [4, 'Four'],
      [3, 'Three'],
      [2, 'Two'],
      [1, 'One'],
    ])
  })

  it('tells records of different types under one id apart', async () => {
    const taken = await take([shop('x', 'One'), { type: 'buyer', id: 'x' }, order('x')])
    expect(taken).toMatchObject({ accepted: 3, corrected: 0 })
  })

  it('takes other spellings of the same content for a duplicate', async () => {
    await take([order('o1', { total: { amount: 100, currency: 'CNY' }, paidAt: null })])
    const again = {
      total: { currency: 'CNY', amount: 100 },
      placedAt: '2026-11-20T02:00:00.000Z',
      buyerId: 'b1',
      shopId: 's1',
      id: 'o1',
      type: 'order',
    }
    expect(await take([again])).toMatchObject({ duplicate: 1 })
  })

  it('keeps unknown fields beside the record, and does not count them as a correction', async () => {
    await take([{ ...shop('s1', 'One'), rating: 4.9, tags: ['a', 'b'] }])
    expect(await take([{ ...shop('s1', 'One'), rating: 1 }])).toMatchObject({ duplicate: 1 })
    const [version] = await versionsOfRecord(db, { type: 'shop', id: 's1' })
    expect(version?.body.extra).toEqual({ rating: 4.9, tags: ['a', 'b'] })
  })

  it('takes scans before their parcel and parcels before their order', async () => {
    const scan = {
      type: 'scan',
      id: 'n1',
      carrier: 'yto',
      waybillNo: 'W1',
      at: '2026-11-21T10:00:00Z',
      kind: 'accepted',
    }
    const parcel = { type: 'parcel', id: 'p1', orderId: 'o1', carrier: 'yto', waybillNo: 'W1' }
    await take([scan])
    await take([parcel])
    expect(await take([order('o1')])).toMatchObject({ accepted: 1 })
    const known = await recordsOfOrder('o1')
    expect(known.map(({ type }) => type).sort()).toEqual(['order', 'parcel'])
  })

  it('stores texts as they came: quotes, braces, backslashes, line ends, Chinese', async () => {
    const name = "\"{a,b}\\ \n\t'NULL' 空包 \u{1f4e6}"
    await take([{ type: 'listing', id: '{"x"},\\', shopId: 'NULL', title: name }])
    const [version] = await versionsOfRecord(db, { type: 'listing', id: '{"x"},\\' })
    expect(version?.body).toMatchObject({ title: name, shopId: 'NULL' })
    const rows = await db.query<{ listing_ids: string[] }>('select listing_ids from record')
    expect(rows).toEqual([{ listing_ids: ['{"x"},\\'] }])
  })
})

describe('bad lines', () => {
  it('go to quarantine with their reason while their neighbours are taken in', async () => {
    const taken = await takeIn(db, {
      lines: [
        ...lines(shop('s1', 'One'), { type: 'shop' }, shop('s2', 'Two')),
        {
          line: 4,
          fault: { code: 'malformed_json', message: 'No.', pointer: '', content: '{' },
        },
      ],
      source: 'test',
      now: NOW,
    })
    expect(taken).toMatchObject({ accepted: 2, rejected: 2 })
    expect(taken.rejections.map(({ line, code }) => [line, code])).toEqual([
      [2, 'missing_field'],
      [4, 'malformed_json'],
    ])
    const kept = await db.query('select line, code, content from quarantine order by id')
    expect(kept).toEqual([
      { line: 2, code: 'missing_field', content: '{"type":"shop"}' },
      { line: 4, code: 'malformed_json', content: '{' },
    ])
  })

  it('are kept once, however often the same upload comes', async () => {
    for (let times = 0; times < 3; times++) {
      expect(await take([{ type: 'shop' }, shop('s1', 'One')])).toMatchObject({ rejected: 1 })
    }
    expect(await db.query('select 1 from quarantine')).toHaveLength(1)
  })
})

describe('several writers at once', () => {
  it('store each record exactly once when eight send the same ones', async () => {
    const batch = Array.from({ length: 300 }, (_, index) => shop(`s${index}`, 'Same'))
    const all = await Promise.all(Array.from({ length: 8 }, () => take(batch)))
    const sum = (of: 'accepted' | 'duplicate' | 'corrected') =>
      all.reduce((total, each) => total + each[of], 0)
    expect([sum('accepted'), sum('duplicate'), sum('corrected')]).toEqual([300, 2_100, 0])
    expect(await db.query('select 1 from record')).toHaveLength(300)
  })

  it('keep every version once when eight correct the same records', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => `s${index}`)
    await take(ids.map((id) => shop(id, 'First')))
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, writer) => {
        const batch = ids.map((id) => shop(id, `Writer ${writer}`))
        return take(writer % 2 ? batch.reverse() : batch)
      }),
    )
    expect(all.map(({ corrected }) => corrected)).toEqual(all.map(() => ids.length))
    for (const id of ids) {
      const versions = await namesOf(id)
      expect(versions.map(([version]) => version)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1])
      expect(new Set(versions.map(([, name]) => name)).size).toBe(9)
    }
  }, 60_000)

  it('agree on what is new and what corrects when eight send different first versions', async () => {
    const ids = Array.from({ length: 40 }, (_, index) => `s${index}`)
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, writer) => take(ids.map((id) => shop(id, `W${writer}`)))),
    )
    const accepted = all.reduce((total, each) => total + each.accepted, 0)
    const corrected = all.reduce((total, each) => total + each.corrected, 0)
    expect([accepted, corrected]).toEqual([40, 280])
  }, 60_000)
})

describe('records dated in the future', () => {
  const settlement = (id: string, at: Instant) => ({
    type: 'settlement',
    id,
    shopId: 's1',
    at: new Date(at).toISOString(),
    amount: { amount: 500, currency: 'CNY' },
  })

  it('are kept, do not count with their batch, and are called once when their time has come', async () => {
    await take([settlement('past', later(NOW, -HOUR)), settlement('soon', later(NOW, HOUR))])
    const [batchId = ''] = await jobs('records.taken')
    expect(await recordsOfBatch(batchId)).toMatchObject([{ id: 'past' }])
    expect(await callDueRecords(db, later(NOW, HOUR - 1))).toBe(0)
    expect(await callDueRecords(db, later(NOW, HOUR))).toBe(1)
    const [dueId = ''] = await jobs('records.due')
    expect(await recordsOfBatch(dueId)).toMatchObject([{ id: 'soon' }])
    expect(await callDueRecords(db, later(NOW, DAY))).toBe(0)
    expect(await take([settlement('soon', later(NOW, HOUR))])).toMatchObject({ duplicate: 1 })
  })

  it('are not called when a correction has moved them to a later day', async () => {
    await take([settlement('x', later(NOW, HOUR))])
    await take([settlement('x', later(NOW, DAY))])
    expect(await callDueRecords(db, later(NOW, 2 * HOUR))).toBe(0)
    expect(await callDueRecords(db, later(NOW, DAY))).toBe(1)
  })

  it('are called once when several call at the same time, a bounded number a call', async () => {
    const batch = Array.from({ length: 2_500 }, (_, index) =>
      settlement(`x${index}`, later(NOW, HOUR + index)),
    )
    await take(batch)
    const calls = Array.from({ length: 4 }, () => callDueRecords(db, later(NOW, DAY)))
    const moved = await Promise.all(calls)
    expect(Math.max(...moved)).toBeLessThanOrEqual(2_000)
    for (let rounds = 0; rounds < 3; rounds++) await callDueRecords(db, later(NOW, DAY))
    const batches = await jobs('records.due')
    const ids = (await Promise.all(batches.map((id) => recordsOfBatch(id)))).flat()
    expect(ids).toHaveLength(2_500)
    expect(new Set(ids.map(({ id }) => id)).size).toBe(2_500)
  })
})

describe('reports', () => {
  it('become records of their own kind, once', async () => {
    const report = {
      type: 'report',
      id: 'case-1',
      orderId: 'o1',
      buyerId: 'b1',
      at: NOW,
      reason: 'empty_parcel',
    } as Parameters<typeof fileReport>[1]
    await fileReport(db, report, NOW)
    await fileReport(db, report, NOW)
    expect(await recordsOfOrder('o1')).toEqual([report])
    expect(await jobs('records.taken')).toHaveLength(1)
  })
})
