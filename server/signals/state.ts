// What is known under a key: small states that take facts in, and the socket that they come from.
import type { EngineRecord } from '../intake/record.ts'
import type { ShopId } from '../vocabulary/ids.ts'
import { HOUR, type Instant } from '../vocabulary/time.ts'
import type {
  ListingFact,
  OrderFact,
  ParcelFact,
  PlacedOrder,
  RefundFact,
  ReportFact,
  ScanFact,
} from './fact.ts'

/** Key: an order. Facts lie by moment, then identifier, in every list of every state. */
export interface OrderState {
  /** Missing while only its parcels or complaints have arrived. */
  readonly order: OrderFact | undefined
  readonly parcels: readonly ParcelFact[]
  readonly refunds: readonly RefundFact[]
  readonly reports: readonly ReportFact[]
}

/** One waybill under which goods of an order travelled. */
export interface Shipment {
  readonly parcel: ParcelFact
  /** Parcels of this and other orders that claim the number. */
  readonly claims: readonly ParcelFact[]
  /** Every scan of the number. */
  readonly scans: readonly ScanFact[]
  /** The scans that can be of this order's trip, by time. */
  readonly trip: readonly ScanFact[]
}

/** An order that can be weighed. */
export interface KnownOrder extends OrderState {
  readonly order: OrderFact
  /** One for each waybill of its parcels. */
  readonly shipments: readonly Shipment[]
}

/** Key: a carrier and one of its numbers. */
export interface WaybillState {
  /** The parcels that say they travelled under this number. */
  readonly claims: readonly ParcelFact[]
  readonly scans: readonly ScanFact[]
}

/**
 * The most facts that one list of a state holds: the earliest are kept. Honest orders stay far
 * below; the limits are there so that no single key can fill the memory.
 */
export const LIMITS = {
  parcels: 64,
  refunds: 64,
  reports: 64,
  claims: 64,
  scans: 256,
  shopHour: 50_000,
} as const

/** What is known, key by key, up to one moment. */
export interface States {
  order(id: string): OrderState | undefined
  waybill(carrier: string, waybillNo: string): WaybillState | undefined
  listing(id: string): ListingFact | undefined
  /** The orders that a shop got in one hour since 1970, by time; empty where there are none. */
  shopHour(shopId: string, hour: number): readonly PlacedOrder[]
}

/** Keys that a weighing needs. A new kind of key is a set here, a getter in `States`, a loader. */
export interface Keys {
  readonly orders: Set<string>
  /** `waybillKey(carrier, waybillNo)` */
  readonly waybills: Set<string>
  readonly listings: Set<string>
  /** `shopHourKey(shopId, hour)` */
  readonly shopHours: Set<string>
}

export function noKeys(): Keys {
  return { orders: new Set(), waybills: new Set(), listings: new Set(), shopHours: new Set() }
}

/** The hour that a moment lies in, counted since 1970. */
export function hourOf(at: Instant): number {
  return Math.floor(at / HOUR)
}

export function shopHourKey(shopId: ShopId, hour: number): string {
  return `${hour}\n${shopId}`
}

/** States at one moment, and the means to bring more of them to hand. */
export interface Reading {
  readonly states: States
  /** Whether everything known is at hand already, so that nothing need be fetched. */
  readonly isComplete: boolean
  /** Brings the states of these keys to hand. Keys fetched before cost nothing. */
  fetch(keys: Keys): Promise<void>
}

/**
 * The socket for what is known. Two fillings: memory, for one run of a command, and the database.
 * Records may be absorbed in any order and any number of times; of one identity, the newest counts.
 */
export interface StateStore {
  absorb(records: readonly EngineRecord[]): Promise<void>
  /** What is known of records dated up to `now`. */
  read(now: Instant): Reading
}
