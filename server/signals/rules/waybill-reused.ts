// The signal waybill_reused: the number on the parcel has served another order, to another address.
import { formatInstant, HOUR, type Instant } from '../../vocabulary/time.ts'
import type { OrderFact, ParcelFact, ScanFact } from '../fact.ts'
import { needWaybills, SAME_TRIP } from '../shipment.ts'
import type { Signal, Weighing } from '../signal.ts'
import type { Keys, KnownOrder, Shipment, States } from '../state.ts'

/**
 * About three in ten shams travel under a number that was used or sold before. Honest numbers
 * meet those of others by a slip of the pen: in 0.3 to 1 % of parcels, as platforms that let
 * sellers type numbers have it. 10 log10(0.3 / 0.01) = 15.
 */
const USED_BEFORE = 15
/** No slip makes a parcel arrive before it was ordered. */
const DELIVERED_BEFORE = 18
/** Who used a number first is likelier its victim than its thief; sold numbers sell many times. */
const USED_AFTER = 3

/** Clocks of shops and carriers differ. */
const CLOCK_SKEW = HOUR

interface Claim {
  readonly order: OrderFact
  readonly at: Instant
}

function claimOf(parcel: ParcelFact, order: OrderFact): Claim {
  return { order, at: parcel.shippedAt ?? order.placedAt }
}

function need(known: KnownOrder, states: States, keys: Keys): void {
  needWaybills(known, states, keys)
  for (const { claims } of known.shipments) {
    for (const { orderId } of claims) keys.orders.add(orderId)
  }
}

/** Whether two orders went to different people: another buyer, at a known other address. */
function isForAnother(order: OrderFact, other: OrderFact): boolean {
  if (order.buyerId === other.buyerId || !order.address || !other.address) return false
  return order.address.key !== other.address.key
}

/** What other orders claim the number for another address, within the period of one trip. */
function othersOn({ claims }: Shipment, own: Claim, states: States): Claim[] {
  if (claims.length < 2) return []
  return claims.flatMap((claim) => {
    const other = claim.orderId === own.order.id ? undefined : states.order(claim.orderId)?.order
    if (!other || !isForAnother(own.order, other)) return []
    const found = claimOf(claim, other)
    return Math.abs(found.at - own.at) <= SAME_TRIP ? [found] : []
  })
}

/** When the number was handed over before this order was placed, in the same period. */
function deliveredBefore({ scans }: Shipment, order: OrderFact): ScanFact | undefined {
  const latest = order.placedAt - CLOCK_SKEW
  return scans.find(
    ({ kind, at }) => kind === 'delivered' && at < latest && at >= order.placedAt - SAME_TRIP,
  )
}

function isEarlier(claim: Claim, own: Claim): boolean {
  return claim.at < own.at || (claim.at === own.at && claim.order.placedAt < own.order.placedAt)
}

function weighShipment(shipment: Shipment, order: OrderFact, states: States): Weighing | undefined {
  const { parcel } = shipment
  const own = claimOf(parcel, order)
  const others = othersOn(shipment, own, states)
  const delivered = deliveredBefore(shipment, order)
  if (others.length === 0 && !delivered) return undefined
  const earlier = others.find((claim) => isEarlier(claim, own))
  const first = earlier ?? others[0]
  const addresses = new Set(others.map((claim) => claim.order.address?.key))
  const used = earlier ? USED_BEFORE : USED_AFTER
  return {
    decibans: delivered ? DELIVERED_BEFORE : used,
    because: {
      carrier: parcel.carrier,
      waybillNo: parcel.waybillNo,
      otherAddresses: addresses.size,
      otherOrderId: first?.order.id ?? null,
      usedBefore: earlier !== undefined,
      deliveredBeforeAt: delivered ? formatInstant(delivered.at) : null,
    },
  }
}

function weighOrder(known: KnownOrder, states: States): Weighing | undefined {
  let heaviest: Weighing | undefined
  for (const shipment of known.shipments) {
    const weighing = weighShipment(shipment, known.order, states)
    if (weighing && weighing.decibans > (heaviest?.decibans ?? 0)) heaviest = weighing
  }
  return heaviest
}

/**
 * Sees: one carrier's number on parcels of orders that went to different addresses, or handed
 * over before this order was placed. Data: `parcel`, `scan`, `order.address.key`, `buyerId`.
 * Formula: likelihood ratios from base rates, above. Cannot tell: an address is not known.
 * Innocent: merged orders (same buyer or same address), a second shipment of the same order,
 * numbers used again after more than 180 days.
 * False positives: a slip of the pen, numbers of a master and its child parcels, a household
 * whose members write their address in two ways.
 */
export const waybillReused: Signal = {
  kind: 'waybill_reused',
  group: 'waybill',
  need,
  weigher: (states) => (known) => weighOrder(known, states),
  accusesBuyer: true,
}
