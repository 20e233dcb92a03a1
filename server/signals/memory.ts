// Facts in memory, by key and by identity: what both fillings of the state store are made of.
import type { ShopId } from '../vocabulary/ids.ts'
import {
  type Fact,
  type ListingFact,
  momentOf,
  type OrderFact,
  type ParcelFact,
  type PlacedOrder,
  type RefundFact,
  type ReportFact,
  type ScanFact,
} from './fact.ts'
import { fingerprintOf } from './fingerprint.ts'
import { noFacts, put, take } from './kept-list.ts'
import { hourOf, LIMITS } from './state.ts'

interface OrderEntry {
  order: OrderFact | undefined
  parcels: readonly ParcelFact[]
  refunds: readonly RefundFact[]
  reports: readonly ReportFact[]
}

interface WaybillEntry {
  claims: readonly ParcelFact[]
  scans: readonly ScanFact[]
}

interface HourEntry {
  orders: readonly PlacedOrder[]
}

/** Facts by key, and by identity where a correction must find what it replaces. */
export interface Memory {
  readonly orders: Map<string, OrderEntry>
  /** By carrier, then by number: joined keys would be a million strings more. */
  readonly carriers: Map<string, Map<string, WaybillEntry>>
  readonly listings: Map<string, ListingFact>
  /** By shop, then by hour since 1970. */
  readonly shops: Map<string, Map<number, HourEntry>>
  readonly parcels: Map<string, ParcelFact>
  readonly scans: Map<string, ScanFact>
  readonly refunds: Map<string, RefundFact>
  readonly reports: Map<string, ReportFact>
  /** Of records that were corrected: the fingerprints of their older versions, by type and id. */
  readonly older: Map<string, Set<number>>
  /** The latest moment that any fact bears. */
  latest: number
}

export function emptyMemory(): Memory {
  return {
    orders: new Map(),
    carriers: new Map(),
    listings: new Map(),
    shops: new Map(),
    parcels: new Map(),
    scans: new Map(),
    refunds: new Map(),
    reports: new Map(),
    older: new Map(),
    latest: 0,
  }
}

const placedAt = (order: PlacedOrder): number => order.placedAt

const LISTS = {
  parcels: { at: momentOf, limit: LIMITS.parcels },
  refunds: { at: momentOf, limit: LIMITS.refunds },
  reports: { at: momentOf, limit: LIMITS.reports },
  claims: { at: momentOf, limit: LIMITS.claims },
  scans: { at: momentOf, limit: LIMITS.scans },
  shopHour: { at: placedAt, limit: LIMITS.shopHour },
} as const

function entryOf<Key, Entry>(map: Map<Key, Entry>, key: Key, make: () => Entry): Entry {
  const found = map.get(key)
  if (found !== undefined) return found
  const entry = make()
  map.set(key, entry)
  return entry
}

const newOrder = (): OrderEntry => ({
  order: undefined,
  parcels: noFacts(),
  refunds: noFacts(),
  reports: noFacts(),
})
const newWaybill = (): WaybillEntry => ({ claims: noFacts(), scans: noFacts() })
const newNumbers = () => new Map<string, WaybillEntry>()
const newHours = () => new Map<number, HourEntry>()
const newHour = (): HourEntry => ({ orders: noFacts() })

function orderEntry(memory: Memory, id: string): OrderEntry {
  return entryOf(memory.orders, id, newOrder)
}

function waybillEntry(memory: Memory, of: ParcelFact | ScanFact): WaybillEntry {
  return entryOf(entryOf(memory.carriers, of.carrier, newNumbers), of.waybillNo, newWaybill)
}

function hourEntry(memory: Memory, shopId: ShopId, placed: PlacedOrder): HourEntry {
  return entryOf(entryOf(memory.shops, shopId, newHours), hourOf(placed.placedAt), newHour)
}

