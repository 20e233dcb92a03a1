// Tests of the rule against loopholes in the types.
import { expect, test } from 'vitest'
import { found } from '../samples.ts'
import { types } from './types.ts'

test.each([
  ['const a: any = 1'],
  ['const a = b as any'],
  ['function f(a: Map<string, any[]>) {}'],
  ['type A = { [key: string]: any }'],
  ['const a = b as unknown as C'],
  ['// @ts-ignore\nconst a = 1'],
  ['/* @ts-nocheck */\nconst a = 1'],
  ['// @ts-expect-error\nconst a = 1'],
  ['// @ts-expect-error: no\nconst a = 1'],
])('%s is found', (text) => {
  expect(found(types, { 'server/a.ts': text })).toHaveLength(1)
  expect(found(types, { 'server/a.test.ts': text })).toHaveLength(1)
})

test.each([
  ['const any = 1'],
  ['// as any reader can see'],
  ['const text = "const a: any = 1"'],
  ['const a = JSON.parse(text) as unknown'],
  ['const a = b as C'],
  ['// @ts-expect-error the library forgets that the second argument is optional\nf(1)'],
])('%s passes', (text) => {
  expect(found(types, { 'server/a.ts': text })).toEqual([])
})
