// A shipment: one waybill of an order, with the scans that can be this order's trip.
import { waybillKey } from '../intake/record.ts'
import { DAY } from '../vocabulary/time.ts'
import type { OrderFact, ParcelFact, ScanFact } from './fact.ts'
import type { Keys, KnownOrder, OrderState, Shipment, States } from './state.ts'

/**
 * Carriers hand out the same numbers again after a time, so a number means one trip only within a
 * period. Half a year is well above any delivery and below any carrier's stock of numbers.
 */
export const SAME_TRIP = 180 * DAY

/** Goods sold ahead of delivery may stand at an outlet before the order is placed. */
const STOCK_MOVED_AHEAD = 30 * DAY

const NOTHING: readonly never[] = []

/** The parcels of an order, one for each waybill. */
function distinct(parcels: readonly ParcelFact[]): readonly ParcelFact[] {
  if (parcels.length < 2) return parcels
  const seen = new Map<string, ParcelFact>()
  for (const parcel of parcels) {
    const key = waybillKey(parcel.carrier, parcel.waybillNo)
    if (!seen.has(key)) seen.set(key, parcel)
  }
  return [...seen.values()]
}

function tripOf(scans: readonly ScanFact[], order: OrderFact): readonly ScanFact[] {
  const from = order.placedAt - STOCK_MOVED_AHEAD
  const to = order.placedAt + SAME_TRIP
  const [first] = scans
  const last = scans[scans.length - 1]
  if (!first || !last || (first.at >= from && last.at <= to)) return scans
  return scans.filter(({ at }) => at >= from && at <= to)
}

function shipmentOf(parcel: ParcelFact, order: OrderFact, states: States): Shipment {
  const waybill = states.waybill(parcel.carrier, parcel.waybillNo)
  const scans = waybill?.scans ?? NOTHING
  return { parcel, claims: waybill?.claims ?? NOTHING, scans, trip: tripOf(scans, order) }
}

/** An order with its shipments; undefined while its own record has not come. */
export function knownOrder(state: OrderState | undefined, states: States): KnownOrder | undefined {
  const order = state?.order
  if (!order) return undefined
  const { parcels, refunds, reports } = state
  const shipments =
    parcels.length === 0
      ? NOTHING
      : distinct(parcels).map((parcel) => shipmentOf(parcel, order, states))
  return { order, parcels, refunds, reports, shipments }
}

/** Asks for the waybills of an order's parcels. */
export function needWaybills(known: KnownOrder, _states: States, keys: Keys): void {
  for (const { carrier, waybillNo } of known.parcels) {
    keys.waybills.add(waybillKey(carrier, waybillNo))
  }
}
