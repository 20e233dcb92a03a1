// The table of fields: what each of the eleven types must and may carry, and within which limits.
import { LARGEST_AMOUNT } from '../vocabulary/money.ts'
import type { MarketRecord, RecordType } from './record.ts'
import { REASONS, SCAN_KINDS } from './record.ts'

/** What the value of one field has to be. Lengths count UTF-16 units, as JavaScript does. */
export type FieldRule =
  | { readonly kind: 'id' }
  | { readonly kind: 'text'; readonly most: number }
  | { readonly kind: 'time' }
  | { readonly kind: 'money'; readonly least: number; readonly most: number }
  | { readonly kind: 'whole'; readonly least: number; readonly most: number }
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  | { readonly kind: 'object'; readonly fields: Fields }
  | { readonly kind: 'list'; readonly most: number; readonly fields: Fields }

export type Field<Required extends boolean = boolean> = FieldRule & { readonly required: Required }
export type Fields = Readonly<Record<string, Field>>

/** Holds a table to its type: every field named once, required where the type requires it. */
type FieldsOf<Of> = {
  readonly [Name in Exclude<keyof Of, 'type'>]-?: Field<
    Record<never, never> extends Pick<Of, Name> ? false : true
  >
}
type Known<Type extends RecordType> = Extract<MarketRecord, { readonly type: Type }>
type Line = NonNullable<Known<'order'>['lines']>[number]
type Address = NonNullable<Known<'order'>['address']>

const must = (rule: FieldRule) => ({ ...rule, required: true as const })
const may = (rule: FieldRule) => ({ ...rule, required: false as const })

const id: FieldRule = { kind: 'id' }
const time: FieldRule = { kind: 'time' }
const price: FieldRule = { kind: 'money', least: 0, most: LARGEST_AMOUNT }
/** Settlements are taken back and deposits paid back, so these may be below zero. */
const signed: FieldRule = { kind: 'money', least: -LARGEST_AMOUNT, most: LARGEST_AMOUNT }
/** A hundred tons: more than any parcel, less than what a mistaken unit makes of one. */
const grams: FieldRule = { kind: 'whole', least: 0, most: 100_000_000 }
const text = (most: number): FieldRule => ({ kind: 'text', most })
const choice = (of: readonly string[]): FieldRule => ({ kind: 'choice', of })

const line: FieldsOf<Line> = {
  listingId: must(id),
  quantity: must({ kind: 'whole', least: 1, most: 1_000_000 }),
  unitPrice: may(price),
}

const address: FieldsOf<Address> = {
  key: must(id),
  city: must(text(200)),
  district: may(text(200)),
  country: may(text(200)),
}

/**
 * Fields are checked, written and hashed in the order of this table: add a field at the end of
 * its type, and never move one, or every record stored before looks changed when it comes again.
 */
export const RECORD_FIELDS: { readonly [Type in RecordType]: FieldsOf<Known<Type>> } = {
  shop: {
    id: must(id),
    name: may(text(200)),
    openedAt: may(time),
    category: may(text(200)),
    city: may(text(200)),
  },
  buyer: { id: must(id), registeredAt: may(time), city: may(text(200)) },
  listing: {
    id: must(id),
    shopId: must(id),
    title: must(text(500)),
    category: may(text(200)),
    weightGrams: may(grams),
    price: may(price),
  },
  order: {
    id: must(id),
    shopId: must(id),
    buyerId: must(id),
    placedAt: must(time),
    lines: may({ kind: 'list', most: 500, fields: line }),
    total: may(price),
    paidAt: may(time),
    payerId: may(id),
    deviceId: may(id),
    networkId: may(id),
    address: may({ kind: 'object', fields: address }),
  },
  // A carrier and a number are joined to a key by a line feed, which no identifier can hold.
  parcel: {
    id: must(id),
    orderId: must(id),
    carrier: must(id),
    waybillNo: must(id),
    shippedAt: may(time),
    outletId: may(id),
    declaredGrams: may(grams),
  },
  scan: {
    id: must(id),
    carrier: must(id),
    waybillNo: must(id),
    at: must(time),
    kind: must(choice(SCAN_KINDS)),
    city: may(text(200)),
    outletId: may(id),
    measuredGrams: may(grams),
    note: may(text(1_000)),
  },
  refund: {
    id: must(id),
    orderId: must(id),
    at: must(time),
    amount: must(price),
    reason: may(choice(REASONS)),
  },
  review: {
    id: must(id),
    orderId: must(id),
    at: must(time),
    stars: must({ kind: 'whole', least: 1, most: 5 }),
    text: may(text(10_000)),
  },
  message: {
    id: must(id),
    orderId: must(id),
    at: must(time),
    from: must(choice(['buyer', 'seller'])),
    text: must(text(10_000)),
  },
  settlement: {
    id: must(id),
    shopId: must(id),
    at: must(time),
    amount: must(signed),
    orderId: may(id),
  },
  deposit: { id: must(id), shopId: must(id), at: must(time), amount: must(signed) },
}
