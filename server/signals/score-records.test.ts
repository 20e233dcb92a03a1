// Scoring in the database: the same answers as memory gives, whatever came when; who is flagged.
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../test/database.ts'
import {
  at,
  engineRecord,
  listing,
  NOON,
  order,
  parcel,
  report,
  scan,
} from '../../test/engine-records.ts'
import { callDueRecords } from '../intake/call-due-records.ts'
import { fileReport } from '../intake/file-report.ts'
import type { EngineRecord } from '../intake/record.ts'
import { takeIn } from '../intake/take-in.ts'
import { type DatabasePool, openDatabase } from '../platform/database.ts'
import { drainJobs, type Handlers } from '../platform/jobs.ts'
import type { OrderId } from '../vocabulary/ids.ts'
import {
  DAY,
  formatInstant,
  type Instant,
  instant,
  LAST_INSTANT,
  later,
} from '../vocabulary/time.ts'
import { readAssessments } from './assessment-store.ts'
import { SIGNALS } from './catalogue.ts'
import { weighOrders } from './engine.ts'
import { createMemoryStore } from './memory-state.ts'
import { REASONED_MODEL } from './model.ts'
import { scoreRecords } from './score-records.ts'

const handlers: Handlers = { 'records.taken': [scoreRecords], 'records.due': [scoreRecords] }
const END = later(NOON, 400 * DAY)
const ORDER_IDS = Array.from({ length: 10 }, (_, index) => `o${index + 1}` as OrderId)

let fresh: FreshDatabase
let db: DatabasePool

beforeAll(async () => {
  fresh = await freshDatabase()
  db = openDatabase(fresh.url)
})
afterAll(async () => {
  await db.close()
  await fresh.drop()
})
beforeEach(clear)

async function clear(): Promise<void> {
  const tables = ['record', 'superseded_record', 'record_batch', 'job', 'assessment']
  for (const table of tables) await db.query(`delete from ${table}`)
}

/** A record as a marketplace writes it: times in words. */
function asSent(record: EngineRecord): unknown {
  const times = ['placedAt', 'shippedAt', 'at', 'paidAt']
  const fields = Object.entries(record).map(([name, value]: [string, unknown]) => {
    const isTime = times.includes(name) && typeof value === 'number'
    return [name, isTime ? formatInstant(value as Instant) : value]
  })
  return Object.fromEntries(fields)
}

async function send(records: readonly EngineRecord[], now: Instant): Promise<void> {
  const lines = records
    .filter(({ type }) => type !== 'report')
    .map((record, index) => ({ line: index + 1, value: asSent(record) }))
  const taken = await takeIn(db, { lines, source: 'test', now })
  expect(taken.rejections).toEqual([])
  for (const record of records) if (record.type === 'report') await fileReport(db, record, now)
}

async function settle(now: Instant): Promise<void> {
  await drainJobs(db, handlers, () => now)
}

async function comeOfAge(now: Instant): Promise<void> {
  while ((await callDueRecords(db, now)) > 0);
  await settle(now)
}

async function kept(): Promise<unknown> {
  const rows = await readAssessments(db, ORDER_IDS)
  return rows.map(({ assessedAt: _assessedAt, ...assessment }) => assessment)
}

async function inMemory(records: readonly EngineRecord[], now: Instant): Promise<unknown> {
  const store = createMemoryStore()
  store.take(records)
  const scales = { signals: SIGNALS, model: REASONED_MODEL, now }
  const weighed = await weighOrders(ORDER_IDS, store, scales)
  const assessments = weighed.map(({ assessment }) => assessment)
  return assessments.sort((left, right) => (left.orderId < right.orderId ? -1 : 1))
}

/** Reports keep to the end of their batch, as `send` files them. */
function asArrived(batches: readonly (readonly EngineRecord[])[]): EngineRecord[] {
  return batches.flatMap((batch) => [
    ...batch.filter(({ type }) => type !== 'report'),
    ...batch.filter(({ type }) => type === 'report'),
  ])
}

