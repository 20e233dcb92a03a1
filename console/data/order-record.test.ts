// Tests of reading an order as the marketplace sent it, with whatever it left out.
import { expect, test } from 'vitest'
import { readOrder } from './order-record.ts'

const nothing = { listings: [], refunds: [], reviews: [], messages: [], reports: [] }

test('what was not sent is not invented', () => {
  const order = readOrder({ ...nothing, order: { type: 'order', id: 'O' }, parcels: [] })
  expect(order.total).toBeUndefined()
  expect(order.city).toBeUndefined()
  expect(order.lines).toEqual([])
})

test('a line takes its title, weight and, where it has none, its price from the listing', () => {
  const listing = {
    ...{ type: 'listing', id: 'L', title: 'Pan', weightGrams: 1_200 },
    price: { amount: 12_900, currency: 'CNY' },
  }
  const order = { type: 'order', id: 'O', lines: [{ listingId: 'L', quantity: 2 }] }
  const [line] = readOrder({ ...nothing, order, parcels: [], listings: [listing] }).lines
  expect(line).toMatchObject({ title: 'Pan', weightGrams: 1_200, quantity: 2 })
  expect(line?.unitPrice).toEqual({ amount: 12_900, currency: 'CNY' })
})

test('scans are shown in the order of their time, however they came', () => {
  const scan = (id: string, at: string) => ({ type: 'scan', id, at, kind: 'arrived' })
  const scans = [scan('b', '2026-01-02T00:00:00Z'), scan('a', '2026-01-01T00:00:00Z')]
  const parcel = { type: 'parcel', id: 'P', carrier: 'sf', waybillNo: 'W', scans }
  const order = readOrder({ ...nothing, order: { type: 'order', id: 'O' }, parcels: [parcel] })
  expect(order.parcels[0]?.scans.map(({ id }) => id)).toEqual(['a', 'b'])
})
