// Sentences for signals: every kind in both languages, with its figures and no hole in it.
import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../vocabulary/language.ts'
import type { Contribution } from './assessment.ts'
import { SIGNAL_KINDS } from './catalogue.ts'
import { explainSignal } from './signal-sentence.ts'
import { SIGNAL_WORDS } from './signal-words.ts'

const underweight = { measuredGrams: 60, expectedGrams: 1240, spreadGrams: 104, sigmas: 11.3 }
const reused = { carrier: 'sf', waybillNo: 'SF1', otherAddresses: 1, otherOrderId: 'o2' }
const burst = {
  orders: 30,
  buyers: 1,
  intervalFrom: '2026-09-10T12:00:00Z',
  intervalTo: '2026-09-10T12:29:00Z',
}

const samples: Contribution[] = [
  { kind: 'parcel_underweight', decibans: 20, because: { ...underweight, parcels: 1 } },
  { kind: 'parcel_underweight', decibans: 20, because: { ...underweight, parcels: 2 } },
  { kind: 'parcel_underweight', decibans: -9, because: { ...underweight, parcels: 2 } },
  {
    kind: 'waybill_reused',
    decibans: 15,
    because: { ...reused, usedBefore: true, deliveredBeforeAt: null },
  },
  {
    kind: 'waybill_reused',
    decibans: 18,
    because: {
      ...reused,
      otherAddresses: 0,
      otherOrderId: null,
      usedBefore: false,
      deliveredBeforeAt: '2026-09-01T08:30:00Z',
    },
  },
  {
    kind: 'route_elsewhere',
    decibans: 12,
    because: {
      scanCity: 'Chengdu',
      orderCity: 'Shanghai',
      scanKind: 'delivered',
      at: '2026-09-12T08:00:00Z',
    },
  },
  { kind: 'order_concentration', decibans: 9, because: { ...burst, ratio: 30, ownOrders: 30 } },
  {
    kind: 'order_concentration',
    decibans: 25,
    because: { ...burst, maxRatio: 30, brushedOrders: 40, suspects: 1 },
  },
  {
    kind: 'buyer_report',
    decibans: 10,
    because: { reason: 'empty_parcel', complaints: 2, firstAt: '2026-09-12T08:00:00Z' },
  },
  {
    kind: 'parcel_underweight',
    decibans: 22,
    because: { ordersAgainst: 3, ordersWithEvidence: 40 },
  },
]

describe('a signal’s sentence', () => {
  it.each(LANGUAGES)('is whole in %s for every kind', (language) => {
    for (const sample of samples) {
      const sentence = explainSignal(sample, language)
      expect(sentence.length).toBeGreaterThan(15)
      expect(sentence).not.toMatch(/[{}]|undefined|null|NaN/)
      expect(sentence).toMatch(/[.。]$/)
    }
    expect(new Set(samples.map(({ kind }) => kind))).toEqual(new Set(SIGNAL_KINDS))
  })

  it('gives the figures in the reader’s way of writing them', () => {
    const [first] = samples
    expect(first && explainSignal(first, 'en')).toBe(
      'The carrier weighed 60 g where 1,240 g were to be expected of these goods with their packaging, 11.3 standard deviations less.',
    )
    expect(first && explainSignal(first, 'zh-CN')).toContain('1,240 克')
  })

  it('speaks for the order where the signal does', () => {
    expect(samples[2] && explainSignal(samples[2], 'en')).toContain('fits the goods')
  })

  it('names when a number was handed over', () => {
    expect(samples[4] && explainSignal(samples[4], 'en')).toBe(
      'sf SF1: this number was handed over on 2026-09-01 08:30 UTC, before the order was placed.',
    )
  })

  it('is the kind itself where no sentence is known', () => {
    const strange = { kind: 'from_a_newer_version', decibans: 1, because: {} }
    expect(explainSignal(strange, 'en')).toBe('from_a_newer_version')
  })

  it('has words for every kind of signal', () => {
    for (const kind of SIGNAL_KINDS) expect(Object.keys(SIGNAL_WORDS.en)).toContain(kind)
  })
})
