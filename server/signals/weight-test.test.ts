// The weight test: what it tells apart, what it cannot, and whom it must not accuse.
import { describe, expect, it } from 'vitest'
import { belowBell } from './bell-curve.ts'
import {
  chanceOfReading,
  type Possibility,
  possibilitiesOf,
  type Rounding,
  type Spread,
} from './weight-spread.ts'
import { expectationOf, weigh } from './weight-test.ts'

const one = (unitGrams: number, quantity = 1) => [{ quantity, unitGrams }]

/** The decibans of one parcel of goods that was read so. */
function decibansOf(goodsGrams: number, ...readings: number[]): number {
  return weigh(expectationOf(one(goodsGrams), readings.length), readings)
}

const packed = (meanGrams: number, deviationGrams: number): Spread => [
  { share: 1, meanGrams, deviationGrams, fillerGrams: 0 },
]

const nearest = (step: number): Rounding => ({
  stepGrams: step,
  underGrams: step / 2,
  overGrams: step / 2,
  share: 1,
})
const up = (step: number): Rounding => ({
  stepGrams: step,
  underGrams: step,
  overGrams: 0,
  share: 1,
})

/** What readings of full parcels and of bare packaging have in common: 0 nothing, 1 all. */
function overlap(tare: readonly [number, number], goods: number, rounding: Rounding): number {
  const full = packed(tare[0] + goods, Math.hypot(tare[1], 0.08 * goods))
  const empty = packed(tare[0], tare[1])
  let common = 0
  for (let value = 0; value <= 4_000; value += rounding.stepGrams) {
    const open: readonly Possibility[] = possibilitiesOf([value], [rounding])
    common += Math.min(chanceOfReading(open, full), chanceOfReading(open, empty))
  }
  return common
}

const BAG = [15, 4] as const
const BOX = [150, 40] as const

describe('how much full and empty parcels overlap', () => {
  const table: [string, readonly [number, number], number, Rounding, number][] = [
    ['a bag with 100 g on fine scales', BAG, 100, nearest(10), 0],
    ['a bag with 60 g at 0.1 kg up', BAG, 60, up(100), 1],
    ['a bag with 100 g at 0.1 kg up', BAG, 100, up(100), 0.08],
    ['a bag with 200 g at 0.1 kg up', BAG, 200, up(100), 0],
    ['a bag with 200 g at 0.5 kg up', BAG, 200, up(500), 1],
    ['a bag with 500 g at 0.5 kg up', BAG, 500, up(500), 0.36],
    ['a bag with 1000 g at 0.5 kg up', BAG, 1_000, up(500), 0],
    ['a bag with 1000 g at 1 kg up', BAG, 1_000, up(1_000), 0.43],
    ['a box with 60 g on fine scales', BOX, 60, nearest(10), 0.46],
    ['a box with 100 g on fine scales', BOX, 100, nearest(10), 0.22],
    ['a box with 200 g on fine scales', BOX, 200, nearest(10), 0.02],
    ['a box with 60 g at 0.1 kg up', BOX, 60, up(100), 0.51],
    ['a box with 200 g at 0.1 kg up', BOX, 200, up(100), 0.11],
    ['a box with 300 g at 0.5 kg up', BOX, 300, up(500), 0.86],
    ['a box with 500 g at 0.5 kg up', BOX, 500, up(500), 0],
    ['a box with 1000 g at 0.5 kg up', BOX, 1_000, up(500), 0],
    ['a box with 500 g at 1 kg up', BOX, 500, up(1_000), 1],
    ['a box with 1000 g at 1 kg up', BOX, 1_000, up(1_000), 0.05],
  ]
  it.each(table)('is for %s as published', (_name, tare, goods, rounding, published) => {
    expect(Math.abs(overlap(tare, goods, rounding) - published)).toBeLessThan(0.05)
  })
})

describe('the weight test', () => {
  it('accuses a parcel that weighs next to nothing', () => {
    expect(decibansOf(1_240, 60)).toBeGreaterThan(18)
    expect(decibansOf(500, 40)).toBeGreaterThan(15)
  })

  it('speaks for a parcel that weighs what it should', () => {
    expect(decibansOf(1_240, 1_310)).toBeLessThan(-8)
    expect(decibansOf(300, 350)).toBeLessThan(-5)
  })

  it('says little where the reading is coarse or the goods are light', () => {
    expect(Math.abs(decibansOf(60, 100))).toBeLessThan(2)
    expect(Math.abs(decibansOf(200, 500))).toBeLessThan(2)
    expect(Math.abs(decibansOf(20, 60))).toBeLessThan(2)
    expect(Math.abs(decibansOf(300, 1_000))).toBeLessThan(3)
  })

  it('tells 0.5 kg from 1 kg of goods where readings go up in half kilograms', () => {
    expect(decibansOf(1_500, 500)).toBeGreaterThan(12)
    expect(decibansOf(1_200, 1_500)).toBeLessThan(-5)
  })

  it('never accuses a parcel that is as heavy as expected or heavier', () => {
    for (const goods of [5, 20, 60, 200, 1_000, 4_000, 20_000]) {
      const { meanGrams } = expectationOf(one(goods), 1)
      for (const times of [1, 1.5, 2, 5, 20]) {
        expect(weigh(expectationOf(one(goods), 1), [Math.ceil(meanGrams * times)])).toBeLessThan(
          0.01,
        )
      }
    }
  })

  it('cannot be driven beyond what a wrong catalogue leaves open', () => {
    for (const goods of [100, 1_000, 30_000, 90_000_000]) {
      for (const reading of [1, 10, 60, 500, 100_000, 100_000_000]) {
        const decibans = decibansOf(goods, reading)
        expect(Number.isFinite(decibans)).toBe(true)
        expect(decibans).toBeGreaterThanOrEqual(-10.001)
        if (goods <= 30_000) expect(decibans).toBeLessThan(45)
      }
    }
  })

  it('falls steadily as the reading rises from an empty parcel to a full one', () => {
    // Odd grams, so that no reading can be a coarse one.
    const readings = [51, 101, 151, 301, 601, 801, 1_001, 1_201]
    const decibans = readings.map((reading) => decibansOf(1_240, reading))
    for (const [index, each] of decibans.entries()) {
      expect(each).toBeLessThan((decibans[index - 1] ?? 100) + 1)
    }
    expect(decibans[0]).toBeGreaterThan(20)
    expect(decibans.at(-1)).toBeLessThan(-9)
  })

  it('tests the sum where an order travels in several parcels', () => {
    expect(decibansOf(1_200, 400, 950)).toBeLessThan(-5)
    expect(decibansOf(1_200, 40, 55)).toBeGreaterThan(15)
  })

  it('doubts the catalogue more where many kinds of goods are together', () => {
    const many = expectationOf(
      Array.from({ length: 10 }, () => ({ quantity: 1, unitGrams: 120 })),
      1,
    )
    const single = expectationOf(one(1_200), 1)
    expect(many.deviationGrams).toBeLessThan(single.deviationGrams)
  })
})

describe('the table of the normal distribution', () => {
  it.each([
    [0, 0.5],
    [1, 0.8413447460685429],
    [-1.959963984540054, 0.025],
    [3.5, 0.9997673709209645],
  ])('is right at %d', (z, share) => {
    expect(Math.abs(belowBell(z) - share)).toBeLessThan(1e-7)
  })

  it('is 0 and 1 far out', () => {
    expect(belowBell(-40)).toBe(0)
    expect(belowBell(40)).toBe(1)
  })
})
