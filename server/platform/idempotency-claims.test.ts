// Idempotency keys: one claimant at a time, one answer for ever, and no claim outlives its holder.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../test/database.ts'
import { type Instant, instant, later, MINUTE } from '../vocabulary/time.ts'
import { type DatabasePool, openDatabase } from './database.ts'
import { claimKey, forgetKeys, keepAnswer, releaseKey, renewClaim } from './idempotency-claims.ts'

const NOW: Instant = instant(Date.UTC(2026, 10, 24))
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

const claim = (key: string, now = NOW, owner = 'staff:1') =>
  claimKey(db, { owner, key, requestHash: 'hash', now })

it('gives a key to one of many who ask at once', async () => {
  const claims = await Promise.all(Array.from({ length: 8 }, () => claim('race')))
  const states = claims.map(({ state }) => state).sort()
  expect(states).toEqual([...Array(7).fill('at_work'), 'ours'])
})

it('tells later ones what was answered, and keeps the first answer only', async () => {
  const kept = { owner: 'staff:1', key: 'kept', requestHash: 'hash', status: 201 }
  await claim('kept')
  await keepAnswer(db, { ...kept, answer: 'first' })
  await keepAnswer(db, { ...kept, answer: 'second' })
  await releaseKey(db, kept)
  const answered = { state: 'answered', requestHash: 'hash', status: 201, answer: 'first' }
  expect(await claim('kept')).toEqual(answered)
  expect(await claim('kept', later(NOW, 60 * MINUTE))).toEqual(answered)
  expect(await claim('kept', NOW, 'staff:2')).toEqual({ state: 'ours' })
})

it('frees a key that was given up, and one whose holder fell silent', async () => {
  await claim('given')
  await releaseKey(db, { owner: 'staff:1', key: 'given' })
  expect((await claim('given')).state).toBe('ours')
  expect((await claim('given', later(NOW, 4 * MINUTE))).state).toBe('at_work')
  expect((await claim('given', later(NOW, 6 * MINUTE))).state).toBe('ours')
})

it('leaves a key to a holder who says that the work goes on', async () => {
  await claim('long')
  await renewClaim(db, { owner: 'staff:1', key: 'long', now: later(NOW, 4 * MINUTE) })
  expect((await claim('long', later(NOW, 6 * MINUTE))).state).toBe('at_work')
})

it('forgets old keys, a bounded number at a time', async () => {
  for (const key of ['a', 'b', 'c']) await claim(key, NOW, 'old')
  expect(await forgetKeys(db, NOW, 100)).toBe(0)
  expect(await forgetKeys(db, later(NOW, 1), 2)).toBe(2)
})
