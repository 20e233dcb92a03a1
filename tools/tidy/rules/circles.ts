// No import circles: a file that leans on itself through others cannot be read alone.
import type { Breach, Rule } from '../breach.ts'
import { roomOf } from '../house.ts'
import { importsOf } from '../imports.ts'
import { isCode, type Source } from '../source-tree.ts'

const ROOMS = new Set(['server', 'contract', 'cli', 'console', 'lab', 'bench', 'tools', 'test'])

type Graph = ReadonlyMap<string, readonly string[]>

export const circles: Rule = {
  name: 'circles',
  check: (tree) => {
    const files = tree.sources.filter(({ path }) => isCode(path) && ROOMS.has(roomOf(path)))
    return circlesOf(graphOf(files)).map(breach)
  },
}

function graphOf(files: readonly Source[]): Graph {
  return new Map(
    files.map((source) => [
      source.path,
      importsOf(source).flatMap(({ target }) => (target ? [target] : [])),
    ]),
  )
}

function breach(members: readonly string[]): Breach {
  const [file = ''] = members
  const message = `import circle of ${members.length}: ${members.join(' > ')} > ${file}`
  return { file, line: 1, rule: 'circles', message }
}

/**
 * The strongly connected parts with more than one file, and files that import themselves.
 * R. Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1 (1972).
 */
export function circlesOf(graph: Graph): readonly (readonly string[])[] {
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const stack: string[] = []
  const open = new Set<string>()
  const found: (readonly string[])[] = []

  const explore = (node: string): number => {
    const mine = order.size
    order.set(node, mine)
    lowest.set(node, mine)
    stack.push(node)
    open.add(node)
    for (const next of graph.get(node) ?? []) {
      if (!graph.has(next)) continue
      const reached = order.get(next)
      const low = reached === undefined ? explore(next) : open.has(next) ? reached : mine
      lowest.set(node, Math.min(lowest.get(node) ?? mine, low))
    }
    if (lowest.get(node) === mine) close(node)
    return lowest.get(node) ?? mine
  }

  const close = (root: string): void => {
    const part = stack.splice(stack.lastIndexOf(root))
    for (const member of part) open.delete(member)
    if (part.length > 1 || graph.get(root)?.includes(root)) found.push(part.sort())
  }

  for (const node of graph.keys()) if (!order.has(node)) explore(node)
  return found
}
