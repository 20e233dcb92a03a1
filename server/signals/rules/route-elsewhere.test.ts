// The signal route_elsewhere: another city, the same city in other words, and what explains it.
import { describe, expect, it } from 'vitest'
import { at, NOON, order, parcel, scan, weighingOf } from '../../../test/engine-records.ts'
import type { EngineRecord } from '../../intake/record.ts'
import { routeElsewhere } from './route-elsewhere.ts'

const world = (city: string, ...scans: EngineRecord[]) => [
  order('o1', { city }),
  parcel('o1', 'w1'),
  ...scans,
]
const decibansOf = (records: readonly EngineRecord[]) =>
  weighingOf(routeElsewhere, records)?.decibans

describe('route_elsewhere', () => {
  it('fires on a hand-over in another city', () => {
    const found = weighingOf(
      routeElsewhere,
      world('Shanghai', scan('w1', 'delivered', { city: 'Chengdu' })),
    )
    expect(found).toMatchObject({
      decibans: 12,
      because: { scanCity: 'Chengdu', orderCity: 'Shanghai', scanKind: 'delivered' },
    })
  })

  it('goes by the last tour where the hand-over names no city, with less weight', () => {
    const tour = scan('w1', 'out_for_delivery', { city: 'Chengdu' })
    expect(decibansOf(world('Shanghai', tour, scan('w1', 'delivered')))).toBe(6)
    expect(decibansOf(world('Shanghai', tour))).toBe(6)
  })

  it.each([
    ['Shanghai', 'shanghai'],
    ['São Paulo', 'sao paulo'],
    ['上海', '上海市'],
    ['深圳市', '广东省深圳市'],
    ['上海市', '上海市浦东新区'],
    ['New York', 'New York City'],
    ['Xi’an', 'Xi an'],
  ])('takes %s and %s for one city', (ordered, scanned) => {
    expect(decibansOf(world(ordered, scan('w1', 'delivered', { city: scanned })))).toBeUndefined()
  })

  it('knows the district for the city', () => {
    const placed = order('o1', {
      address: { key: 'a', city: '上海', district: '浦东新区' },
    })
    const records = [placed, parcel('o1', 'w1'), scan('w1', 'delivered', { city: '浦东新区' })]
    expect(decibansOf(records)).toBeUndefined()
    const elsewhere = [placed, parcel('o1', 'w1'), scan('w1', 'delivered', { city: '成都市' })]
    expect(decibansOf(elsewhere)).toBe(12)
  })

  it('is silent where a return or an exception explains the way', () => {
    const delivered = scan('w1', 'delivered', { city: 'Chengdu' })
    expect(decibansOf(world('Shanghai', delivered, scan('w1', 'returned')))).toBeUndefined()
    expect(decibansOf(world('Shanghai', delivered, scan('w1', 'exception')))).toBeUndefined()
  })

  it('is silent where the parcel was in the right city as well, and about hubs on the way', () => {
    const two = [
      scan('w1', 'delivered', { at: at(20), city: 'Chengdu' }),
      scan('w1', 'delivered', { at: at(30), city: 'Shanghai' }),
    ]
    expect(decibansOf(world('Shanghai', ...two))).toBeUndefined()
    const hub = [
      scan('w1', 'arrived', { city: 'Wuhan' }),
      scan('w1', 'delivered', { city: 'Shanghai' }),
    ]
    expect(decibansOf(world('Shanghai', ...hub))).toBeUndefined()
  })

  it('is silent about trips of the same number in another period', () => {
    const old = scan('w1', 'delivered', { at: at(-24 * 40), city: 'Chengdu' })
    expect(decibansOf(world('Shanghai', old))).toBeUndefined()
  })

  it('cannot tell without cities, or where they are written in two scripts', () => {
    expect(decibansOf(world('Shanghai', scan('w1', 'delivered')))).toBeUndefined()
    expect(decibansOf(world('Shanghai', scan('w1', 'delivered', { city: '  ' })))).toBeUndefined()
    expect(decibansOf(world('Shanghai', scan('w1', 'delivered', { city: '上海' })))).toBeUndefined()
    const noAddress = [order('o1'), parcel('o1', 'w1'), scan('w1', 'delivered', { city: 'Wuhan' })]
    expect(decibansOf(noAddress)).toBeUndefined()
  })

  it('counts two parcels of one order once', () => {
    const records = [
      order('o1', { city: 'Shanghai', placedAt: NOON }),
      parcel('o1', 'w1'),
      parcel('o1', 'w2'),
      scan('w1', 'delivered', { city: 'Chengdu' }),
      scan('w2', 'delivered', { city: 'Chengdu' }),
    ]
    expect(decibansOf(records)).toBe(12)
  })
})
