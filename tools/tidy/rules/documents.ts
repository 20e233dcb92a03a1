// What the program knows by name has its place in the documents, and they name nothing else.
import type { Breach } from '../breach.ts'
import type { Tree } from '../source-tree.ts'

/** Names in the code, and the document that must have a heading or a table row for each. */
export type Register = {
  readonly document: string
  readonly code: string
  readonly names: readonly string[]
}

/**
 * Every name without a place in its document, and every documented name that the code lacks.
 * A document's names stand in backticks as a heading (`## \`name\``) or first in a table's row.
 */
export function undocumented(tree: Tree, register: Register): readonly Breach[] {
  const { document, code, names } = register
  const found = tree.byPath.get(document)
  if (!found) return [at(document, 1, `is missing; ${code} has ${names.length} names to explain`)]
  if (names.length === 0) return [at(code, 1, `no names were found to look for in ${document}`)]
  const written = documentedNames(found.text)
  const known = new Set(names)
  return [
    ...names
      .filter((name) => !written.has(name))
      .map((name) => at(document, 1, `lacks \`${name}\`, which ${code} has`)),
    ...[...written]
      .filter(([name]) => !known.has(name))
      .map(([name, line]) => at(document, line, `explains \`${name}\`, which ${code} lacks`)),
  ]
}

/** The names that a document explains, each with the line of its heading or row. */
export function documentedNames(markdown: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  markdown.split('\n').forEach((line, index) => {
    const name = /^(?:#{2,4}|\|) +`([A-Za-z][A-Za-z0-9_]*)`(?: *$| *\|)/.exec(line)?.[1]
    if (name !== undefined) found.set(name, index + 1)
  })
  return found
}

function at(file: string, line: number, message: string): Breach {
  return { file, line, rule: 'documents', message }
}
