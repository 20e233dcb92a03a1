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

export interface OrderFact extends PlacedOrder {
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

export interface ParcelFact extends Pick<Parcel, 'type' | 'id' | 'orderId' | 'carrier'> {
  readonly waybillNo: string
  readonly shippedAt: Instant | undefined
}

export interface ScanFact extends Pick<Scan, 'type' | 'id' | 'carrier' | 'waybillNo' | 'at'> {
  readonly kind: Scan['kind']
  readonly city: string | undefined
  readonly measuredGrams: number | undefined
}

export interface RefundFact extends Pick<Refund, 'type' | 'id' | 'orderId' | 'at'> {
  readonly reason: Reason | undefined
}

export type ReportFact = Pick<Report, 'type' | 'id' | 'orderId' | 'at' | 'reason'>

export interface ListingFact extends Pick<Listing, 'type' | 'id'> {
  readonly weightGrams: number | undefined
}

export type Fact = OrderFact | ParcelFact | ScanFact | RefundFact | ReportFact | ListingFact

/** The types that have facts. What no signal reads is not held. */
export const FACT_TYPES = ['order', 'parcel', 'scan', 'refund', 'report', 'listing'] as const

const NO_LINES: readonly FactLine[] = []

function orderFact(order: Order): OrderFact {
  const { address, lines } = order
  return {
    type: 'order',
    id: order.id,
    shopId: order.shopId,
    buyerId: order.buyerId,
    placedAt: order.placedAt,
    lines: lines?.map(({ listingId, quantity }) => ({ listingId, quantity })) ?? NO_LINES,
    address: address && { key: address.key, city: address.city, district: address.district },
  }
}

function parcelFact(parcel: Parcel): ParcelFact {
  return {
    type: 'parcel',
    id: parcel.id,
    orderId: parcel.orderId,
    carrier: parcel.carrier,
    waybillNo: parcel.waybillNo,
    shippedAt: parcel.shippedAt,
  }
}

function scanFact(scan: Scan): ScanFact {
  return {
    type: 'scan',
    id: scan.id,
    carrier: scan.carrier,
    waybillNo: scan.waybillNo,
    at: scan.at,
    kind: scan.kind,
    city: scan.city,
    measuredGrams: scan.measuredGrams,
  }
}

/** The fact in a record; undefined where no signal reads records of its type. */
export function factOf(record: EngineRecord): Fact | undefined {
  switch (record.type) {
    case 'order':
      return orderFact(record)
    case 'parcel':
      return parcelFact(record)
    case 'scan':
      return scanFact(record)
    case 'listing':
      return { type: 'listing', id: record.id, weightGrams: record.weightGrams }
    case 'refund': {
      const { id, orderId, at, reason } = record
      return { type: 'refund', id, orderId, at, reason }
    }
    case 'report': {
      const { id, orderId, at, reason } = record
      return { type: 'report', id, orderId, at, reason }
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
