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
import { put, take } from './kept-list.ts'
import { hourOf, LIMITS } from './state.ts'

interface OrderEntry {
  order: OrderFact | undefined
  parcels: ParcelFact[]
  refunds: RefundFact[]
  reports: ReportFact[]
}

interface WaybillEntry {
  claims: ParcelFact[]
  scans: ScanFact[]
}

/** Facts by key, and by identity where a correction must find what it replaces. */
export interface Memory {
  readonly orders: Map<string, OrderEntry>
  /** By carrier, then by number: joined keys would be a million strings more. */
  readonly carriers: Map<string, Map<string, WaybillEntry>>
  readonly listings: Map<string, ListingFact>
  /** By shop, then by hour since 1970. */
  readonly shops: Map<string, Map<number, PlacedOrder[]>>
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

const newOrder = (): OrderEntry => ({ order: undefined, parcels: [], refunds: [], reports: [] })
const newWaybill = (): WaybillEntry => ({ claims: [], scans: [] })
const newNumbers = () => new Map<string, WaybillEntry>()
const newHours = () => new Map<number, PlacedOrder[]>()
const newHour = (): PlacedOrder[] => []

function orderEntry(memory: Memory, id: string): OrderEntry {
  return entryOf(memory.orders, id, newOrder)
}

function waybillEntry(memory: Memory, carrier: string, waybillNo: string): WaybillEntry {
  return entryOf(entryOf(memory.carriers, carrier, newNumbers), waybillNo, newWaybill)
}

function hourEntry(memory: Memory, shopId: string, hour: number): PlacedOrder[] {
  return entryOf(entryOf(memory.shops, shopId, newHours), hour, newHour)
}

/** Puts an order into its shop's hour, without taking it in as an order of its own. */
export function putPlacedOrder(memory: Memory, shopId: ShopId, placed: PlacedOrder): void {
  put(hourEntry(memory, shopId, hourOf(placed.placedAt)), placed, LISTS.shopHour)
}

function takeOrder(memory: Memory, order: OrderFact): void {
  const before = memory.orders.get(order.id)?.order
  if (before) take(hourEntry(memory, before.shopId, hourOf(before.placedAt)), before, placedAt)
  orderEntry(memory, order.id).order = order
  putPlacedOrder(memory, order.shopId, order)
}

function takeParcel(memory: Memory, parcel: ParcelFact): void {
  const before = memory.parcels.get(parcel.id)
  if (before) {
    take(orderEntry(memory, before.orderId).parcels, before, momentOf)
    take(waybillEntry(memory, before.carrier, before.waybillNo).claims, before, momentOf)
  }
  memory.parcels.set(parcel.id, parcel)
  put(orderEntry(memory, parcel.orderId).parcels, parcel, LISTS.parcels)
  put(waybillEntry(memory, parcel.carrier, parcel.waybillNo).claims, parcel, LISTS.claims)
}

function takeScan(memory: Memory, scan: ScanFact): void {
  const before = memory.scans.get(scan.id)
  if (before) take(waybillEntry(memory, before.carrier, before.waybillNo).scans, before, momentOf)
  memory.scans.set(scan.id, scan)
  put(waybillEntry(memory, scan.carrier, scan.waybillNo).scans, scan, LISTS.scans)
}

function takeRefund(memory: Memory, refund: RefundFact): void {
  const before = memory.refunds.get(refund.id)
  if (before) take(orderEntry(memory, before.orderId).refunds, before, momentOf)
  memory.refunds.set(refund.id, refund)
  put(orderEntry(memory, refund.orderId).refunds, refund, LISTS.refunds)
}

function takeReport(memory: Memory, report: ReportFact): void {
  const before = memory.reports.get(report.id)
  if (before) take(orderEntry(memory, before.orderId).reports, before, momentOf)
  memory.reports.set(report.id, report)
  put(orderEntry(memory, report.orderId).reports, report, LISTS.reports)
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

function replace(memory: Memory, fact: Fact): void {
  switch (fact.type) {
    case 'order':
      takeOrder(memory, fact)
      break
    case 'parcel':
      takeParcel(memory, fact)
      break
    case 'scan':
      takeScan(memory, fact)
      break
    case 'refund':
      takeRefund(memory, fact)
      break
    case 'report':
      takeReport(memory, fact)
      break
    case 'listing':
      memory.listings.set(fact.id, fact)
  }
}

/** Whether the record has been seen before, be it as an older version; else remembers the old. */
function isCopy(memory: Memory, fact: Fact): boolean {
  const before = current(memory, fact)
  if (!before) return false
  if (before.print === fact.print) return true
  const key = `${fact.type}\n${fact.id}`
  const older = memory.older.get(key) ?? new Set()
  if (older.has(fact.print)) return true
  memory.older.set(key, older.add(before.print))
  return false
}

/**
 * Takes one fact in. It replaces the one of the same type and identifier; an exact copy of any
 * version that was there changes nothing, as feeds deliver twice and late.
 */
export function takeFact(memory: Memory, fact: Fact): void {
  if (isCopy(memory, fact)) return
  const moment = momentOf(fact)
  if (moment > memory.latest) memory.latest = moment
  replace(memory, fact)
}

/** Puts a fact in its place that a store has read as the newest of its record. */
export function putFact(memory: Memory, fact: Fact): void {
  // An order's hour has its own key there, so the order is not counted in it a second time.
  if (fact.type === 'order') orderEntry(memory, fact.id).order = fact
  else replace(memory, fact)
}
