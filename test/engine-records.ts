// Records for tests of the engine: examples to write by hand, and small random worlds of them.
import fc from 'fast-check'
import type { EngineRecord, Order, Parcel, Reason, Scan } from '../server/intake/record.ts'
import { createMemoryStore } from '../server/signals/memory-state.ts'
import { knownOrder } from '../server/signals/shipment.ts'
import type { Signal, Weighing } from '../server/signals/signal.ts'
import type { BuyerId, ListingId, OrderId, ShopId } from '../server/vocabulary/ids.ts'
import { HOUR, type Instant, instant, MINUTE } from '../server/vocabulary/time.ts'

/** The moment around which everything happens here. */
export const NOON: Instant = instant(Date.UTC(2026, 8, 10, 12))

export const at = (hours: number): Instant => instant(NOON + hours * HOUR)

export function listing(id: string, weightGrams?: number): EngineRecord {
  const base = { type: 'listing', id: id as ListingId, shopId: 's1' as ShopId } as const
  return { ...base, title: id, ...(weightGrams !== undefined && { weightGrams }) }
}

interface OrderMore extends Partial<Omit<Order, 'id' | 'shopId' | 'buyerId' | 'lines'>> {
  readonly shopId?: string
  readonly buyerId?: string
  /** Listing ids, one piece each, or pairs with a quantity. */
  readonly goods?: readonly (string | readonly [string, number])[]
  readonly addressKey?: string
  readonly city?: string
}

export function order(id: string, more: OrderMore = {}): EngineRecord {
  const { shopId = 's1', buyerId = 'b1', goods = [], addressKey, city, ...rest } = more
  const lines = goods.map((each) => {
    const [listingId, quantity] = typeof each === 'string' ? [each, 1] : each
    return { listingId: listingId as ListingId, quantity }
  })
  const address = addressKey ?? city
  return {
    type: 'order',
    id: id as OrderId,
    shopId: shopId as ShopId,
    buyerId: buyerId as BuyerId,
    placedAt: NOON,
    ...(lines.length > 0 && { lines }),
    ...(address !== undefined && {
      address: { key: addressKey ?? address, city: city ?? 'Shanghai' },
    }),
    ...rest,
  }
}

export function parcel(
  orderId: string,
  waybillNo: string,
  more: Partial<Omit<Parcel, 'orderId'>> = {},
): EngineRecord {
  return {
    type: 'parcel',
    id: `p-${orderId}-${waybillNo}`,
    orderId: orderId as OrderId,
    carrier: 'sf',
    waybillNo,
    ...more,
  }
}

export function scan(
  waybillNo: string,
  kind: Scan['kind'],
  more: Partial<Scan> = {},
): EngineRecord {
  const when = more.at ?? at(24)
  return {
    type: 'scan',
    id: `scan-${waybillNo}-${kind}-${when}`,
    carrier: 'sf',
    waybillNo,
    at: when,
    kind,
    ...more,
  }
}

export function refund(orderId: string, reason?: Reason, when: Instant = at(60)): EngineRecord {
  const base = { type: 'refund', id: `r-${orderId}-${when}`, orderId: orderId as OrderId } as const
  const amount = { amount: 100, currency: 'CNY' }
  return { ...base, at: when, amount, ...(reason && { reason }) }
}

export function report(orderId: string, reason: Reason, when: Instant = at(50)): EngineRecord {
  return {
    type: 'report',
    id: `c-${orderId}-${when}`,
    orderId: orderId as OrderId,
    buyerId: 'b1' as BuyerId,
    at: when,
    reason,
  }
}

const oneOf = (prefix: string, count: number) =>
  fc.integer({ min: 1, max: count }).map((number) => `${prefix}${number}`)

// Few identifiers, so that records meet, and meet themselves as corrections; moments lie close
// enough for bursts, and some lie on the same millisecond or exactly an hour apart.
const moment = fc.oneof(
  fc.integer({ min: -6, max: 30 }).map((steps) => instant(NOON + steps * 20 * MINUTE)),
  fc.integer({ min: 0, max: 300 }).map((minutes) => instant(NOON + minutes * MINUTE)),
  fc.integer({ min: 1, max: 200 }).map((days) => instant(NOON + days * 24 * HOUR)),
)

const orders = fc
  .record({
    id: oneOf('o', 9),
    shopId: oneOf('s', 2),
    buyerId: oneOf('b', 3),
    placedAt: fc.integer({ min: -4, max: 8 }).map((steps) => instant(NOON + steps * 15 * MINUTE)),
    goods: fc.array(fc.tuple(oneOf('l', 3), fc.integer({ min: 1, max: 3 })), { maxLength: 2 }),
    city: fc.constantFrom('Shanghai', 'Beijing', undefined),
    addressKey: fc.option(oneOf('a', 3), { nil: undefined }),
  })
  .map(({ id, city, addressKey, ...more }) =>
    order(id, { ...more, ...(city && { city }), ...(addressKey && { addressKey }) }),
  )

const parcels = fc
  .record({
    id: oneOf('p', 8),
    orderId: oneOf('o', 10),
    waybillNo: oneOf('w', 5),
    carrier: fc.constantFrom('sf', 'yto'),
    shippedAt: fc.option(moment, { nil: undefined }),
  })
  .map(({ orderId, waybillNo, shippedAt, ...more }) =>
    parcel(orderId, waybillNo, { ...more, ...(shippedAt !== undefined && { shippedAt }) }),
  )

const scans = fc
  .record({
    id: oneOf('x', 20),
    waybillNo: oneOf('w', 5),
    carrier: fc.constantFrom('sf', 'yto'),
    at: moment,
    kind: fc.constantFrom('accepted', 'arrived', 'out_for_delivery', 'delivered', 'returned'),
    city: fc.constantFrom('Shanghai', 'Beijing', undefined),
    measuredGrams: fc.constantFrom(undefined, undefined, 0, 40, 60, 500, 1000, 1240, 1300),
  })
  .map(({ waybillNo, kind, city, measuredGrams, ...more }) =>
    scan(waybillNo, kind as Scan['kind'], {
      ...more,
      ...(city && { city }),
      ...(measuredGrams !== undefined && { measuredGrams }),
    }),
  )

const reasons = fc.constantFrom<Reason>('empty_parcel', 'wrong_item', 'not_received', 'other')

/** One record of any type that the engine reads. */
export const engineRecord: fc.Arbitrary<EngineRecord> = fc.oneof(
  { weight: 4, arbitrary: orders },
  { weight: 3, arbitrary: parcels },
  { weight: 4, arbitrary: scans },
  {
    weight: 1,
    arbitrary: fc
      .tuple(oneOf('l', 3), fc.constantFrom(undefined, 0, 30, 400, 1200))
      .map(([id, grams]) => listing(id, grams)),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(oneOf('o', 10), reasons, moment).map((each) => refund(...each)),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(oneOf('o', 10), reasons, moment).map((each) => report(...each)),
  },
)

/** What one signal says of one order, given all these records. */
export function weighingOf(
  signal: Signal,
  records: readonly EngineRecord[],
  orderId = 'o1',
): Weighing | undefined {
  const store = createMemoryStore()
  store.take(records)
  const { states } = store.read(instant(NOON + 10_000 * HOUR))
  const known = knownOrder(states.order(orderId), states)
  if (!known) throw new Error(`there is no order ${orderId} in this world`)
  return signal.weigher(states)(known)
}
