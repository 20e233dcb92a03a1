// Findings, and the measures that a decision orders on account of them.
import type { ListingId, OrderId } from '../vocabulary/ids.ts'
import type { Money } from '../vocabulary/money.ts'

export const FINDINGS = [
  'deliberate_empty_parcel',
  'honest_mistake',
  'not_proven',
  'malicious_report',
  'brushing',
] as const
export type Finding = (typeof FINDINGS)[number]

export const SHOP_MEASURES = [
  'warning',
  'delist_item',
  'delist_all',
  'block_new_listings',
  'restrict_withdrawals',
  'withhold_deposit',
  'withhold_balance',
  'compensate_buyers',
  'terminate',
  'refer_to_authorities',
] as const
export type ShopMeasureKind = (typeof SHOP_MEASURES)[number]

export const REPORTER_MEASURES = ['warning', 'suspend_reporting', 'remove_review'] as const
export type ReporterMeasureKind = (typeof REPORTER_MEASURES)[number]

/** What a measure on a shop reaches. */
export type Scope =
  | { readonly kind: 'shop' }
  | { readonly kind: 'listings'; readonly listingIds: readonly ListingId[] }
  | { readonly kind: 'orders'; readonly orderIds: readonly OrderId[] }

interface Ordered {
  /** The clause of the policy that orders it, such as `empty-parcel.first`. */
  readonly clause: string
  /** Points that go onto the standing with it; 0 for none. */
  readonly points: number
}

/** A measure without a sum: it runs for `days`, or until lifted where that is null. */
export interface Restriction extends Ordered {
  readonly on: 'shop'
  readonly kind: Exclude<
    ShopMeasureKind,
    'withhold_deposit' | 'withhold_balance' | 'compensate_buyers'
  >
  readonly scope: Scope
  readonly days: number | null
}

/** Money of the shop set aside for a time; `amount` is the most that is taken. */
export interface Withholding extends Ordered {
  readonly on: 'shop'
  readonly kind: 'withhold_deposit' | 'withhold_balance'
  readonly amount: Money
  readonly days: number | null
}

/** Money to a buyer for one order: deposit first, then balance, then future settlements. */
export interface Compensation extends Ordered {
  readonly on: 'shop'
  readonly kind: 'compensate_buyers'
  readonly orderId: OrderId
  readonly buyerId: string
  readonly amount: Money
  /** The part of the amount that is the price itself, not refunded before. */
  readonly priceBack?: Money
}

export interface ReporterMeasure extends Ordered {
  readonly on: 'reporter'
  readonly kind: ReporterMeasureKind
  readonly buyerId: string
  readonly days: number | null
}

export type Measure = Restriction | Withholding | Compensation | ReporterMeasure
