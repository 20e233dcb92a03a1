// The trip of a parcel: the scans of its waybill that can be this order's, and not another year's.
import { waybillKey } from '../intake/record.ts'
import { DAY } from '../vocabulary/time.ts'
import type { OrderFact, ParcelFact, ScanFact } from './fact.ts'
import type { Keys, KnownOrder, States } from './state.ts'

/**
 * Carriers hand out the same numbers again after a time, so a number means one trip only within a
 * period. Half a year is well above any delivery and below any carrier's stock of numbers.
 */
export const SAME_TRIP = 180 * DAY

/** Goods sold ahead of delivery may stand at an outlet before the order is placed. */
const STOCK_MOVED_AHEAD = 30 * DAY

/** The parcels of an order, one for each waybill. */
export function waybillsOf(known: KnownOrder): readonly ParcelFact[] {
  const { parcels } = known
  if (parcels.length < 2) return parcels
  const seen = new Map<string, ParcelFact>()
  for (const parcel of parcels) {
    const key = waybillKey(parcel.carrier, parcel.waybillNo)
    if (!seen.has(key)) seen.set(key, parcel)
  }
  return [...seen.values()]
}

/** Asks for the waybills of an order's parcels. */
export function needWaybills(known: KnownOrder, _states: States, keys: Keys): void {
  for (const { carrier, waybillNo } of known.parcels) {
    keys.waybills.add(waybillKey(carrier, waybillNo))
  }
}

/** The scans of a parcel that can belong to this order, by time. */
export function tripOf(parcel: ParcelFact, order: OrderFact, states: States): readonly ScanFact[] {
  const scans = states.waybill(parcel.carrier, parcel.waybillNo)?.scans ?? []
  const from = order.placedAt - STOCK_MOVED_AHEAD
  const to = order.placedAt + SAME_TRIP
  return scans.filter(({ at }) => at >= from && at <= to)
}
