// Columns become fields: text to numbers and times, dots to objects, and mistakes are told early.
import { describe, expect, test } from 'vitest'
import { timeReader } from './local-time.ts'
import { rowShaper, ShapeFault, type TableShape } from './shape-row.ts'

const COLUMNS = ['orderid', 'shop', 'buyer', 'when', 'city', 'sum', 'sku', 'pieces']
const ORDER: TableShape = {
  record: 'order',
  columns: new Map([
    ['id', 'orderid'],
    ['shopId', 'shop'],
    ['buyerId', 'buyer'],
    ['placedAt', 'when'],
    ['address.city', 'city'],
    ['total.amount', 'sum'],
    ['lines.0.listingId', 'sku'],
    ['lines.0.quantity', 'pieces'],
  ]),
  constants: new Map([['total.currency', 'CNY']]),
}

function shape(cells: readonly unknown[], table = ORDER, zone = 'Asia/Shanghai') {
  return rowShaper(COLUMNS, table, timeReader(zone))(cells)
}

test('fills fields, nested ones and lists too, from the columns that are named', () => {
  const cells = ['31', '7', '9', '2019-12-27 00:00:01', '深圳市', '1299', 'sku-1', '2.0']
  expect(shape(cells)).toEqual({
    value: {
      type: 'order',
      id: '31',
      shopId: '7',
      buyerId: '9',
      placedAt: '2019-12-26T16:00:01Z',
      address: { city: '深圳市' },
      total: { amount: 1299, currency: 'CNY' },
      lines: [{ listingId: 'sku-1', quantity: 2 }],
    },
  })
})

test('leaves empty cells out, and what is no number as it is, for the check of records to tell', () => {
  const cells = ['31', '7', '9', '2019-12-27T00:00:01Z', '', '12.99', null, undefined]
  expect(shape(cells)).toMatchObject({ value: { total: { amount: '12.99' } } })
  expect(shape(cells)).not.toHaveProperty('value.address')
  expect(shape(cells)).not.toHaveProperty('value.lines')
})

test('refuses a row whose time cannot be read, and points at the field', () => {
  expect(shape(['31', '7', '9', 'yesterday', '', '', '', ''])).toEqual({
    fault: {
      code: 'invalid_time',
      pointer: '/placedAt',
      message: expect.stringContaining('placedAt is "yesterday"'),
    },
  })
})

test('turns the numbers of a database into identifiers, and its structs into objects', () => {
  const columns = ['id', 'shopId', 'buyerId', 'placedAt', 'total', 'lines']
  const cells = [
    ...[31, 7, 9, '2019-12-27 00:00:01', { amount: 5, currency: 'CNY' }],
    [{ listingId: 4, quantity: '1', unitPrice: null }],
  ]
  const shaped = rowShaper(columns, { record: 'order' }, timeReader('UTC'))(cells)
  expect(shaped).toMatchObject({
    value: { id: '31', total: { amount: 5 }, lines: [{ listingId: '4', quantity: 1 }] },
  })
  expect(shaped).not.toHaveProperty('value.lines.0.unitPrice')
})

test('reads lists and objects from a cell of JSON', () => {
  const columns = ['id', 'lines', 'address']
  const cells = ['1', '[{"listingId":"a","quantity":1}]', '{"key":"k","city":"广州"}']
  const shaped = rowShaper(columns, { record: 'order' }, timeReader('UTC'))(cells)
  expect(shaped).toMatchObject({
    value: { lines: [{ listingId: 'a', quantity: 1 }], address: { key: 'k', city: '广州' } },
  })
})

test('reads the type of each row from its column where none is given', () => {
  const columns = ['type', 'id', 'shopId', 'title', 'weightGrams']
  const shaper = rowShaper(columns, {}, timeReader('UTC'))
  expect(shaper(['shop', 's1', '', '', ''])).toEqual({ value: { type: 'shop', id: 's1' } })
  expect(shaper(['listing', 'l1', 's1', '茶', '600'])).toEqual({
    value: { type: 'listing', id: 'l1', shopId: 's1', title: '茶', weightGrams: 600 },
  })
  expect(shaper(['thing', 'x', '', '', ''])).toEqual({ value: { type: 'thing' } })
})

describe('mistakes that concern the whole table are told at once', () => {
  test.each<[string, TableShape, RegExp]>([
    ['no type', {}, /--record order, or a column "type"/],
    ['a column that is not there', { record: 'order', columns: new Map([['id', 'no']]) }, /"no"/],
    [
      'a field that there is not',
      { record: 'order', columns: new Map([['colour', 'city']]) },
      /"colour" is no field of a record "order".*address\.city/,
    ],
    [
      'a machinery name as a field',
      { record: 'order', columns: new Map([['__proto__.x', 'city']]) },
      /is no field/,
    ],
    [
      'a constant for no field',
      { record: 'shop', columns: new Map([['id', 'shop']]), constants: new Map([['a', 'b']]) },
      /"a" is no field of a record "shop"/,
    ],
  ])('%s', (_, table, told) => {
    const read = () => rowShaper(COLUMNS, table, timeReader('UTC'))
    expect(read).toThrow(ShapeFault)
    expect(read).toThrow(told)
  })

  test('a column of a mapping that is no field', () => {
    const read = () =>
      rowShaper(['id', 'shopid'], { record: 'order', isExact: true }, timeReader('UTC'))
    expect(read).toThrow(/"shopid" is no field/)
  })
})
