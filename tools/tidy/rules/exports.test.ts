// Tests of the rule against barrels and default exports.
import { expect, test } from 'vitest'
import { found } from '../samples.ts'
import { exports } from './exports.ts'

test('a file that only passes on is a barrel, whatever its name', () => {
  const text = `export { a } from './a.ts'\nexport type { B } from './b.ts'`
  expect(found(exports, { 'server/cases/index.ts': text })).toHaveLength(1)
  expect(found(exports, { 'server/cases/all.ts': text })).toHaveLength(1)
})

test('everything of another file is never exported at once', () => {
  const own = 'export const x = 1\n'
  expect(found(exports, { 'a.ts': `${own}export * from './b.ts'` })).toHaveLength(1)
  expect(found(exports, { 'a.ts': `${own}export * as b from './b.ts'` })).toHaveLength(1)
})

test('a default export is found in every form', () => {
  const forms = [
    'export default 1',
    'export default function f() {}',
    'export default class {}',
    'const x = 1\nexport { x as default }',
  ]
  for (const form of forms) expect(found(exports, { 'server/a.ts': form })).toHaveLength(1)
})

test('pages and configuration may have a default export; named exports are free', () => {
  const text = 'export default 1'
  expect(found(exports, { 'console/pages/a.tsx': text, 'vitest.config.ts': text })).toEqual([])
  expect(found(exports, { 'server/a.ts': 'const a = 1\nexport { a }' })).toEqual([])
  expect(found(exports, { 'server/a.ts': `import './b.ts'` })).toEqual([])
})
