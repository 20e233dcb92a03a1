// A breach: one place where the repository's own source leaves a house rule.
import type { Tree } from './source-tree.ts'

export type Breach = {
  readonly file: string
  readonly line: number
  readonly rule: string
  readonly message: string
}

/** A house rule: its name in the report, and what it finds in a tree. */
export type Rule = {
  readonly name: string
  readonly check: (tree: Tree) => readonly Breach[]
}

/** A breach as an editor can open it: `file:line rule message`. */
export function sentence(breach: Breach): string {
  return `${breach.file}:${breach.line} ${breach.rule} ${breach.message}`
}
