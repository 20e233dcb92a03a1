// The signal buyer_report: which complaints weigh, and that words are not counted twice.
import { describe, expect, it } from 'vitest'
import { at, order, refund, report, weighingOf } from '../../../test/engine-records.ts'
import type { EngineRecord } from '../../intake/record.ts'
import { buyerReport } from './buyer-report.ts'

const decibansOf = (...records: EngineRecord[]) =>
  weighingOf(buyerReport, [order('o1'), ...records])?.decibans

describe('buyer_report', () => {
  it('weighs an empty parcel more than a wrong item, and that more than none received', () => {
    const empty = decibansOf(report('o1', 'empty_parcel')) ?? 0
    const wrong = decibansOf(report('o1', 'wrong_item')) ?? 0
    const none = decibansOf(report('o1', 'not_received')) ?? 0
    expect(empty).toBeGreaterThan(wrong)
    expect(wrong).toBeGreaterThan(none)
    expect(none).toBeGreaterThan(0)
  })

  it('hears a refund’s reason like a report', () => {
    expect(decibansOf(refund('o1', 'empty_parcel'))).toBe(decibansOf(report('o1', 'empty_parcel')))
  })

  it('counts the same complaint once, by its gravest words, and tells how often it came', () => {
    const records = [
      order('o1'),
      report('o1', 'not_received', at(30)),
      report('o1', 'empty_parcel', at(40)),
      refund('o1', 'empty_parcel', at(50)),
    ]
    expect(weighingOf(buyerReport, records)).toEqual({
      decibans: 10,
      because: { reason: 'empty_parcel', complaints: 3, firstAt: '2026-09-11T18:00:00Z' },
    })
  })

  it('is silent about other reasons and about another order’s complaints', () => {
    expect(decibansOf(report('o1', 'changed_mind'), refund('o1', 'damaged'))).toBeUndefined()
    expect(decibansOf(report('o2', 'empty_parcel'))).toBeUndefined()
  })

  it('cannot tell what a refund without a reason is about', () => {
    expect(decibansOf(refund('o1'))).toBeUndefined()
  })
})
