// The house rules, kept: the repository's own source is read and every breach is listed.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { type Breach, type Rule, sentence } from './breach.ts'
import { importsOf } from './imports.ts'
import { exportsOf, readRegisters } from './registers.ts'
import { circles } from './rules/circles.ts'
import { clock } from './rules/clock.ts'
import { comments } from './rules/comments.ts'
import { decisions } from './rules/decisions.ts'
import { undocumented } from './rules/documents.ts'
import { environment } from './rules/environment.ts'
import { exports } from './rules/exports.ts'
import { fileNames } from './rules/file-names.ts'
import { floors } from './rules/floors.ts'
import { links } from './rules/links.ts'
import { mentions } from './rules/mentions.ts'
import { sizes } from './rules/sizes.ts'
import { skippedTests } from './rules/skipped-tests.ts'
import { types } from './rules/types.ts'
import { isWordsFile, unlikeWords } from './rules/words.ts'
import { isCode, readTree } from './source-tree.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const tree = readTree(root)

const rules: readonly Rule[] = [
  ...[floors, circles, sizes, exports, types, environment, clock],
  ...[comments, skippedTests, mentions, fileNames, decisions],
  links((path) => existsSync(join(root, path))),
]

function listed(breaches: readonly Breach[]): string {
  return breaches.map(sentence).join('\n')
}

test('the rules look at the whole house, not at an empty lot', () => {
  const code = tree.sources.filter(({ path }) => isCode(path))
  for (const room of ['server/vocabulary/', 'server/platform/', 'tools/tidy/', 'docs/']) {
    const seen = tree.sources.filter(({ path }) => path.startsWith(room))
    expect(seen.length, `files seen in ${room}`).toBeGreaterThan(0)
  }
  const within = code.flatMap(importsOf).filter(({ target }) => target && tree.byPath.has(target))
  expect(within.length, 'imports resolved').toBeGreaterThan(code.length / 2)
})

for (const rule of rules) {
  test(`the repository keeps the rule of ${rule.name}`, () => {
    expect(listed(rule.check(tree))).toBe('')
  })
}

test('every name that people meet has its place in the documents, and no other name has', async () => {
  const registers = await readRegisters(root)
  expect(registers.length, 'registers read').toBeGreaterThan(0)
  expect(listed(registers.flatMap((register) => undocumented(tree, register)))).toBe('')
})

test('every sentence for people exists in both languages with the same slots', async () => {
  const files = tree.sources.map(({ path }) => path).filter((path) => isWordsFile(path))
  const words = files.filter((path) => !path.startsWith('tools/') && !path.endsWith('.test.ts'))
  const breaches = await Promise.all(
    words.map(async (path) => unlikeWords(path, await exportsOf(root, path))),
  )
  expect(listed(breaches.flat())).toBe('')
})
