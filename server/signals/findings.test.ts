// Findings over everything held: shops and buyers from their orders' evidence, in one order.
import { describe, expect, it } from 'vitest'
import { listing, NOON, order, parcel, report, scan } from '../../test/engine-records.ts'
import type { EngineRecord } from '../intake/record.ts'
import { DAY, instant, later, MINUTE } from '../vocabulary/time.ts'
import type { Finding } from './assessment.ts'
import { assessAll, type Question } from './findings.ts'
import { createMemoryStore } from './memory-state.ts'
import { orderWeight } from './subject-assessment.ts'

const LATE = later(NOON, 900 * DAY)

async function findings(
  records: readonly EngineRecord[],
  question: Partial<Question> = {},
): Promise<Finding[]> {
  const store = createMemoryStore()
  store.take(records)
  const found: Finding[] = []
  for await (const finding of assessAll(store, { now: LATE, ...question })) found.push(finding)
  return found
}

const ofSubject = (found: readonly Finding[], subject: Finding['subject']) =>
  found.filter((each) => each.subject === subject)

/** An order whose parcel was read as so many grams where 1000 g of goods should be inside. */
function weighedOrder(id: string, grams: number, more: Parameters<typeof order>[1] = {}) {
  return [
    order(id, { goods: ['l1'], buyerId: `b-${id}`, ...more }),
    parcel(id, `w-${id}`),
    scan(`w-${id}`, 'accepted', { measuredGrams: grams }),
  ]
}

function burst(shopId: string, count: number, buyers: number): EngineRecord[] {
  return Array.from({ length: count }, (_, index) =>
    order(`${shopId}-${index}`, {
      shopId,
      buyerId: `${shopId}-b${index % buyers}`,
      placedAt: instant(NOON + index * MINUTE),
    }),
  )
}

describe('findings', () => {
  it('name every brushed shop with its suspects, and no other, where one signal runs alone', async () => {
    const records = [
      ...burst('brushed', 12, 3),
      ...burst('just', 3, 1),
      ...burst('almost', 11, 4),
      ...burst('sale', 50, 50),
      ...weighedOrder('light', 40, { shopId: 'empties' }),
      listing('l1', 1_000),
    ]
    const shops = ofSubject(await findings(records, { signals: ['order_concentration'] }), 'shop')
    expect(shops.map(({ id, members }) => [id, members?.buyers])).toEqual([
      ['brushed', ['brushed-b0', 'brushed-b1', 'brushed-b2']],
      ['just', ['just-b0']],
    ])
    expect(shops[0]?.signals).toEqual([
      {
        kind: 'order_concentration',
        decibans: 18,
        because: {
          maxRatio: 4,
          intervalFrom: '2026-09-10T12:00:00Z',
          intervalTo: '2026-09-10T12:11:00Z',
          orders: 12,
          buyers: 3,
          brushedOrders: 12,
          suspects: 3,
        },
      },
    ])
  })

  it('add up like assessments', async () => {
    const records = [...burst('brushed', 30, 3), ...weighedOrder('o1', 40), listing('l1', 1_000)]
    const prior = { order: -17, shop: -20, buyer: -27, outlet: 0, ring: 0 }
    const found = await findings(records)
    expect(new Set(found.map(({ subject }) => subject))).toEqual(
      new Set(['order', 'shop', 'buyer']),
    )
    for (const { subject, decibans, probability, signals } of found) {
      const sum = signals.reduce((total, each) => total + each.decibans, prior[subject])
      expect(decibans).toBeCloseTo(sum, 9)
      expect(probability).toBe(1 / (1 + 10 ** (-decibans / 10)))
    }
  })

  it('tell of an order only where a signal has something to say, unless all are asked for', async () => {
    const records = [order('quiet'), ...weighedOrder('o1', 40), listing('l1', 1_000)]
    const ids = (found: Finding[]) => ofSubject(found, 'order').map(({ id }) => id)
    expect(ids(await findings(records))).toEqual(['o1'])
    expect(ids(await findings(records, { everyOrder: true }))).toEqual(['o1', 'quiet'])
  })

  it('do not make a shop guilty of one wrong catalogue weight, however often it sold', async () => {
    const wrong = Array.from({ length: 200 }, (_, index) => weighedOrder(`o${index}`, 40)).flat()
    const [shop] = ofSubject(await findings([...wrong, listing('l1', 1_000)]), 'shop')
    expect(shop?.probability).toBeLessThan(0.65)
    const kinds = Array.from({ length: 5 }, (_, index) => listing(`l${index}`, 1_000))
    const various = wrong.map((record) =>
      record.type === 'order'
        ? order(record.id, {
            goods: [`l${Number(record.id.slice(1)) % 5}`],
            buyerId: record.buyerId,
          })
        : record,
    )
    const [guilty] = ofSubject(await findings([...various, ...kinds]), 'shop')
    expect(guilty?.probability).toBeGreaterThan(0.95)
  })

  it('count parcels of the right weight in a shop’s favour', async () => {
    const light = ['o1', 'o2', 'o3'].flatMap((id) => weighedOrder(id, 40))
    const right = Array.from({ length: 30 }, (_, index) => weighedOrder(`r${index}`, 1_080)).flat()
    const [alone] = ofSubject(await findings([...light, listing('l1', 1_000)]), 'shop')
    const [among] = ofSubject(await findings([...light, ...right, listing('l1', 1_000)]), 'shop')
    expect(among?.decibans ?? -99).toBeLessThan(alone?.decibans ?? 0)
  })

  it('hold an empty parcel against a silent buyer, not against one who complains', async () => {
    const silent = weighedOrder('o1', 40, { buyerId: 'silent' })
    const victim = weighedOrder('o2', 40, { buyerId: 'victim' })
    const records = [...silent, ...victim, report('o2', 'empty_parcel'), listing('l1', 1_000)]
    const buyers = ofSubject(await findings(records), 'buyer').map(({ id }) => id)
    expect(buyers).toEqual(['silent'])
  })

  it('come out the same however the records came in', async () => {
    const records = [...burst('brushed', 20, 3), ...weighedOrder('o1', 40), listing('l1', 1_000)]
    expect(await findings([...records].reverse())).toEqual(await findings(records))
  })

  it('leave out what is dated later', async () => {
    const records = burst('brushed', 12, 3)
    const early = await findings(records, { now: instant(NOON + MINUTE) })
    expect(early).toEqual([])
  })
})

describe('the weight of one order on its shop', () => {
  const rates = { sham: 0.3, honest: 0.005 }
  it('is nothing where the order says nothing', () => {
    expect(orderWeight(0, rates)).toBeCloseTo(0, 12)
  })
  it('rises with the order’s own, and never beyond the rates’ own ratio', () => {
    expect(orderWeight(10, rates)).toBeGreaterThan(orderWeight(5, rates))
    expect(orderWeight(300, rates)).toBeCloseTo(10 * Math.log10(60), 6)
    expect(orderWeight(-300, rates)).toBeCloseTo(10 * Math.log10(0.7 / 0.995), 6)
  })
})