/** Puts an order into its shop's hour, without taking it in as an order of its own. */
export function putPlacedOrder(memory: Memory, shopId: ShopId, placed: PlacedOrder): void {
  const hour = hourEntry(memory, shopId, placed)
  hour.orders = put(hour.orders, placed, LISTS.shopHour)
}

/** Takes a fact out of the keys that it lies under. */
function withdraw(memory: Memory, fact: Fact): void {
  switch (fact.type) {
    case 'order':
      take(hourEntry(memory, fact.shopId, fact).orders, fact, placedAt)
      break
    case 'parcel':
      take(orderEntry(memory, fact.orderId).parcels, fact, momentOf)
      take(waybillEntry(memory, fact).claims, fact, momentOf)
      break
    case 'scan':
      take(waybillEntry(memory, fact).scans, fact, momentOf)
      break
    case 'refund':
      take(orderEntry(memory, fact.orderId).refunds, fact, momentOf)
      break
    case 'report':
      take(orderEntry(memory, fact.orderId).reports, fact, momentOf)
  }
}

/** Puts a fact under its keys. An order's hour is another matter: `putPlacedOrder`. */
function file(memory: Memory, fact: Fact): void {
  switch (fact.type) {
    case 'order':
      orderEntry(memory, fact.id).order = fact
      break
    case 'parcel': {
      memory.parcels.set(fact.id, fact)
      const order = orderEntry(memory, fact.orderId)
      order.parcels = put(order.parcels, fact, LISTS.parcels)
      const waybill = waybillEntry(memory, fact)
      waybill.claims = put(waybill.claims, fact, LISTS.claims)
      break
    }
    case 'scan': {
      memory.scans.set(fact.id, fact)
      const waybill = waybillEntry(memory, fact)
      waybill.scans = put(waybill.scans, fact, LISTS.scans)
      break
    }
    case 'refund': {
      memory.refunds.set(fact.id, fact)
      const order = orderEntry(memory, fact.orderId)
      order.refunds = put(order.refunds, fact, LISTS.refunds)
      break
    }
    case 'report': {
      memory.reports.set(fact.id, fact)
      const order = orderEntry(memory, fact.orderId)
      order.reports = put(order.reports, fact, LISTS.reports)
      break
    }
    case 'listing':
      memory.listings.set(fact.id, fact)
  }
}

function current(memory: Memory, { type, id }: Fact): Fact | undefined {
  switch (type) {
    case 'order':
      return memory.orders.get(id)?.order
    case 'parcel':
      return memory.parcels.get(id)
    case 'scan':
      return memory.scans.get(id)
    case 'refund':
      return memory.refunds.get(id)
    case 'report':
      return memory.reports.get(id)
    case 'listing':
      return memory.listings.get(id)
  }
}

/** Whether the fact has been seen before, be it as an older version; else remembers the old. */
function isCopy(memory: Memory, before: Fact, fact: Fact): boolean {
  const newest = fingerprintOf(before)
  const print = fingerprintOf(fact)
  if (newest === print) return true
  const older = entryOf(memory.older, `${fact.type}\n${fact.id}`, () => new Set<number>())
  if (older.has(print)) return true
  older.add(newest)
  return false
}

/**
 * Takes one fact in. It replaces the one of the same type and identifier; an exact copy of any
 * version that was there changes nothing, as feeds deliver twice and late.
 */
export function takeFact(memory: Memory, fact: Fact): void {
  const before = current(memory, fact)
  if (before) {
    if (isCopy(memory, before, fact)) return
    withdraw(memory, before)
  }
  const moment = momentOf(fact)
  if (moment > memory.latest) memory.latest = moment
  file(memory, fact)
  if (fact.type === 'order') putPlacedOrder(memory, fact.shopId, fact)
}

/** Puts a fact in its place that a store has read as the newest of its record; once or twice. */
export function putFact(memory: Memory, fact: Fact): void {
  const before = current(memory, fact)
  // An order's hour has its own key there, so the order is not counted in it a second time.
  if (before && fact.type !== 'order') withdraw(memory, before)
  file(memory, fact)
}
