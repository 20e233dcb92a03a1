// Tests of the search for import circles.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { found } from '../samples.ts'
import { circles, circlesOf } from './circles.ts'

test('two files that import each other are found, with the way round', () => {
  const breaches = found(circles, {
    'server/cases/a.ts': `import { b } from './b.ts'`,
    'server/cases/b.ts': `import type { a } from './c.ts'`,
    'server/cases/c.ts': `export { a } from './a.ts'`,
    'server/cases/d.ts': `import { a } from './a.ts'`,
  })
  expect(breaches).toHaveLength(1)
  expect(breaches.join()).toContain('a.ts > server/cases/b.ts > server/cases/c.ts > ')
})

test('a file that imports itself is a circle of one', () => {
  expect(found(circles, { 'cli/a.ts': `import './a.ts'` })).toHaveLength(1)
})

test('files that share what they import are no circle', () => {
  const files = {
    'lab/a.ts': `import './b.ts'; import './c.ts'`,
    'lab/b.ts': `import './d.ts'`,
    'lab/c.ts': `import './d.ts'`,
    'lab/d.ts': `import 'pg'`,
  }
  expect(found(circles, files)).toEqual([])
})

test('what is on a circle is exactly what can come back to itself', () => {
  const edges = fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 24 })
  fc.assert(
    fc.property(edges, (pairs) => {
      const graph = new Map<string, string[]>()
      for (let node = 0; node < 8; node++) graph.set(`${node}`, [])
      for (const [from, to] of pairs) graph.get(`${from}`)?.push(`${to}`)
      const returning = [...graph.keys()].filter((node) => reaches(graph, node))
      expect(circlesOf(graph).flat().sort()).toEqual(returning.sort())
    }),
  )
})

/** Whether a walk of at least one step leads from a node back to it. */
function reaches(graph: ReadonlyMap<string, readonly string[]>, start: string): boolean {
  const seen = new Set<string>()
  const waiting = [...(graph.get(start) ?? [])]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node === start) return true
    if (seen.has(node)) continue
    seen.add(node)
    waiting.push(...(graph.get(node) ?? []))
  }
  return false
}
