// Sections of a mapping, and what is said of one that cannot be used.
import { expect, test } from 'vitest'
import { MappingFault, parseMapping } from './mapping.ts'

test('reads one section for each heading, types more than once too', () => {
  const text = [
    '-- An export of ours.',
    '',
    '-- record: shop',
    "select id from 'shops.csv'",
    '-- record: scan',
    '-- with a remark',
    'select 1',
    '-- Record:scan',
    'select 2',
  ].join('\n')
  expect(parseMapping(text)).toEqual([
    { type: 'shop', line: 3, select: "select id from 'shops.csv'" },
    { type: 'scan', line: 5, select: '-- with a remark\nselect 1' },
    { type: 'scan', line: 8, select: 'select 2' },
  ])
})

test.each([
  ['', /there is no section/],
  ['select 1', /line 1: begin each SELECT/],
  ['-- record: parcels\nselect 1', /line 1: "parcels" is no record type; there are shop/],
  ['-- record: order\n\n-- record: shop\nselect 1', /line 1: the section has no SELECT/],
])('refuses %j', (text, told) => {
  expect(() => parseMapping(text)).toThrow(MappingFault)
  expect(() => parseMapping(text)).toThrow(told)
})
