// Tests of the rule that names in the code and in the documents are the same.
import { expect, test } from 'vitest'
import { treeOf } from '../source-tree.ts'
import { documentedNames, undocumented } from './documents.ts'

const register = { document: 'docs/errors.md', code: 'problem.ts', names: ['not_found', 'gone'] }

function messages(markdown: string): readonly string[] {
  const tree = treeOf({ 'docs/errors.md': markdown })
  return undocumented(tree, register).map(({ line, message }) => `${line} ${message}`)
}

test('headings and rows in backticks are names, prose and plain headings are not', () => {
  const text = '# `Top`\n## `one`\n### Two\n| `three` | x |\n| four `five` |\nsix `seven`'
  expect([...documentedNames(text)]).toEqual([
    ['one', 2],
    ['three', 4],
  ])
})

test('a name without a heading and a heading without a name are both found', () => {
  expect(messages('# Errors\n## `not_found`\n## `lost`')).toEqual([
    '1 lacks `gone`, which problem.ts has',
    '3 explains `lost`, which problem.ts lacks',
  ])
})

test('the same names on both sides pass', () => {
  expect(messages('# Errors\n## `not_found`\n## `gone`')).toEqual([])
})

test('a missing document and an empty table are breaches, not silence', () => {
  expect(undocumented(treeOf({}), register)).toHaveLength(1)
  const empty = { ...register, names: [] }
  expect(undocumented(treeOf({ 'docs/errors.md': '' }), empty)).toHaveLength(1)
})
