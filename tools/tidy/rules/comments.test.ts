// Tests of the rules for comments.
import { expect, test } from 'vitest'
import { found } from '../samples.ts'
import { comments } from './comments.ts'

const long = 'word '.repeat(25)

test('a file without a first comment is found, in every language of the source', () => {
  const files = { 'a.ts': 'const a = 1', 'b.sql': 'select 1', 'c.css': 'a {}', 'bin/d': '#!x\ny' }
  expect(found(comments, files)).toHaveLength(4)
})

test('a first comment passes, after a line for the shell too', () => {
  const files = {
    'a.ts': '// What it is.\nconst a = 1',
    'b.sql': '-- What it is.\nselect 1',
    'c.css': '/* What it is. */',
    'bin/d': '#!/bin/sh\n# What it is.\n',
    'docs/e.md': 'Prose needs none.',
  }
  expect(found(comments, files)).toEqual([])
})

test('an unfinished note is found on its own line', () => {
  const marks = ['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK', 'place' + 'holder']
  for (const mark of marks) {
    const text = `// What it is.\n/* one\n ${mark}: two */\nconst a = 1`
    expect(found(comments, { 'a.ts': text })).toEqual([`a.ts:3 an unfinished note: ${mark}`])
  }
})

test('the same words outside comments are just words', () => {
  const text = `// What it is.\nconst a = <Input ${'place' + 'holder'}="${'TO' + 'DO'}" />`
  expect(found(comments, { 'a.tsx': text })).toEqual([])
})

test('a comment line over 100 characters is found unless it holds an address', () => {
  const head = '// What it is.\n'
  expect(found(comments, { 'a.ts': `${head}// ${long}` })).toHaveLength(1)
  expect(found(comments, { 'a.ts': `${head}// https://example.org/${long}` })).toEqual([])
  expect(found(comments, { 'a.ts': `${head}const a = '${long}'` })).toEqual([])
})
