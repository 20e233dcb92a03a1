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
    latest: 0,
  }
}

const placedAt = (order: PlacedOrder): number => order.placedAt

const ORDERS = {
  parcels: { at: momentOf, limit: LIMITS.parcels },
  refunds: { at: momentOf, limit: LIMITS.refunds },
  reports: { at: momentOf, limit: LIMITS.reports },
  claims: { at: momentOf, limit: LIMITS.claims },
  scans: { at: momentOf, limit: LIMITS.scans },
  shopHour: { at: placedAt, limit: LIMITS.shopHour },
} as const

function orderEntry(memory: Memory, id: string): OrderEntry {
  const found = memory.orders.get(id)
  if (found) return found
  const entry: OrderEntry = { order: undefined, parcels: [], refunds: [], reports: [] }
  memory.orders.set(id, entry)
  return entry
}

function waybillEntry(memory: Memory, carrier: string, waybillNo: string): WaybillEntry {
  let numbers = memory.carriers.get(carrier)
  if (!numbers) {
    numbers = new Map()
    memory.carriers.set(carrier, numbers)
  }
  const found = numbers.get(waybillNo)
  if (found) return found
  const entry: WaybillEntry = { claims: [], scans: [] }
  numbers.set(waybillNo, entry)
  return entry
}

function hourEntry(memory: Memory, shopId: string, hour: number): PlacedOrder[] {
  let hours = memory.shops.get(shopId)
  if (!hours) {
    hours = new Map()
    memory.shops.set(shopId, hours)
  }
  const found = hours.get(hour)
  if (found) return found
  const orders: PlacedOrder[] = []
  hours.set(hour, orders)
  return orders
}

/** Puts an order into its shop's hour, without taking it in as an order of its own. */
export function putPlacedOrder(memory: Memory, shopId: ShopId, placed: PlacedOrder): void {
  put(hourEntry(memory, shopId, hourOf(placed.placedAt)), placed, ORDERS.shopHour)
}

/** Takes an order in as its key's own record, without counting it in its shop's hour. */
export function putOrder(memory: Memory, order: OrderFact): void {
  orderEntry(memory, order.id).order = order
}

function takeOrder(memory: Memory, order: OrderFact): void {
  const before = memory.orders.get(order.id)?.order
  if (before) take(hourEntry(memory, before.shopId, hourOf(before.placedAt)), before, placedAt)
  putOrder(memory, order)
  putPlacedOrder(memory, order.shopId, order)
}

function takeParcel(memory: Memory, parcel: ParcelFact): void {
  const before = memory.parcels.get(parcel.id)
  if (before) {
    take(orderEntry(memory, before.orderId).parcels, before, momentOf)
    take(waybillEntry(memory, before.carrier, before.waybillNo).claims, before, momentOf)
  }
  memory.parcels.set(parcel.id, parcel)
  put(orderEntry(memory, parcel.orderId).parcels, parcel, ORDERS.parcels)
  put(waybillEntry(memory, parcel.carrier, parcel.waybillNo).claims, parcel, ORDERS.claims)
}

function takeScan(memory: Memory, scan: ScanFact): void {
  const before = memory.scans.get(scan.id)
  if (before) take(waybillEntry(memory, before.carrier, before.waybillNo).scans, before, momentOf)
  memory.scans.set(scan.id, scan)
  put(waybillEntry(memory, scan.carrier, scan.waybillNo).scans, scan, ORDERS.scans)
}

function takeRefund(memory: Memory, refund: RefundFact): void {
  const before = memory.refunds.get(refund.id)
  if (before) take(orderEntry(memory, before.orderId).refunds, before, momentOf)
  memory.refunds.set(refund.id, refund)
  put(orderEntry(memory, refund.orderId).refunds, refund, ORDERS.refunds)
}

function takeReport(memory: Memory, report: ReportFact): void {
  const before = memory.reports.get(report.id)
  if (before) take(orderEntry(memory, before.orderId).reports, before, momentOf)
  memory.reports.set(report.id, report)
  put(orderEntry(memory, report.orderId).reports, report, ORDERS.reports)
}

/** Takes one fact in; it replaces the one of the same type and identifier that was there. */
export function takeFact(memory: Memory, fact: Fact): void {
  const moment = momentOf(fact)
  if (moment > memory.latest) memory.latest = moment
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
