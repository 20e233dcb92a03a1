// A fact: the part of a record that signals read, small enough to hold by the million.
import type {
  EngineRecord,
  Listing,
  Order,
  OrderLine,
  Parcel,
  Reason,
  Refund,
  Report,
  Scan,
} from '../intake/record.ts'
import type { BuyerId, OrderId, ShopId } from '../vocabulary/ids.ts'
import type { Instant } from '../vocabulary/time.ts'

/** An order as the hour of its shop remembers it. */
export interface PlacedOrder {
  readonly id: OrderId
  readonly buyerId: BuyerId
  readonly placedAt: Instant
}

export type FactLine = Pick<OrderLine, 'listingId' | 'quantity'>

/** What every fact carries. */
interface Printed {
  /** Of the whole record, for memory to know copies by; 0 where nobody will ask. */
  readonly print: number
}

export interface OrderFact extends PlacedOrder, Printed {
  readonly type: 'order'
  readonly shopId: ShopId
  readonly lines: readonly FactLine[]
  readonly address: Address | undefined
}

export interface Address {
  readonly key: string
  readonly city: string
  readonly district: string | undefined
}

export interface ParcelFact
  extends Pick<Parcel, 'type' | 'id' | 'orderId' | 'carrier' | 'waybillNo'>,
    Printed {
  readonly shippedAt: Instant | undefined
}

export interface ScanFact
  extends Pick<Scan, 'type' | 'id' | 'carrier' | 'waybillNo' | 'at' | 'kind'>,
    Printed {
  readonly city: string | undefined
  readonly measuredGrams: number | undefined
}

export interface RefundFact extends Pick<Refund, 'type' | 'id' | 'orderId' | 'at'>, Printed {
  readonly reason: Reason | undefined
}

export interface ReportFact
  extends Pick<Report, 'type' | 'id' | 'orderId' | 'at' | 'reason'>,
    Printed {}

export interface ListingFact extends Pick<Listing, 'type' | 'id'>, Printed {
  readonly weightGrams: number | undefined
}

export type Fact = OrderFact | ParcelFact | ScanFact | RefundFact | ReportFact | ListingFact

/** The types that have facts. What no signal reads is not held. */
const FACT_TYPES: ReadonlySet<string> = new Set([
  'order',
  'parcel',
  'scan',
  'refund',
  'report',
  'listing',
] satisfies Fact['type'][])

export function hasFact(record: EngineRecord): boolean {
  return FACT_TYPES.has(record.type)
}

const NO_LINES: readonly FactLine[] = []

function orderFact(order: Order, print: number): OrderFact {
  const { address, lines } = order
  return {
    type: 'order',
    print,
    id: order.id,
    shopId: order.shopId,
    buyerId: order.buyerId,
    placedAt: order.placedAt,
    lines: lines?.map(({ listingId, quantity }) => ({ listingId, quantity })) ?? NO_LINES,
    address: address && { key: address.key, city: address.city, district: address.district },
  }
}

function parcelFact(parcel: Parcel, print: number): ParcelFact {
  return {
    type: 'parcel',
    print,
    id: parcel.id,
    orderId: parcel.orderId,
    carrier: parcel.carrier,
    waybillNo: parcel.waybillNo,
    shippedAt: parcel.shippedAt,
  }
}

function scanFact(scan: Scan, print: number): ScanFact {
  return {
    type: 'scan',
    print,
    id: scan.id,
    carrier: scan.carrier,
    waybillNo: scan.waybillNo,
    at: scan.at,
    kind: scan.kind,
    city: scan.city,
    measuredGrams: scan.measuredGrams,
  }
}

/** The fact in a record, with the record's print; undefined where no signal reads its type. */
export function factOf(record: EngineRecord, print = 0): Fact | undefined {
  switch (record.type) {
    case 'order':
      return orderFact(record, print)
    case 'parcel':
      return parcelFact(record, print)
    case 'scan':
      return scanFact(record, print)
    case 'listing':
      return { type: 'listing', id: record.id, weightGrams: record.weightGrams, print }
    case 'refund': {
      const { id, orderId, at, reason } = record
      return { type: 'refund', id, orderId, at, reason, print }
    }
    case 'report': {
      const { id, orderId, at, reason } = record
      return { type: 'report', id, orderId, at, reason, print }
    }
    default:
      return undefined
  }
}

/**
 * The moment from which a fact counts, in milliseconds. What bears no moment counts always; zero
 * stands for that, which is before every moment that a record can bear.
 */
export function momentOf(fact: Fact): number {
  switch (fact.type) {
    case 'order':
      return fact.placedAt
    case 'parcel':
      return fact.shippedAt ?? 0
    case 'listing':
      return 0
    default:
      return fact.at
  }
}