describe('the database and memory', () => {
  const batches = fc.array(fc.array(engineRecord, { minLength: 1, maxLength: 12 }), {
    minLength: 1,
    maxLength: 6,
  })

  it('agree on every order, however records arrive, are corrected and come of age', async () => {
    await fc.assert(
      fc.asyncProperty(batches, fc.array(fc.boolean()), fc.nat(40), async (came, pauses, day) => {
        await clear()
        const arrival = later(NOON, day * DAY)
        for (const [index, batch] of came.entries()) {
          await send(batch, arrival)
          if (pauses[index]) await settle(arrival)
        }
        await settle(arrival)
        expect(await kept()).toEqual(await inMemory(asArrived(came), arrival))
        await comeOfAge(END)
        expect(await kept()).toEqual(await inMemory(asArrived(came), END))
      }),
      { numRuns: 60 },
    )
  }, 120_000)

  it('agree on bursts whose orders come one by one and are corrected away', async () => {
    const burst = Array.from({ length: 6 }, (_, index) =>
      order(`o${index + 1}`, { placedAt: later(NOON, index * 60_000) }),
    )
    const moved = order('o2', { shopId: 's2', placedAt: NOON })
    const regained = order('o4', { buyerId: 'b2', placedAt: later(NOON, 180_000) })
    const came: EngineRecord[] = []
    for (const record of [...burst, moved, regained, order('o5', { placedAt: at(9) })]) {
      came.push(record)
      await send([record], END)
      await settle(END)
      expect(await kept()).toEqual(await inMemory(came, END))
    }
  })
})

const world = [
  listing('l1', 1200),
  order('o1', { goods: ['l1'], addressKey: 'home', city: 'Shanghai' }),
  parcel('o1', 'w1'),
  scan('w1', 'accepted', { measuredGrams: 60 }),
]

async function flagged(): Promise<unknown[]> {
  const rows = await db.query<{ ids: unknown }>(
    `select ids from job where name = 'orders.flagged' order by id`,
  )
  return rows.map(({ ids }) => ids)
}

describe('what scoring keeps', () => {
  it('has no assessment of an order that is known by its parcel alone', async () => {
    await send(world.slice(2), END)
    await settle(END)
    expect(await kept()).toEqual([])
  })

  it('weighs an order again when its listing arrives last', async () => {
    await send(world.slice(1), END)
    await settle(END)
    expect(await kept()).toMatchObject([{ orderId: 'o1', signals: [], band: 'clear' }])
    await send(world.slice(0, 1), END)
    await settle(END)
    expect(await kept()).toMatchObject([
      { orderId: 'o1', signals: [{ kind: 'parcel_underweight' }], band: 'suspect' },
    ])
  })

  it('flags an order once when it rises to suspect, and again after it fell', async () => {
    const fit = scan('w1', 'accepted', { measuredGrams: 1300 })
    await send(world, END)
    await drainOnly()
    await send([report('o1', 'empty_parcel')], END)
    await drainOnly()
    expect(await flagged()).toEqual([{ orderIds: ['o1'] }])
    await send([fit], END)
    await drainOnly()
    expect(await flagged()).toHaveLength(1)
    await send([scan('w1', 'accepted', { measuredGrams: 55 })], END)
    await drainOnly()
    expect(await flagged()).toHaveLength(2)
  })

  it('leaves a row as it is when nothing about it changes', async () => {
    await send(world, NOON)
    await settle(later(NOON, DAY))
    await comeOfAge(END)
    const [before] = await readAssessments(db, ['o1'])
    await send([scan('w1', 'departed', { city: 'Shanghai' })], later(END, DAY))
    await settle(later(END, DAY))
    expect(await readAssessments(db, ['o1'])).toEqual([before])
  })

  it('takes the assessment back where an order turns out to lie in the future', async () => {
    await send(world, END)
    await settle(END)
    await send([order('o1', { placedAt: later(END, DAY) })], END)
    await settle(END)
    expect(await kept()).toEqual([])
  })

  it('weighs on beside an order placed in the first or in the last moment that there is', async () => {
    await send([order('o1', { placedAt: LAST_INSTANT })], NOON)
    await send([order('o2', { placedAt: instant(0) }), order('o3')], NOON)
    await settle(later(NOON, DAY))
    const rows = await readAssessments(db, ORDER_IDS)
    expect(rows.map(({ orderId }) => orderId).sort()).toEqual(['o2', 'o3'])
  })
})

/** Runs the scoring and leaves what it posted. */
async function drainOnly(): Promise<void> {
  for (;;) {
    const [job] = await db.query<{ id: number; ids: { batchId: string } }>(
      `select id, ids from job where name in ('records.taken', 'records.due') order by id limit 1`,
    )
    if (!job) return
    await scoreRecords(db, job.ids, END)
    await db.query('delete from job where id = $1', [job.id])
  }
}
