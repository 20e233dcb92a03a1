// Promises of the log of acts: it only grows, in one order, and every change to it is found.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../test/database.ts'
import { type DatabasePool, openDatabase } from '../platform/database.ts'
import { CHAIN_START } from '../vocabulary/canonical.ts'
import { instant } from '../vocabulary/time.ts'
import type { Actor } from './actor.ts'
import { recordAct, verifyAudit } from './audit-log.ts'

const now = instant(Date.UTC(2026, 5, 1, 8, 0, 0, 250))
const system: Actor = { kind: 'system' }

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
beforeEach(async () => {
  await db.query('delete from audit_entry')
  await db.query('update audit_head set sequence = 0, hash = $1', [CHAIN_START])
})

async function recordMany(count: number): Promise<void> {
  for (let index = 1; index <= count; index++) {
    const detail = { index, ratio: 0.1, nothing: undefined, words: '空包裹 "quoted" \u2028' }
    await db.tx((tx) =>
      recordAct(tx, { actor: system, act: 'case.decide', subject: `case:${index}`, now, detail }),
    )
  }
}

test('an empty log and a grown log both verify', async () => {
  expect(await verifyAudit(db)).toMatchObject({ intact: true, entries: 0, brokenAt: null })
  await recordMany(5)
  expect(await verifyAudit(db)).toMatchObject({ intact: true, entries: 5, brokenAt: null })
})

test('a log longer than one read verifies too', async () => {
  await db.tx(async (tx) => {
    for (let index = 0; index < 1_005; index++) {
      await recordAct(tx, { actor: system, act: 'staff.add', subject: 'staff:1', now })
    }
  })
  expect(await verifyAudit(db)).toMatchObject({ intact: true, entries: 1_005 })
})

test('an act whose transaction fails leaves no entry and no gap', async () => {
  await recordMany(1)
  const failing = db.tx(async (tx) => {
    await recordAct(tx, { actor: system, act: 'case.decide', subject: 'case:x', now })
    throw new Error('the decision was refused')
  })
  await expect(failing).rejects.toThrow('refused')
  await recordMany(1)
  expect(await verifyAudit(db)).toMatchObject({ intact: true, entries: 2 })
})

test('acts at the same moment come one after the other, with no gap and no fork', async () => {
  const acts = Array.from({ length: 20 }, (_, index) =>
    db.tx((tx) =>
      recordAct(tx, { actor: system, act: 'case.assign', subject: `case:${index}`, now }),
    ),
  )
  await Promise.all(acts)
  expect(await verifyAudit(db)).toMatchObject({ intact: true, entries: 20 })
})

test.each([
  ['a changed word', `update audit_entry set act = 'case.close' where sequence = 3`, 3],
  ['a changed moment', `update audit_entry set at = at + interval '1 ms' where sequence = 3`, 3],
  ['a changed detail', `update audit_entry set detail = '{"index":9}' where sequence = 3`, 3],
  ['another actor', `update audit_entry set actor = 'staff:2' where sequence = 3`, 3],
  ['a changed hash', `update audit_entry set hash = repeat('1', 64) where sequence = 3`, 3],
  ['a removed link', 'delete from audit_entry where sequence = 3', 3],
  ['a removed end', 'delete from audit_entry where sequence > 3', 4],
  ['everything removed', 'delete from audit_entry', 1],
  [
    'a link added behind the head',
    `insert into audit_entry select 6, at, actor, act, subject, detail, hash, repeat('2', 64)
     from audit_entry where sequence = 5`,
    6,
  ],
])('%s is found, and the first broken link is named', async (_what, sql, brokenAt) => {
  await recordMany(5)
  await db.query(sql)
  expect(await verifyAudit(db)).toMatchObject({ intact: false, brokenAt })
})
