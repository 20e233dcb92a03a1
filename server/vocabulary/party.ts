// Who stands before the desk: a buyer, a seller (as a shop), a juror.
import { isMarketplaceId } from './ids.ts'

export type PartyKind = 'buyer' | 'seller' | 'juror'

/** A person outside the staff, by the marketplace's own identifier (a seller's is the shop's). */
export interface Party {
  readonly kind: PartyKind
  readonly id: string
}

const KINDS: readonly string[] = ['buyer', 'seller', 'juror'] satisfies PartyKind[]

/** Reads `buyer:ID`, `seller:SHOP_ID` or `juror:ID`; undefined where the text is none of these. */
export function parseParty(text: string): Party | undefined {
  const colon = text.indexOf(':')
  const kind = text.slice(0, colon)
  const id = text.slice(colon + 1)
  if (colon < 0 || !KINDS.includes(kind) || !isMarketplaceId(id)) return undefined
  return { kind: kind as PartyKind, id }
}

export function formatParty(party: Party): string {
  return `${party.kind}:${party.id}`
}
