// The signal order_concentration on single orders: bursts, their shares, and honest crowds.
import { describe, expect, it } from 'vitest'
import { NOON, order, weighingOf } from '../../../test/engine-records.ts'
import type { EngineRecord } from '../../intake/record.ts'
import { HOUR, instant, MINUTE } from '../../vocabulary/time.ts'
import { orderConcentration } from './order-concentration.ts'

/** `count` orders of `buyers` buyers in turn, a minute apart. */
function burst(count: number, buyers: number, from = 0): EngineRecord[] {
  return Array.from({ length: count }, (_, index) =>
    order(`o${from + index + 1}`, {
      buyerId: `b${(index % buyers) + 1}`,
      placedAt: instant(NOON + index * MINUTE),
    }),
  )
}

const decibansOf = (records: readonly EngineRecord[], orderId = 'o1') =>
  weighingOf(orderConcentration, records, orderId)?.decibans ?? 0

describe('order_concentration', () => {
  it('fires on a burst of few buyers and says which hour it was', () => {
    const found = weighingOf(orderConcentration, burst(40, 4))
    expect(found?.decibans).toBeGreaterThan(11)
    expect(found?.because).toEqual({
      ratio: 10,
      orders: 40,
      buyers: 4,
      ownOrders: 10,
      intervalFrom: '2026-09-10T12:00:00Z',
      intervalTo: '2026-09-10T12:39:00Z',
    })
  })

  it('weighs three orders of one loyal buyer little', () => {
    expect(decibansOf(burst(3, 1))).toBeCloseTo(3.5, 5)
  })

  it('weighs less on an honest customer who comes by during a burst', () => {
    const passing = order('o99', { buyerId: 'passer', placedAt: instant(NOON + 5 * MINUTE) })
    const records = [...burst(40, 4), passing]
    expect(decibansOf(records, 'o99')).toBeLessThan(decibansOf(records) / 2)
  })

  it('is silent about a flash sale, about two orders, and about slow regulars', () => {
    expect(decibansOf(burst(59, 30))).toBe(0)
    expect(decibansOf(burst(2, 1))).toBe(0)
    const slow = [0, 31, 62, 93].map((minutes, index) =>
      order(`o${index + 1}`, { placedAt: instant(NOON + minutes * MINUTE) }),
    )
    expect(decibansOf(slow)).toBe(0)
  })

  it('counts the whole hour, both ends included, and no millisecond more', () => {
    const ends = (last: number) =>
      [0, HOUR / 2, last].map((offset, index) =>
        order(`o${index + 1}`, { placedAt: instant(NOON + offset) }),
      )
    expect(decibansOf(ends(HOUR))).toBeGreaterThan(0)
    expect(decibansOf(ends(HOUR + 1))).toBe(0)
  })

  it('keeps shops apart', () => {
    const [first, second, third] = burst(3, 1)
    if (!first || !second || !third) throw new Error('three were made')
    const elsewhere = { ...third, shopId: 's2' } as EngineRecord
    expect(decibansOf([first, second, elsewhere])).toBe(0)
  })

  it('sees a burst that reaches over the full hour on the clock', () => {
    const records = Array.from({ length: 4 }, (_, index) =>
      order(`o${index + 1}`, { placedAt: instant(NOON + (index - 2) * 20 * MINUTE) }),
    )
    for (const id of ['o1', 'o2', 'o3', 'o4']) expect(decibansOf(records, id)).toBeGreaterThan(0)
  })
})
