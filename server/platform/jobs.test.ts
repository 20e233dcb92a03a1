// Jobs run once, in order within a lane, and leave nothing half done.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { type Clock, instant, later, MINUTE } from '../vocabulary/time.ts'
import { type DatabasePool, openDatabase } from './database.ts'
import { drainJobs, type Handlers, postEvent, runNextJob, startJobs } from './jobs.ts'
import { listenTo } from './notification.ts'

const now = instant(Date.UTC(2026, 7, 1))
const clock: Clock = () => now
let db: DatabasePool
let drop: () => Promise<void>
let url: string

beforeAll(async () => {
  const fresh = await freshDatabase()
  url = fresh.url
  drop = fresh.drop
  db = openDatabase(fresh.url)
})
afterAll(async () => {
  await db.close()
  await drop()
})
beforeEach(() => db.query('truncate job'))

const opened = (caseId: string) => ({ name: 'case.opened', ids: { caseId } }) as const

describe('a job', () => {
  it('is heard if, and only if, the transaction that posted it commits', async () => {
    const lost = db.tx(async (tx) => {
      await postEvent(tx, opened('a'), { now })
      throw new Error('changed my mind')
    })
    await expect(lost).rejects.toThrow('changed my mind')
    await db.tx((tx) => postEvent(tx, opened('b'), { now }))
    const heard: string[] = []
    const handlers: Handlers = { 'case.opened': [async (_tx, ids) => void heard.push(ids.caseId)] }
    await drainJobs(db, handlers, clock)
    expect(heard).toEqual(['b'])
  })

  it('undoes what its handler wrote when the handler fails, and is tried again later', async () => {
    await db.tx((tx) => postEvent(tx, opened('a'), { now }))
    let fails = true
    const handlers: Handlers = {
      'case.opened': [
        async (tx) => {
          await tx.query(`insert into record_batch values ($1, now(), 'test', 1)`, [
            '018f0000-0000-7000-8000-000000000001',
          ])
          if (fails) throw new Error('not today')
        },
      ],
    }
    const first = await runNextJob(db, handlers, now)
    expect(first.failure?.error).toBeInstanceOf(Error)
    expect(await db.query('select 1 from record_batch')).toEqual([])
    expect((await runNextJob(db, handlers, now)).ran).toBe(false)
    fails = false
    expect((await runNextJob(db, handlers, later(now, MINUTE))).ran).toBe(true)
    expect(await db.query('select 1 from record_batch')).toHaveLength(1)
    expect(await db.query('select 1 from job')).toEqual([])
  })

  it('steps aside after four failures, and is set aside after the last', async () => {
    await db.tx(async (tx) => {
      await postEvent(tx, opened('bad'), { now, lane: 'one' })
      await postEvent(tx, opened('good'), { now, lane: 'one' })
    })
    const heard: string[] = []
    const handlers: Handlers = {
      'case.opened': [
        async (_tx, ids) => {
          if (ids.caseId === 'bad') throw new Error('never')
          heard.push(ids.caseId)
        },
      ],
    }
    let at = now
    for (let attempt = 1; attempt <= 13; attempt++) {
      await runNextJob(db, handlers, at)
      expect(heard).toEqual(attempt <= 4 ? [] : heard)
      at = later(at, 11 * MINUTE)
    }
    expect(heard).toEqual(['good'])
    expect(await db.query('select dead, last_error from job')).toEqual([
      { dead: true, last_error: 'never' },
    ])
  })

  it('keeps its lane to itself, also against one that stepped aside', async () => {
    await db.tx(async (tx) => {
      await postEvent(tx, opened('aside'), { now, lane: 'one' })
      await postEvent(tx, opened('next'), { now, lane: 'one' })
    })
    await db.query('update job set attempts = 5 where id = (select min(id) from job)')
    let meanwhile: { ran: boolean } | undefined
    const handlers: Handlers = {
      'case.opened': [
        async () => {
          meanwhile ??= await runNextJob(db, {}, now)
        },
      ],
    }
    await runNextJob(db, handlers, now)
    expect(meanwhile).toEqual({ ran: false })
    expect(await drainJobs(db, handlers, clock)).toBe(1)
  })

  it('waits until its time', async () => {
    await db.tx((tx) => postEvent(tx, opened('a'), { now, runAt: later(now, MINUTE) }))
    expect((await runNextJob(db, {}, now)).ran).toBe(false)
    expect((await runNextJob(db, {}, later(now, MINUTE))).ran).toBe(true)
  })
})

describe('several workers', () => {
  it('run every job once, and those of one lane in the order in which they were posted', async () => {
    await db.tx(async (tx) => {
      for (let index = 0; index < 60; index++) {
        await postEvent(tx, opened(`${index % 3}:${index}`), { now, lane: `lane ${index % 3}` })
      }
    })
    const heard: string[] = []
    const runner = startJobs({
      db,
      clock,
      lanes: 4,
      listen: (wake) => listenTo(url, 'tare_job', wake),
      onFailure: (_name, error) => {
        throw error
      },
      handlers: { 'case.opened': [async (_tx, ids) => void heard.push(ids.caseId)] },
    })
    await expect.poll(() => heard.length, { timeout: 10_000 }).toBe(60)
    await runner.stop()
    for (const lane of ['0', '1', '2']) {
      const numbers = heard.filter((id) => id.startsWith(lane)).map((id) => Number(id.slice(2)))
      expect(numbers).toEqual(numbers.toSorted((left, right) => left - right))
    }
    expect(await db.query('select 1 from job')).toEqual([])
  })
})
