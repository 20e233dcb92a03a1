// What the rules' own tests share: a small house in memory, and the breaches as short lines.
import type { Rule } from './breach.ts'
import { treeOf } from './source-tree.ts'

/** Runs one rule over a few files and answers `file:line message` for each breach. */
export function found(rule: Rule, files: Readonly<Record<string, string>>): readonly string[] {
  return rule.check(treeOf(files)).map(({ file, line, message }) => `${file}:${line} ${message}`)
}
