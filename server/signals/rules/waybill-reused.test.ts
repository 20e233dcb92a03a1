// The signal waybill_reused: who used a number first, who later, and who may share one.
import { describe, expect, it } from 'vitest'
import { at, NOON, order, parcel, scan, weighingOf } from '../../../test/engine-records.ts'
import type { EngineRecord } from '../../intake/record.ts'
import { waybillReused } from './waybill-reused.ts'

const first = order('o0', { buyerId: 'b0', addressKey: 'a0', placedAt: at(-48) })
const second = order('o1', { buyerId: 'b1', addressKey: 'a1' })
const shared = [parcel('o0', 'w1'), parcel('o1', 'w1')]
const decibansOf = (records: readonly EngineRecord[], orderId = 'o1') =>
  weighingOf(waybillReused, records, orderId)?.decibans

describe('waybill_reused', () => {
  it('fires on the order that came second, and hardly on the one that came first', () => {
    const found = weighingOf(waybillReused, [first, second, ...shared])
    expect(found).toMatchObject({
      decibans: 15,
      because: { otherAddresses: 1, otherOrderId: 'o0', usedBefore: true, waybillNo: 'w1' },
    })
    expect(decibansOf([first, second, ...shared], 'o0')).toBe(3)
  })

  it('goes by the day of shipping where it is known', () => {
    const swapped = [
      parcel('o0', 'w1', { shippedAt: at(30) }),
      parcel('o1', 'w1', { shippedAt: at(2) }),
    ]
    expect(decibansOf([first, second, ...swapped])).toBe(3)
  })

  it('fires hardest where the number was handed over before the order was placed', () => {
    const handed = scan('w1', 'delivered', { at: at(-5) })
    expect(decibansOf([second, parcel('o1', 'w1'), handed])).toBe(18)
    const soonAfter = scan('w1', 'delivered', { at: at(-0.5) })
    expect(decibansOf([second, parcel('o1', 'w1'), soonAfter])).toBeUndefined()
  })

  it('is silent about a number of its own', () => {
    expect(decibansOf([second, parcel('o1', 'w1'), scan('w1', 'delivered')])).toBeUndefined()
  })

  it('is silent about merged orders: the same address, or the same buyer', () => {
    const sameAddress = order('o0', { buyerId: 'b0', addressKey: 'a1', placedAt: at(-48) })
    expect(decibansOf([sameAddress, second, ...shared])).toBeUndefined()
    const sameBuyer = order('o0', { buyerId: 'b1', addressKey: 'a0', placedAt: at(-48) })
    expect(decibansOf([sameBuyer, second, ...shared])).toBeUndefined()
  })

  it('is silent about a second shipment of the same order', () => {
    const again = [parcel('o1', 'w1'), parcel('o1', 'w1', { id: 'again' }), parcel('o1', 'w2')]
    expect(decibansOf([second, ...again])).toBeUndefined()
  })

  it('is silent about numbers that the carrier gives out again after half a year', () => {
    const longAgo = order('o0', { buyerId: 'b0', addressKey: 'a0', placedAt: at(-24 * 200) })
    const handed = scan('w1', 'delivered', { at: at(-24 * 195) })
    expect(decibansOf([longAgo, second, ...shared, handed])).toBeUndefined()
  })

  it('is silent about the same number with another carrier', () => {
    const other = [parcel('o0', 'w1', { carrier: 'yto' }), parcel('o1', 'w1')]
    expect(decibansOf([first, second, ...other])).toBeUndefined()
  })

  it('cannot tell while an address, or the other order, is not known', () => {
    expect(decibansOf([order('o0', { placedAt: NOON }), second, ...shared])).toBeUndefined()
    expect(decibansOf([second, ...shared])).toBeUndefined()
  })
})
