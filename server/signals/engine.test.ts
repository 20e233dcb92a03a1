// The engine: sums that can be checked from outside, caps, time, and arrival in any order.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  at,
  engineRecord,
  listing,
  NOON,
  order,
  parcel,
  refund,
  report,
  scan,
} from '../../test/engine-records.ts'
import type { EngineRecord } from '../intake/record.ts'
import type { OrderId } from '../vocabulary/ids.ts'
import { DAY, type Instant, later } from '../vocabulary/time.ts'
import type { Assessment } from './assessment.ts'
import { SIGNALS, signalsOf } from './catalogue.ts'
import { weighOrders } from './engine.ts'
import { createMemoryStore } from './memory-state.ts'
import { REASONED_MODEL } from './model.ts'

const LATE = later(NOON, 900 * DAY)
const ORDER_IDS = Array.from({ length: 10 }, (_, index) => `o${index + 1}` as OrderId)

async function assessed(
  records: readonly EngineRecord[],
  { now = LATE, signals = SIGNALS }: { now?: Instant; signals?: typeof SIGNALS } = {},
): Promise<Assessment[]> {
  const store = createMemoryStore()
  store.take(records)
  const weighed = await weighOrders(ORDER_IDS, store, { signals, model: REASONED_MODEL, now })
  return weighed.map(({ assessment }) => assessment)
}

/** Everything at once that can be held against one order. */
const worst = [
  listing('l1', 1_240),
  order('o0', { buyerId: 'b0', addressKey: 'a0', city: 'Wuhan', placedAt: at(-72) }),
  parcel('o0', 'w1', { shippedAt: at(-70) }),
  ...['o1', 'o2', 'o3', 'o4'].map((id) =>
    order(id, { goods: ['l1'], addressKey: 'a1', city: 'Shanghai' }),
  ),
  parcel('o1', 'w1', { shippedAt: at(5) }),
  scan('w1', 'accepted', { at: at(6), measuredGrams: 60 }),
  scan('w1', 'delivered', { at: at(40), city: 'Wuhan' }),
  report('o1', 'empty_parcel'),
  refund('o1', 'empty_parcel'),
]

describe('an assessment', () => {
  it('adds up: prior plus signals are its decibans, and they give its probability', () => {
    return fc.assert(
      fc.asyncProperty(fc.array(engineRecord, { maxLength: 40 }), async (records) => {
        for (const { decibans, probability, signals } of await assessed(records)) {
          const sum = signals.reduce((total, each) => total + each.decibans, -17)
          expect(decibans).toBeCloseTo(sum, 9)
          expect(probability).toBe(1 / (1 + 10 ** (-decibans / 10)))
        }
      }),
      { numRuns: 200 },
    )
  })

  it('names every signal once, the heaviest first', async () => {
    const found = (await assessed(worst)).find(({ orderId }) => orderId === 'o1')
    const weights = found?.signals.map(({ decibans }) => decibans) ?? []
    expect([...weights].sort((left, right) => right - left)).toEqual(weights)
    expect(found?.signals.map(({ kind }) => kind).sort()).toEqual([
      'buyer_report',
      'order_concentration',
      'parcel_underweight',
      'route_elsewhere',
      'waybill_reused',
    ])
    expect(found?.band).toBe('near_certain')
  })

  it('keeps each group of signals within its cap, two about one waybill together', async () => {
    const found = (await assessed(worst)).find(({ orderId }) => orderId === 'o1')
    const weightOf = (kind: string) =>
      found?.signals.find((each) => each.kind === kind)?.decibans ?? 0
    expect(weightOf('waybill_reused') + weightOf('route_elsewhere')).toBeCloseTo(20, 9)
    expect(weightOf('parcel_underweight')).toBeLessThanOrEqual(22)
  })

  it('is the prior alone where nothing is known but the order', async () => {
    expect(await assessed([order('o1')])).toEqual([
      {
        orderId: 'o1',
        shopId: 's1',
        decibans: -17,
        probability: 1 / (1 + 10 ** 1.7),
        band: 'clear',
        signals: [],
        modelVersion: 'reasoned-1',
      },
    ])
  })

  it('does not exist while the order’s own record is missing', async () => {
    expect(await assessed([parcel('o1', 'w1'), report('o1', 'empty_parcel')])).toEqual([])
  })

  it('leaves out what is dated after the moment of asking', async () => {
    const before = await assessed(worst, { now: at(7) })
    const found = before.find(({ orderId }) => orderId === 'o1')
    expect(found?.signals.map(({ kind }) => kind)).not.toContain('buyer_report')
    expect(found?.signals.map(({ kind }) => kind)).not.toContain('route_elsewhere')
    expect(await assessed(worst, { now: at(-80) })).toEqual([])
  })

  it('asks only the signals that are named', async () => {
    const signals = signalsOf(['buyer_report'])
    const found = (await assessed(worst, { signals })).find(({ orderId }) => orderId === 'o1')
    expect(found?.signals.map(({ kind }) => kind)).toEqual(['buyer_report'])
  })
})

describe('the order of arrival', () => {
  const key = ({ type, id }: EngineRecord) => `${type}/${id}`

  it('does not matter, nor does a second delivery, but for which version is newest', () => {
    const arrivals = fc.array(fc.tuple(engineRecord, fc.double({ noNaN: true })), { maxLength: 40 })
    return fc.assert(
      fc.asyncProperty(arrivals, fc.nat(39), async (came, again) => {
        const records = came.map(([record]) => record)
        const shuffled = [...came].sort(([, left], [, right]) => left - right)
        // The versions of one record keep their order, whatever comes between them.
        const versions = [...records]
        const moved = shuffled.flatMap(([record]) =>
          versions.splice(
            versions.findIndex((each) => key(each) === key(record)),
            1,
          ),
        )
        const repeated = records[again % Math.max(records.length, 1)]
        const twice = repeated ? [...moved, repeated] : moved
        expect(await assessed(twice)).toEqual(await assessed(records))
      }),
      { numRuns: 300 },
    )
  })

  it('does not matter where records come page by page', async () => {
    const store = createMemoryStore()
    for (const record of [...worst].reverse()) await store.absorb([record])
    const scales = { signals: SIGNALS, model: REASONED_MODEL, now: LATE }
    const weighed = await weighOrders(ORDER_IDS, store, scales)
    expect(weighed.map(({ assessment }) => assessment)).toEqual(await assessed(worst))
  })
})

describe('corrections in memory', () => {
  it('replace what they correct, and a late copy of an old version changes nothing', async () => {
    const first = order('o1', { buyerId: 'b1' })
    const second = order('o1', { shopId: 's2' })
    const shops = async (...records: EngineRecord[]) =>
      (await assessed(records)).map(({ shopId }) => shopId)
    expect(await shops(first, second)).toEqual(['s2'])
    expect(await shops(first, second, first)).toEqual(['s2'])
  })

  it('go back to an earlier content if anything about them differs', async () => {
    const total = { amount: 5, currency: 'CNY' }
    const back = order('o1', { total })
    const records = [order('o1'), order('o1', { shopId: 's2' }), back]
    expect((await assessed(records)).map(({ shopId }) => shopId)).toEqual(['s1'])
  })
})
