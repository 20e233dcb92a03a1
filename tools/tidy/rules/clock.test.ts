// Tests of the rule that clock and chance come in from outside.
import { expect, test } from 'vitest'
import { found } from '../samples.ts'
import { clock } from './clock.ts'

test.each([
  ['const now = Date.now()'],
  ['const clock = Date.now'],
  ['const now = new Date()'],
  ['const now = Date()'],
  ['const start = performance.now()'],
  ['const start = process.hrtime.bigint()'],
  ['const roll = Math.random()'],
  ['const id = crypto.randomUUID()'],
  [`import { randomBytes } from 'node:crypto'`],
  [`import { randomUUID as fresh } from 'crypto'`],
  ['await db.query("select * from job where run_at < now()")'],
  [`await db.query(\`insert into a values ($1, current_timestamp, \${b})\`)`],
])('%s is found on a floor', (text) => {
  expect(found(clock, { 'server/cases/open-case.ts': text })).toHaveLength(1)
})

test.each([
  ['const at = new Date(milliseconds)'],
  ['const at = Date.UTC(2026, 0, 1)'],
  ['const hash = createHash("sha256")'],
  [`import { createHash } from 'node:crypto'`],
  ['const now = clock()'],
  ['const advice = "answer now()"'],
])('%s passes', (text) => {
  expect(found(clock, { 'server/cases/open-case.ts': text })).toEqual([])
})

test('the keepers of clock and chance, tests and the rooms beside the server may', () => {
  const text = 'const now = Date.now()'
  const keepers = ['server/app.ts', 'server/main.ts', 'server/platform/clock.ts']
  const others = ['server/offline/assess.ts', 'server/cases/case.test.ts', 'bench/a.ts', 'lab/a.ts']
  for (const path of [...keepers, ...others]) expect(found(clock, { [path]: text })).toEqual([])
})
