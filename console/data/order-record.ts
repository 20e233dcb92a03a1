// Reads an order's records as the marketplace sent them: a field may be missing, none is invented.
import type { Money } from '../ui/format.ts'
import type { WholeOrder } from './answers.ts'

type Fields = Readonly<Record<string, unknown>>

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function textIn(fields: Fields, name: string): string | undefined {
  const value = fields[name]
  return typeof value === 'string' ? value : undefined
}

function numberIn(fields: Fields, name: string): number | undefined {
  const value = fields[name]
  return typeof value === 'number' ? value : undefined
}

function moneyIn(fields: Fields, name: string): Money | undefined {
  const value = fields[name]
  if (!isFields(value)) return undefined
  const amount = numberIn(value, 'amount')
  const currency = textIn(value, 'currency')
  return amount === undefined || currency === undefined ? undefined : { amount, currency }
}

function listIn(fields: Fields, name: string): Fields[] {
  const value = fields[name]
  return Array.isArray(value) ? value.filter(isFields) : []
}

export interface ReadLine {
  readonly listingId: string
  readonly title: string | undefined
  readonly quantity: number
  readonly unitPrice: Money | undefined
  /** What the seller declares one unit to weigh. */
  readonly weightGrams: number | undefined
}

export interface ReadScan {
  readonly id: string
  readonly at: string
  readonly kind: string
  readonly city: string | undefined
  readonly measuredGrams: number | undefined
}

export interface ReadParcel {
  readonly id: string
  readonly carrier: string
  readonly waybillNo: string
  readonly outletId: string | undefined
  readonly scans: readonly ReadScan[]
}

export interface ReadMessage {
  readonly id: string
  readonly at: string
  readonly from: string
  readonly text: string
}

export interface ReadOrder {
  readonly placedAt: string | undefined
  readonly paidAt: string | undefined
  readonly total: Money | undefined
  readonly city: string | undefined
  readonly lines: readonly ReadLine[]
  readonly parcels: readonly ReadParcel[]
  readonly messages: readonly ReadMessage[]
  readonly refunds: readonly { readonly at: string; readonly amount: Money }[]
}

function readLine(line: Fields, listings: readonly Fields[]): ReadLine {
  const listingId = textIn(line, 'listingId') ?? ''
  const listing = listings.find(({ id }) => id === listingId) ?? {}
  return {
    listingId,
    title: textIn(listing, 'title'),
    quantity: numberIn(line, 'quantity') ?? 1,
    unitPrice: moneyIn(line, 'unitPrice') ?? moneyIn(listing, 'price'),
    weightGrams: numberIn(listing, 'weightGrams'),
  }
}

function readScan(scan: Fields): ReadScan {
  return {
    id: textIn(scan, 'id') ?? '',
    at: textIn(scan, 'at') ?? '',
    kind: textIn(scan, 'kind') ?? '',
    city: textIn(scan, 'city'),
    measuredGrams: numberIn(scan, 'measuredGrams'),
  }
}

function readParcel(parcel: WholeOrder['parcels'][number]): ReadParcel {
  const scans = parcel.scans.map(readScan)
  return {
    id: parcel.id,
    carrier: textIn(parcel, 'carrier') ?? '',
    waybillNo: textIn(parcel, 'waybillNo') ?? '',
    outletId: textIn(parcel, 'outletId'),
    scans: scans.sort((left, right) => left.at.localeCompare(right.at)),
  }
}

function readMessage(message: Fields): ReadMessage {
  return {
    id: textIn(message, 'id') ?? '',
    at: textIn(message, 'at') ?? '',
    from: textIn(message, 'from') ?? '',
    text: textIn(message, 'text') ?? '',
  }
}

export function readOrder(whole: WholeOrder): ReadOrder {
  const { order, parcels, listings, messages, refunds } = whole
  const address: unknown = order.address
  return {
    placedAt: textIn(order, 'placedAt'),
    paidAt: textIn(order, 'paidAt'),
    total: moneyIn(order, 'total'),
    city: isFields(address) ? textIn(address, 'city') : undefined,
    lines: listIn(order, 'lines').map((line) => readLine(line, listings)),
    parcels: parcels.map(readParcel),
    messages: messages.map(readMessage),
    refunds: refunds.flatMap((refund) => {
      const amount = moneyIn(refund, 'amount')
      return amount ? [{ at: textIn(refund, 'at') ?? '', amount }] : []
    }),
  }
}
