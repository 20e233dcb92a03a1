// Facts of a made case, for tests of policies and proposals.
import type { CaseFacts } from '../server/decisions/case-facts.ts'
import type { BuyerId, ListingId, OrderId, ShopId } from '../server/vocabulary/ids.ts'
import type { Money } from '../server/vocabulary/money.ts'
import { instant } from '../server/vocabulary/time.ts'

const MOMENT = instant(Date.UTC(2026, 5, 1, 8))

export interface FactsSeed extends Partial<Omit<CaseFacts, 'orders'>> {
  readonly paid?: Money | null
  readonly refunded?: number
  readonly hasReview?: boolean
}

/** A case about one order of 99 yuan that was reported and not answered, but for what is said. */
export function someFacts(seed: FactsSeed): CaseFacts {
  const { paid = { amount: 9_900, currency: 'CNY' }, refunded = 0, hasReview = false } = seed
  const buyerId = 'buyer-1' as BuyerId
  const listingIds = ['listing-1' as ListingId]
  return {
    ...{ shopId: 'shop-1' as ShopId, buyerId, deposits: [], isReported: true, isAdmitted: null },
    ...{ probability: 0.98, band: 'near_certain', leadingSignal: 'parcel_underweight' },
    ...{ shippedAt: MOMENT, placedAt: MOMENT, reportedAt: MOMENT },
    ...seed,
    orders: [{ orderId: 'order-1' as OrderId, buyerId, paid, refunded, listingIds, hasReview }],
  }
}
