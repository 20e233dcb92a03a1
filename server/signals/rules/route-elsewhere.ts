// The signal route_elsewhere: the parcel was handed over in another city than the buyer's.
import { formatInstant } from '../../vocabulary/time.ts'
import { isSameCity } from '../city.ts'
import type { Address, ScanFact } from '../fact.ts'
import { needWaybills } from '../shipment.ts'
import type { Signal, Weighing } from '../signal.ts'
import type { KnownOrder } from '../state.ts'

/**
 * About one sham with a bought or invented track in four ends in a wrong city, since sellers of
 * numbers match the city where they can. Of honest parcels one in sixty is handed over elsewhere:
 * forwarder, office, gift, change on the way. 10 log10(0.25 / 0.015) = 12.
 */
const DELIVERED_ELSEWHERE = 12
/** Out for delivery is often noted at a branch that serves several towns. */
const CARRIED_ELSEWHERE = 6

function isExplained(trip: readonly ScanFact[]): boolean {
  return trip.some(({ kind }) => kind === 'returned' || kind === 'exception')
}

/** Whether the scan lies in the buyer's city or district; undefined where it does not say. */
function isHere(scan: ScanFact, address: Address): boolean | undefined {
  if (scan.city === undefined) return undefined
  const inCity = isSameCity(scan.city, address.city)
  if (inCity !== false || address.district === undefined) return inCity
  return isSameCity(scan.city, address.district) === true
}

/** The last scan of these that says where it was, if none of them was in the buyer's city. */
function lastElsewhere(scans: readonly ScanFact[], address: Address): ScanFact | undefined {
  const placed = scans.filter((scan) => isHere(scan, address) !== undefined)
  return placed.some((scan) => isHere(scan, address)) ? undefined : placed.at(-1)
}

function weighTrip(trip: readonly ScanFact[], address: Address): Weighing | undefined {
  if (isExplained(trip)) return undefined
  const delivered = trip.filter(({ kind }) => kind === 'delivered')
  const carried = trip.filter(({ kind }) => kind === 'out_for_delivery')
  const isDeliveryPlaced = delivered.some((scan) => isHere(scan, address) !== undefined)
  const found = lastElsewhere(isDeliveryPlaced ? delivered : carried, address)
  if (!found) return undefined
  return {
    decibans: isDeliveryPlaced ? DELIVERED_ELSEWHERE : CARRIED_ELSEWHERE,
    because: {
      scanCity: found.city ?? null,
      orderCity: address.city,
      scanKind: found.kind,
      at: formatInstant(found.at),
    },
  }
}

function weighOrder(known: KnownOrder): Weighing | undefined {
  const { address } = known.order
  if (!address) return undefined
  let heaviest: Weighing | undefined
  // Parcels of one order go the same way, so the second tells no more than the first.
  for (const { trip } of known.shipments) {
    const weighing = weighTrip(trip, address)
    if (weighing && weighing.decibans > (heaviest?.decibans ?? 0)) heaviest = weighing
  }
  return heaviest
}

/**
 * Sees: delivered (or, where that scan names no place, out for delivery) in another city than the
 * order's address. Data: `scan.kind`, `scan.city`, `order.address`. Formula: a likelihood ratio
 * from base rates, above. Cannot tell: a city missing, or written in two scripts.
 * Innocent: a return or an exception on the way, another parcel's scans outside the period.
 * False positives: forwarders, work addresses, gifts, lockers over a city border, merged outlets.
 */
export const routeElsewhere: Signal = {
  kind: 'route_elsewhere',
  group: 'waybill',
  need: needWaybills,
  weigher: () => weighOrder,
  accusesBuyer: true,
}
