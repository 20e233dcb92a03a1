// Tests of the import rule on small houses, sound ones and ones with a planted breach.
import { expect, test } from 'vitest'
import { found } from '../samples.ts'
import { floors } from './floors.ts'

function importing(from: string, to: string, type = ''): readonly string[] {
  return found(floors, { [from]: `// A file.\nimport ${type} { x } from '${to}'\n` })
}

test.each([
  ['server/cases/case.ts', '../signals/signal.ts'],
  ['server/cases/case.ts', '../vocabulary/time.ts'],
  ['server/cases/case-store.ts', '../platform/database.ts'],
  ['server/cases/open-case.ts', './case-store.ts'],
  ['server/cases/open-case.ts', '../signals/signal-store.ts'],
  ['server/cases/case-routes.ts', './open-case.ts'],
  ['server/cases/freeze-file.ts', './open-case.ts'],
  ['server/access/session.ts', '../platform/database.ts'],
  ['server/flow.ts', './cases/open-case.ts'],
  ['server/app.ts', './cases/case-routes.ts'],
  ['server/main.ts', './app.ts'],
  ['server/offline/assess.ts', '../signals/catalogue.ts'],
  ['server/offline/assess.ts', '../adapters/csv.ts'],
  ['lab/play.ts', '../server/app.ts'],
  ['tools/generate-client.ts', '../server/app.ts'],
  ['console/pages/queue.tsx', '../../contract/client.ts'],
  ['cli/serve.ts', '../server/main.ts'],
  ['cli/assess.ts', '../server/offline/assess.ts'],
  ['bench/throughput.ts', '../server/signals/catalogue.ts'],
])('%s may import %s', (from, to) => {
  expect(importing(from, to)).toEqual([])
})

test.each([
  ['server/signals/signal.ts', '../cases/case.ts', 'imports go down'],
  ['server/vocabulary/money.ts', '../platform/config.ts', 'imports go down'],
  ['server/cases/open-case.ts', '../flow.ts', 'imports go down'],
  ['server/cases/case.ts', './case-store.ts', 'a noun never imports a store'],
  ['server/cases/case-store.ts', './open-case.ts', 'a store never imports a verb'],
  ['server/cases/open-case.ts', './case-routes.ts', 'a verb never imports a routes'],
  ['server/cases/case.ts', '../platform/database.ts', 'a noun of cases never imports platform'],
  ['server/cases/case-store.ts', '../signals/signal-store.ts', 'only a verb reads'],
  ['server/cases/case-routes.ts', '../signals/signal-store.ts', 'only a verb reads'],
  ['server/cases/open-case.ts', '../signals/score-parcel.ts', 'take its nouns'],
  ['server/cases/case-routes.ts', '../access/access-routes.ts', 'take its nouns'],
  ['server/offline/assess.ts', '../signals/signal-store.ts', 'only a verb reads'],
  ['server/offline/assess.ts', '../flow.ts', 'side by side'],
  ['server/flow.ts', './offline/assess.ts', 'side by side'],
  ['server/cases/open-case.ts', '../app.ts', 'only server/main.ts, lab/play.ts'],
  ['cli/serve.ts', '../server/app.ts', 'only server/main.ts, lab/play.ts'],
  ['server/app.ts', '../lab/world.ts', 'the server never imports lab/'],
  ['server/app.ts', '../console/main.tsx', 'the server never imports console/'],
  ['console/main.tsx', '../server/vocabulary/money.ts', 'console/ imports contract/'],
  ['cli/import.ts', '../server/intake/record.ts', 'cli/ imports contract/'],
  ['contract/client.ts', '../server/vocabulary/money.ts', 'contract/ imports only itself'],
  ['server/cases/open-case.ts', '../../test/database.ts', 'only tests import'],
])('%s may not import %s', (from, to, reason) => {
  expect(importing(from, to)).toEqual([expect.stringContaining(`${from}:2`)])
  expect(importing(from, to).join()).toContain(reason)
})

test('a file named by a verb that touches no row is a noun for every other floor', () => {
  const adapter = { 'server/adapters/csv.ts': `import { x } from '../intake/record-fields.ts'` }
  const pure = { 'server/intake/record-fields.ts': `import { x } from './record.ts'` }
  const act = { 'server/intake/record-fields.ts': `import { x } from './intake-store.ts'` }
  const through = { 'server/intake/record-fields.ts': `import { x } from './take-in.ts'` }
  expect(found(floors, { ...adapter, ...pure })).toEqual([])
  expect(found(floors, { ...adapter, ...through })).toHaveLength(1)
  expect(found(floors, { ...adapter, ...act }).join()).toContain('take its nouns')
})

test('an import of types alone counts as much as any other', () => {
  expect(importing('server/signals/signal.ts', '../cases/case.ts', 'type')).toHaveLength(1)
})

test('a noun and the vocabulary have no input or output of their own', () => {
  expect(importing('server/cases/case.ts', 'node:fs')).toHaveLength(1)
  expect(importing('server/vocabulary/money.ts', 'pg')).toHaveLength(1)
  expect(importing('server/cases/case.ts', 'node:crypto')).toEqual([])
  expect(importing('server/cases/open-case.ts', 'pg')).toEqual([])
})

test('a file of the server that stands on no floor is found', () => {
  expect(found(floors, { 'server/attic/box.ts': '// A box.\n' })).toHaveLength(1)
})

test('a test may look at every floor', () => {
  expect(importing('server/signals/signal.test.ts', '../cases/open-case.ts')).toEqual([])
  expect(importing('test/whole-story.ts', '../server/app.ts')).toEqual([])
})
