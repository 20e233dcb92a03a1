// What a marketplace tells Tare: eleven kinds of record, and the reports that reach Tare itself.
import type { BuyerId, ListingId, OrderId, OutletId, ShopId } from '../vocabulary/ids.ts'
import type { Money } from '../vocabulary/money.ts'
import type { Instant } from '../vocabulary/time.ts'

export const RECORD_TYPES = [
  'shop',
  'buyer',
  'listing',
  'order',
  'parcel',
  'scan',
  'refund',
  'review',
  'message',
  'settlement',
  'deposit',
] as const
export type RecordType = (typeof RECORD_TYPES)[number]

export const SCAN_KINDS = [
  'accepted',
  'departed',
  'arrived',
  'out_for_delivery',
  'delivered',
  'returned',
  'exception',
] as const
export type ScanKind = (typeof SCAN_KINDS)[number]

export const REASONS = [
  'changed_mind',
  'not_received',
  'empty_parcel',
  'wrong_item',
  'damaged',
  'counterfeit',
  'other',
] as const
export type Reason = (typeof REASONS)[number]

export interface Shop {
  readonly type: 'shop'
  readonly id: ShopId
  readonly name?: string
  readonly openedAt?: Instant
  readonly category?: string
  readonly city?: string
}

export interface Buyer {
  readonly type: 'buyer'
  readonly id: BuyerId
  readonly registeredAt?: Instant
  readonly city?: string
}

export interface Listing {
  readonly type: 'listing'
  readonly id: ListingId
  readonly shopId: ShopId
  readonly title: string
  readonly category?: string
  /** The seller's declared net weight of one unit. */
  readonly weightGrams?: number
  readonly price?: Money
}

export interface OrderLine {
  readonly listingId: ListingId
  readonly quantity: number
  readonly unitPrice?: Money
}

export interface Address {
  /** A hash of the full address. */
  readonly key: string
  readonly city: string
  readonly district?: string
  readonly country?: string
}

export interface Order {
  readonly type: 'order'
  readonly id: OrderId
  readonly shopId: ShopId
  readonly buyerId: BuyerId
  readonly placedAt: Instant
  readonly lines?: readonly OrderLine[]
  readonly total?: Money
  readonly paidAt?: Instant
  readonly payerId?: string
  readonly deviceId?: string
  readonly networkId?: string
  readonly address?: Address
}

export interface Parcel {
  readonly type: 'parcel'
  readonly id: string
  readonly orderId: OrderId
  readonly carrier: string
  readonly waybillNo: string
  readonly shippedAt?: Instant
  readonly outletId?: OutletId
  readonly declaredGrams?: number
}

export interface Scan {
  readonly type: 'scan'
  readonly id: string
  readonly carrier: string
  readonly waybillNo: string
  readonly at: Instant
  readonly kind: ScanKind
  readonly city?: string
  readonly outletId?: OutletId
  readonly measuredGrams?: number
  readonly note?: string
}

export interface Refund {
  readonly type: 'refund'
  readonly id: string
  readonly orderId: OrderId
  readonly at: Instant
  readonly amount: Money
  readonly reason?: Reason
}

export interface Review {
  readonly type: 'review'
  readonly id: string
  readonly orderId: OrderId
  readonly at: Instant
  readonly stars: number
  readonly text?: string
}

export interface Message {
  readonly type: 'message'
  readonly id: string
  readonly orderId: OrderId
  readonly at: Instant
  readonly from: 'buyer' | 'seller'
  readonly text: string
}

export interface Settlement {
  readonly type: 'settlement'
  readonly id: string
  readonly shopId: ShopId
  readonly at: Instant
  readonly amount: Money
  readonly orderId?: OrderId
}

export interface Deposit {
  readonly type: 'deposit'
  readonly id: string
  readonly shopId: ShopId
  readonly at: Instant
  readonly amount: Money
}

/** One record as the contract has it, checked; times are moments, unknown fields are left aside. */
export type MarketRecord =
  | Shop
  | Buyer
  | Listing
  | Order
  | Parcel
  | Scan
  | Refund
  | Review
  | Message
  | Settlement
  | Deposit

/** A buyer's report as the engine weighs it. Made by Tare from a case; it never comes in a feed. */
export interface Report {
  readonly type: 'report'
  readonly id: string
  readonly orderId: OrderId
  readonly buyerId: BuyerId
  readonly at: Instant
  readonly reason: Reason
}

/** Whatever the engine folds. */
export type EngineRecord = MarketRecord | Report

/** Carriers re-use numbers among each other, so a waybill is its carrier and its number. */
export function waybillKey(carrier: string, waybillNo: string): string {
  return `${carrier}\n${waybillNo}`
}
