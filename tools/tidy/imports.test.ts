// Tests of how imports are read from a file.
import { expect, test } from 'vitest'
import { importsOf } from './imports.ts'

function targets(text: string): readonly (string | null)[] {
  return importsOf({ path: 'server/cases/case.ts', text }).map(({ target }) => target)
}

test('every way to use another file counts as an import', () => {
  const text = [
    `import { a } from './a.ts'`,
    `import type { B } from '../signals/b.ts'`,
    `import './c.css'`,
    `export { d } from './d.ts'`,
    `const e = await import('./e.ts')`,
    `type F = import('./f.ts').F`,
    `new Worker(new URL('./g.ts', import.meta.url))`,
    `const h = require('./h.ts')`,
  ].join('\n')
  expect(targets(text)).toEqual([
    'server/cases/a.ts',
    'server/signals/b.ts',
    'server/cases/c.css',
    'server/cases/d.ts',
    'server/cases/e.ts',
    'server/cases/f.ts',
    'server/cases/g.ts',
    'server/cases/h.ts',
  ])
})

test('a package has no path in the repository, and text is no import', () => {
  expect(targets(`import pg from 'pg'`)).toEqual([null])
  expect(targets(`const words = "import { a } from './a.ts'"`)).toEqual([])
})

test('the line of an import is told, counted from one', () => {
  const imports = importsOf({ path: 'a.ts', text: `// A.\n\nimport './b.ts'` })
  expect(imports.map(({ line }) => line)).toEqual([3])
})
