// A file is named for what it exports, in whole words; a drawer for leftovers has no such name.
import { posix } from 'node:path'
import type { Breach, Rule } from '../breach.ts'
import { isCode, type Source } from '../source-tree.ts'

const LEFTOVERS = new Set([
  ...['util', 'utils', 'utility', 'utilities', 'helper', 'helpers', 'misc', 'common', 'stuff'],
  ...['manager', 'managers', 'service', 'services', 'handler', 'handlers', 'lib', 'impl'],
])

export const fileNames: Rule = {
  name: 'file-names',
  check: (tree) => tree.sources.filter(({ path }) => isCode(path)).flatMap(inPath),
}

function inPath({ path }: Source): Breach[] {
  const message = faultOf(path)
  return message ? [{ file: path, line: 1, rule: 'file-names', message }] : []
}

function faultOf(path: string): string | null {
  const base = posix.basename(path)
  if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)+$/.test(base)) {
    return 'file names are lower-case words joined by hyphens'
  }
  const words = path.replace(/\.[^/]*$/, '').split(/[/-]/)
  const leftover = words.find((word) => LEFTOVERS.has(word))
  return leftover ? `"${leftover}" says nothing about what is inside` : null
}
