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
import { restOf } from './fingerprint.ts'

/** An order as the hour of its shop remembers it. */
export interface PlacedOrder {
  readonly id: OrderId
  readonly buyerId: BuyerId
  readonly placedAt: Instant
}

export type FactLine = Pick<OrderLine, 'listingId' | 'quantity'>

/** What every fact carries. */
interface Printed {
  /** A fingerprint of what the fact leaves out, so that memory knows copies from corrections. */
  readonly rest: number
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

const NO_LINES: readonly FactLine[] = []

function orderRest({ total, paidAt, payerId, deviceId, networkId, address, lines }: Order): number {
  const own = restOf(total?.amount, total?.currency, paidAt, payerId, deviceId, networkId)
  const prices = lines?.flatMap(({ unitPrice }) => [unitPrice?.amount, unitPrice?.currency]) ?? []
  return restOf(own, address?.country, ...prices)
}

function orderFact(order: Order): OrderFact {
  const { address, lines } = order
  return {
    type: 'order',
    rest: orderRest(order),
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
    rest: restOf(parcel.outletId, parcel.declaredGrams),
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
    rest: restOf(scan.outletId, scan.note),
    id: scan.id,
    carrier: scan.carrier,
    waybillNo: scan.waybillNo,
    at: scan.at,
    kind: scan.kind,
    city: scan.city,
    measuredGrams: scan.measuredGrams,
  }
}

function listingFact(listing: Listing): ListingFact {
  const { id, weightGrams, shopId, title, category, price } = listing
  const rest = restOf(shopId, title, category, price?.amount, price?.currency)
  return { type: 'listing', id, weightGrams, rest }
}

function refundFact({ id, orderId, at, reason, amount }: Refund): RefundFact {
  return { type: 'refund', id, orderId, at, reason, rest: restOf(amount.amount, amount.currency) }
}

function reportFact({ id, orderId, at, reason, buyerId }: Report): ReportFact {
  return { type: 'report', id, orderId, at, reason, rest: restOf(buyerId) }
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
      return listingFact(record)
    case 'refund':
      return refundFact(record)
    case 'report':
      return reportFact(record)
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
