// The signal parcel_underweight: fires, stays silent, cannot tell, and the errors it must not make.
import { describe, expect, it } from 'vitest'
import { at, listing, order, parcel, scan, weighingOf } from '../../../test/engine-records.ts'
import type { EngineRecord } from '../../intake/record.ts'
import { parcelUnderweight } from './parcel-underweight.ts'

const world = (measuredGrams: number | undefined, more: readonly EngineRecord[] = []) => [
  listing('l1', 600),
  order('o1', { goods: [['l1', 2]] }),
  parcel('o1', 'w1'),
  scan('w1', 'accepted', measuredGrams === undefined ? {} : { measuredGrams }),
  ...more,
]
const decibansOf = (records: readonly EngineRecord[]) =>
  weighingOf(parcelUnderweight, records)?.decibans

describe('parcel_underweight', () => {
  it('fires where the goods cannot be inside, and says what was weighed and expected', () => {
    const found = weighingOf(parcelUnderweight, world(60))
    expect(found?.decibans).toBeGreaterThan(18)
    expect(found?.because).toMatchObject({ measuredGrams: 60, parcels: 1 })
    expect(found?.because.expectedGrams).toBeGreaterThan(1_200)
    expect(found?.because.sigmas).toBeGreaterThan(7)
  })

  it('speaks for an order whose parcel weighs what it should', () => {
    expect(decibansOf(world(1_300))).toBeLessThan(-8)
  })

  it('is silent where the reading is as likely full as empty', () => {
    const light = [
      listing('l1', 20),
      order('o1', { goods: ['l1'] }),
      parcel('o1', 'w1'),
      scan('w1', 'accepted', { measuredGrams: 100 }),
    ]
    expect(decibansOf(light)).toBeUndefined()
  })

  it('cannot tell without a reading, a listing’s weight, lines, or a parcel', () => {
    expect(decibansOf(world(undefined))).toBeUndefined()
    expect(decibansOf(world(0))).toBeUndefined()
    expect(decibansOf([...world(60), listing('l1')])).toBeUndefined()
    expect(decibansOf([...world(60), listing('l1', 0)])).toBeUndefined()
    expect(decibansOf([...world(60), order('o1')])).toBeUndefined()
    expect(decibansOf([listing('l1', 600), order('o1', { goods: ['l1'] })])).toBeUndefined()
    const withUnknown = order('o1', { goods: ['l1', 'l2'] })
    expect(decibansOf([...world(60), withUnknown])).toBeUndefined()
  })

  it('cannot tell a split order while one of its parcels has no reading', () => {
    const second = [parcel('o1', 'w2')]
    expect(decibansOf(world(60, second))).toBeUndefined()
    const both = [...second, scan('w2', 'accepted', { measuredGrams: 1_250 })]
    expect(decibansOf(world(60, both))).toBeLessThan(-8)
  })

  it('counts two records of one waybill as one parcel', () => {
    const again = parcel('o1', 'w1', { id: 'p-again' })
    expect(decibansOf(world(60, [again]))).toBe(decibansOf(world(60)))
  })

  it('takes the middle of several readings, and of two the heavier', () => {
    const more = [
      scan('w1', 'arrived', { measuredGrams: 1_310 }),
      scan('w1', 'departed', { measuredGrams: 1_290 }),
    ]
    expect(decibansOf(world(60, more))).toBeLessThan(-8)
    expect(decibansOf(world(60, more.slice(0, 1)))).toBeLessThan(-8)
  })

  it('believes a correction in place of the first reading', () => {
    const corrected = scan('w1', 'accepted', { measuredGrams: 1_290 })
    expect(decibansOf(world(60, [corrected]))).toBeLessThan(-8)
  })

  it('does not weigh what comes back, nor what the same number carried in another year', () => {
    const back = scan('w1', 'returned', { measuredGrams: 40 })
    expect(decibansOf(world(undefined, [back]))).toBeUndefined()
    const lastYear = scan('w1', 'accepted', { id: 'old', at: at(-9_000), measuredGrams: 40 })
    expect(decibansOf(world(undefined, [lastYear]))).toBeUndefined()
  })
})
