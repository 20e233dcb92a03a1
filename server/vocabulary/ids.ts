// Identifiers: the marketplace's own strings, and Tare's UUIDv7.
import { v7 } from 'uuid'
import type { Instant } from './time.ts'

declare const idMark: unique symbol
type Id<Of extends string> = string & { readonly [idMark]: Of }

export type ShopId = Id<'shop'>
export type BuyerId = Id<'buyer'>
export type ListingId = Id<'listing'>
export type OrderId = Id<'order'>
export type OutletId = Id<'outlet'>

/** Tare's own identifiers, UUIDv7: they sort by the moment they were made. */
export type CaseId = Id<'case'>
export type DecisionId = Id<'decision'>
export type StaffId = Id<'staff'>

/** The most characters that an identifier of the marketplace may have. */
export const LONGEST_ID = 128

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** A fresh UUIDv7 for a thing that begins at `now`. */
export function newId<Of extends string>(now: Instant): Id<Of> {
  return v7({ msecs: now }) as Id<Of>
}

/** Whether the text has the form of one of Tare's own identifiers. */
export function isUuid(text: string): boolean {
  return UUID.test(text)
}

/** Whether the text can be an identifier: 1 to 128 characters, none of them a control character. */
export function isMarketplaceId(text: string): boolean {
  if (text.length < 1 || text.length > LONGEST_ID) return false
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code < 0x20 || (code >= 0x7f && code <= 0x9f)) return false
  }
  return text.isWellFormed()
}
