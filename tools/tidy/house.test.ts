// Tests of where a file stands in the house and of which kind it is.
import { expect, test } from 'vitest'
import { placeOf } from './house.ts'

test.each([
  ['server/cases/case.ts', 'noun'],
  ['server/cases/case-file.ts', 'noun'],
  ['server/cases/case-store.ts', 'store'],
  ['server/cases/open-case.ts', 'verb'],
  ['server/cases/case-routes.ts', 'routes'],
  ['server/intake/take-in.ts', 'verb'],
  ['server/effects/notify.ts', 'verb'],
  ['server/effects/notice.ts', 'noun'],
  ['server/effects/plan-effects.ts', 'noun'],
  ['server/signals/rules/reused-waybill.ts', 'noun'],
  ['server/platform/open-database.ts', 'plain'],
  ['server/vocabulary/money.ts', 'plain'],
  ['server/offline/assess.ts', 'plain'],
])('%s is a %s', (path, kind) => {
  expect(placeOf(path)?.kind).toBe(kind)
})

test('the three files on top of the server have floors of their own', () => {
  const floors = ['flow', 'app', 'main'].map((name) => placeOf(`server/${name}.ts`)?.floor)
  expect(floors).toEqual(['flow', 'app', 'main'])
})

test('a file outside every floor has no place', () => {
  expect(placeOf('server/extra.ts')).toBeNull()
  expect(placeOf('server/attic/box.ts')).toBeNull()
  expect(placeOf('server/app/box.ts')).toBeNull()
  expect(placeOf('console/main.tsx')).toBeNull()
})
