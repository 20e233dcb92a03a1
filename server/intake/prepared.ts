// A checked record as it goes into the table: its bytes, their hash, and what it is looked up by.
import { hash } from 'node:crypto'
import type { Instant } from '../vocabulary/time.ts'
import { type EngineRecord, waybillKey } from './record.ts'

export interface Prepared {
  readonly type: EngineRecord['type']
  readonly id: string
  /** 16 bytes in hex: two different records of one id agree by chance once in 2^64 tries. */
  readonly hash: string
  /** The text of the stored JSON. */
  readonly body: string
  readonly keys: LookupKeys
}

export interface LookupKeys {
  /** The record's own moment. */
  readonly at: Instant | null
  readonly orderId: string | null
  readonly shopId: string | null
  readonly buyerId: string | null
  readonly waybill: string | null
  readonly listingIds: readonly string[] | null
}

/**
 * The record as it is stored and recognised. Its fields are in the order of record-fields.ts, so
 * its JSON is canonical; unknown fields ride along in the body and do not count for the hash, so
 * that an export which adds a column is no correction of everything.
 */
export function prepare(record: EngineRecord, extra?: string): Prepared {
  const text = JSON.stringify(record)
  return {
    type: record.type,
    id: record.id,
    hash: hash('sha256', text, 'hex').slice(0, 32),
    body: extra === undefined ? text : `${text.slice(0, -1)},"extra":${extra}}`,
    keys: lookupKeys(record),
  }
}

const NONE: LookupKeys = {
  at: null,
  orderId: null,
  shopId: null,
  buyerId: null,
  waybill: null,
  listingIds: null,
}

function lookupKeys(record: EngineRecord): LookupKeys {
  switch (record.type) {
    case 'shop':
      return { ...NONE, at: record.openedAt ?? null, shopId: record.id }
    case 'buyer':
      return { ...NONE, at: record.registeredAt ?? null, buyerId: record.id }
    case 'listing':
      return { ...NONE, shopId: record.shopId, listingIds: [record.id] }
    case 'order': {
      const { placedAt, id, shopId, buyerId, lines = [] } = record
      const listingIds = [...new Set(lines.map((line) => line.listingId))]
      return { ...NONE, at: placedAt, orderId: id, shopId, buyerId, listingIds }
    }
    case 'parcel': {
      const { shippedAt, orderId, carrier, waybillNo } = record
      return { ...NONE, at: shippedAt ?? null, orderId, waybill: waybillKey(carrier, waybillNo) }
    }
    case 'scan':
      return { ...NONE, at: record.at, waybill: waybillKey(record.carrier, record.waybillNo) }
    case 'refund':
    case 'review':
    case 'message':
      return { ...NONE, at: record.at, orderId: record.orderId }
    case 'settlement':
      return { ...NONE, at: record.at, shopId: record.shopId, orderId: record.orderId ?? null }
    case 'deposit':
      return { ...NONE, at: record.at, shopId: record.shopId }
    case 'report':
      return { ...NONE, at: record.at, orderId: record.orderId, buyerId: record.buyerId }
  }
}
