// Tables line up for the eye, whatever the script.
import { expect, test } from 'vitest'
import { formatTable, widthOf } from './table.ts'

test('aligns columns by what a terminal shows, Chinese names too', () => {
  const columns = [
    { title: 'shop', align: 'left' as const },
    { title: 'orders', align: 'right' as const },
  ]
  expect(
    formatTable(columns, [
      ['茶叶店', '12'],
      ['tea', '1,234'],
    ]),
  ).toBe(['shop    orders', '茶叶店      12', 'tea      1,234'].join('\n'))
})

test('counts two cells for wide characters and shortens what is too long', () => {
  expect(widthOf('a茶ｆ')).toBe(5)
  const [, row] = formatTable([{ title: 'id', align: 'left' }], [['x'.repeat(60)]]).split('\n')
  expect(row).toBe(`${'x'.repeat(47)}…`)
})
