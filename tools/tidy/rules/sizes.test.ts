// Tests of the limits on files, functions and parameters.
import { expect, test } from 'vitest'
import { found } from '../samples.ts'
import { sizes } from './sizes.ts'

const lines = (count: number) => Array.from({ length: count }, (_, n) => `f(${n})`).join('\n')

test('a file of 400 lines passes, one more is too many', () => {
  expect(found(sizes, { 'server/a.ts': `${lines(400)}\n` })).toEqual([])
  expect(found(sizes, { 'server/a.ts': `${lines(401)}\n` })).toHaveLength(1)
  expect(found(sizes, { 'server/migrations/1.sql': lines(401) })).toHaveLength(1)
})

test('generated paths and prose may be as long as they are', () => {
  expect(found(sizes, { 'contract/api.ts': lines(5000), 'docs/a.md': lines(5000) })).toEqual([])
})

test('a function of 70 lines passes, one more is too many, whatever its form', () => {
  const forms = ['function f() {\n@\n}', 'const f = () => {\n@\n}', 'class C { f() {\n@\n} }']
  for (const form of forms) {
    expect(found(sizes, { 'a.ts': form.replace('@', lines(68)) })).toEqual([])
    expect(found(sizes, { 'a.ts': form.replace('@', lines(69)) })).toHaveLength(1)
  }
})

test('only in a test may the callback of describe be as long as its chapter', () => {
  const chapter = `describe('a', () => {\n${lines(100)}\n})`
  expect(found(sizes, { 'a.test.ts': chapter })).toEqual([])
  expect(found(sizes, { 'a.ts': chapter })).toHaveLength(1)
})

test('four parameters are one too many; `this` is none', () => {
  expect(found(sizes, { 'a.ts': 'function f(a, b, c) {}' })).toEqual([])
  expect(found(sizes, { 'a.ts': 'function f(this: X, a, b, c) {}' })).toEqual([])
  expect(found(sizes, { 'a.ts': 'const f = (a, b, c, d) => a' })).toHaveLength(1)
})
