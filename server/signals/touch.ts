// What records touch: the orders, waybills, listings and hours whose weighing they may change.
import { type EngineRecord, waybillKey } from '../intake/record.ts'
import type { ListingId, OrderId, ShopId } from '../vocabulary/ids.ts'
import { type Instant, later } from '../vocabulary/time.ts'
import { WINDOW } from './concentration.ts'

/** A stretch of a shop's time, both ends included. */
export interface Span {
  readonly shopId: ShopId
  readonly from: Instant
  readonly to: Instant
}

export interface Touch {
  /** Orders that came, or about which something came. */
  readonly orderIds: ReadonlySet<OrderId>
  /** Orders that came themselves: who shares a waybill with them may see another address now. */
  readonly placedIds: ReadonlySet<OrderId>
  readonly waybills: ReadonlySet<string>
  readonly listingIds: ReadonlySet<ListingId>
  /** Stretches whose orders may lie in other bursts than before, merged where they overlap. */
  readonly spans: readonly Span[]
}

function merged(spans: readonly Span[]): Span[] {
  const sorted = [...spans].sort((left, right) => {
    if (left.shopId !== right.shopId) return left.shopId < right.shopId ? -1 : 1
    return left.from - right.from
  })
  const found: Span[] = []
  for (const span of sorted) {
    const last = found.at(-1)
    if (!last || last.shopId !== span.shopId || span.from > last.to) found.push(span)
    else if (span.to > last.to) found[found.length - 1] = { ...last, to: span.to }
  }
  return found
}

/**
 * What a batch touches. It must hold the newest versions and those that they replaced, since a
 * correction changes what it leaves as well as what it joins.
 */
export function touchOf(records: readonly EngineRecord[]): Touch {
  const orderIds = new Set<OrderId>()
  const placedIds = new Set<OrderId>()
  const waybills = new Set<string>()
  const listingIds = new Set<ListingId>()
  const spans: Span[] = []
  for (const record of records) {
    switch (record.type) {
      case 'order': {
        const { id, shopId, placedAt } = record
        orderIds.add(id)
        placedIds.add(id)
        spans.push({ shopId, from: later(placedAt, -WINDOW), to: later(placedAt, WINDOW) })
        break
      }
      case 'parcel':
        orderIds.add(record.orderId)
        waybills.add(waybillKey(record.carrier, record.waybillNo))
        break
      case 'scan':
        waybills.add(waybillKey(record.carrier, record.waybillNo))
        break
      case 'refund':
      case 'report':
        orderIds.add(record.orderId)
        break
      case 'listing':
        listingIds.add(record.id)
    }
  }
  return { orderIds, placedIds, waybills, listingIds, spans: merged(spans) }
}
