// Order concentration against a brute-force oracle: every interval, both ends, all ties.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BuyerId, OrderId } from '../vocabulary/ids.ts'
import { instant } from '../vocabulary/time.ts'
import {
  brushedWindows,
  concentrationOf,
  ordersInBursts,
  repeatsOf,
  strongestWindows,
  WINDOW,
} from './concentration.ts'
import type { PlacedOrder } from './fact.ts'

function placed(pairs: readonly (readonly [number, string])[]): PlacedOrder[] {
  return pairs
    .map(([time, buyer], index) => ({
      id: `o${index}` as OrderId,
      buyerId: buyer as BuyerId,
      placedAt: instant(time),
    }))
    .sort((left, right) => left.placedAt - right.placedAt)
}

/** The orders in [start, start + 1 h]. */
function within(orders: readonly PlacedOrder[], start: number): PlacedOrder[] {
  return orders.filter(({ placedAt }) => placedAt >= start && placedAt <= start + WINDOW)
}

const buyersOf = (orders: readonly PlacedOrder[]) => new Set(orders.map(({ buyerId }) => buyerId))

// The set changes only where a start passes an order's time, or that time less an hour; between
// two such moments it stays, so one start in each gap and one on each moment see every set.
function everyStart(orders: readonly PlacedOrder[]): number[] {
  const edges = orders.flatMap(({ placedAt }) => [placedAt, placedAt - WINDOW])
  const sorted = [...new Set(edges)].sort((left, right) => left - right)
  return sorted.flatMap((edge, index) => [edge, (edge + (sorted[index + 1] ?? edge + 2)) / 2])
}

/** The definition, word by word. */
function oracle(orders: readonly PlacedOrder[]) {
  const brushed = everyStart(orders)
    .map((start) => within(orders, start))
    .filter((inside) => inside.length > 0 && inside.length / buyersOf(inside).size >= 3)
  const union = orders.filter((order) => brushed.some((inside) => inside.includes(order)))
  const counts = new Map<string, number>()
  for (const { buyerId } of union) counts.set(buyerId, (counts.get(buyerId) ?? 0) + 1)
  const most = Math.max(0, ...counts.values())
  return {
    union,
    suspects: [...counts].flatMap(([buyer, count]) => (count === most ? [buyer] : [])).sort(),
    maxRatio: Math.max(0, ...brushed.map((inside) => inside.length / buyersOf(inside).size)),
    mostRepeats: (order: PlacedOrder) =>
      Math.max(
        -1,
        ...brushed
          .filter((inside) => inside.includes(order))
          .map((inside) => inside.length - buyersOf(inside).size),
      ),
  }
}

// Quarters of an hour meet exactly at both ends of windows; single milliseconds just miss them.
const time = fc
  .tuple(fc.integer({ min: 0, max: 14 }), fc.constantFrom(-1, 0, 0, 0, 1))
  .map(([quarters, off]) => 10 * WINDOW + (quarters * WINDOW) / 4 + off)
const world = fc
  .array(fc.tuple(time, fc.constantFrom('a', 'b', 'c', 'd')), { maxLength: 24 })
  .map(placed)

describe('order concentration', () => {
  it('finds exactly the orders that the definition finds, and their buyers', () => {
    fc.assert(
      fc.property(world, (orders) => {
        const expected = oracle(orders)
        expect(ordersInBursts(orders)).toEqual(expected.union)
        const found = concentrationOf(orders)
        expect(found?.suspects ?? []).toEqual(expected.suspects)
        const ratio = found ? found.densest.orders / found.densest.buyers : 0
        expect(ratio).toBeCloseTo(expected.maxRatio, 12)
        expect(found?.brushedOrders ?? 0).toBe(expected.union.length)
      }),
      { numRuns: 2_000 },
    )
  })

  it('names for each order the burst around it that repeats most', () => {
    fc.assert(
      fc.property(world, (orders) => {
        const expected = oracle(orders)
        const strongest = strongestWindows(brushedWindows(orders), orders.length)
        for (const [index, order] of orders.entries()) {
          const window = strongest[index]
          expect(window ? repeatsOf(window) : -1).toBe(expected.mostRepeats(order))
          if (window) expect(window.first <= index && index <= window.last).toBe(true)
        }
      }),
      { numRuns: 1_000 },
    )
  })

  it('tells the same of an order from the three hours around it as from all of them', () => {
    fc.assert(
      fc.property(world, (orders) => {
        const all = strongestWindows(brushedWindows(orders), orders.length)
        for (const [index, order] of orders.entries()) {
          const near = orders.filter(
            ({ placedAt }) => Math.abs(placedAt - order.placedAt) <= WINDOW,
          )
          const local = strongestWindows(brushedWindows(near), near.length)[near.indexOf(order)]
          const whole = all[index]
          expect(local && repeatsOf(local)).toEqual(whole && repeatsOf(whole))
        }
      }),
      { numRuns: 500 },
    )
  })

  it('counts an hour with both its ends', () => {
    const exactly = placed([
      [0, 'a'],
      [100, 'a'],
      [WINDOW, 'a'],
    ])
    expect(concentrationOf(exactly)?.suspects).toEqual(['a'])
    const beyond = placed([
      [0, 'a'],
      [100, 'a'],
      [WINDOW + 1, 'a'],
    ])
    expect(concentrationOf(beyond)).toBeUndefined()
  })

  it('sees a window that begins at no order and ends at none', () => {
    // From just after the first order to just before the last: b and c spoil any longer window.
    const orders = placed([
      [0, 'b'],
      [1, 'a'],
      [2, 'a'],
      [WINDOW + 1, 'a'],
      [WINDOW + 2, 'c'],
    ])
    expect(concentrationOf(orders)?.suspects).toEqual(['a'])
  })

  it('is silent about a flash sale of many buyers', () => {
    const sale = placed(Array.from({ length: 500 }, (_, index) => [index * 1_000, `buyer${index}`]))
    expect(concentrationOf(sale)).toBeUndefined()
  })

  it('is silent about no orders at all', () => {
    expect(concentrationOf([])).toBeUndefined()
  })
})
