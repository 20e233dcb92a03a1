// Options of the command line that cannot be meant are told before any file is opened.
import { expect, test } from 'vitest'
import { momentOf } from './moment.ts'
import { type Described, readInput } from './read-input.ts'

test.each<[string, Omit<Described, 'paths'>, RegExp]>([
  ['an unknown type', { record: 'orders' }, /--record orders: there is shop, buyer, listing/],
  ['an unknown format', { format: 'xml' }, /--format xml: there is ndjson, csv/],
  ['a map without a column', { map: ['id'] }, /--map id: write field=column/],
  ['a map without a field', { map: ['=id'] }, /write field=column/],
  ['a field named twice', { map: ['id=a', 'id=b'] }, /names the field "id" twice/],
  ['a constant without a value', { set: ['carrier='] }, /--set carrier=: write field=value/],
  ['a delimiter of two characters', { delimiter: ';;' }, /--delimiter is one character/],
])('%s', async (_, described, told) => {
  const reading = readInput({ paths: ['x.csv'], ...described })
  await expect(reading).rejects.toThrow(told)
  await expect(reading).rejects.toMatchObject({ name: 'InputMistake' })
})

test('a moment that is no time', () => {
  expect(() => momentOf('tomorrow')).toThrow(/write a time such as/)
  expect(momentOf('2026-01-01T00:00:00Z')).toBe(Date.UTC(2026, 0, 1))
})
