// Who acts: staff, the marketplace's own systems, a party, nobody yet, or Tare itself.
import type { BuyerId, ShopId, StaffId } from '../vocabulary/ids.ts'
import type { Party } from '../vocabulary/party.ts'

export const STAFF_ROLES = [
  'reviewer',
  'senior_reviewer',
  'policy_owner',
  'finance',
  'analyst',
  'admin',
] as const
export type StaffRole = (typeof STAFF_ROLES)[number]

/** What the permission table knows an actor by. */
export type Role = StaffRole | 'marketplace' | 'buyer' | 'seller' | 'juror' | 'anonymous'

export type Actor =
  | {
      readonly kind: 'staff'
      readonly staffId: StaffId
      readonly name: string
      readonly roles: readonly StaffRole[]
    }
  | { readonly kind: 'marketplace'; readonly keyId: string }
  | { readonly kind: 'buyer'; readonly buyerId: BuyerId }
  | { readonly kind: 'seller'; readonly shopId: ShopId }
  | { readonly kind: 'juror'; readonly jurorId: string }
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'system' }

/** The roles under which an actor may ask for a permission. Tare itself asks nobody. */
export function rolesOf(actor: Actor): readonly Role[] {
  if (actor.kind === 'staff') return actor.roles
  return actor.kind === 'system' ? [] : [actor.kind]
}

/** How an actor is named in logs, keys and chains: `staff:…`, `marketplace:…`, `buyer:…`, …. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'staff':
      return `staff:${actor.staffId}`
    case 'marketplace':
      return `marketplace:${actor.keyId}`
    case 'buyer':
      return `buyer:${actor.buyerId}`
    case 'seller':
      return `seller:${actor.shopId}`
    case 'juror':
      return `juror:${actor.jurorId}`
    case 'anonymous':
    case 'system':
      return actor.kind
  }
}

/** The actor that a party is. */
export function actorOf(party: Party): Actor {
  switch (party.kind) {
    case 'buyer':
      return { kind: 'buyer', buyerId: party.id as BuyerId }
    case 'seller':
      return { kind: 'seller', shopId: party.id as ShopId }
    case 'juror':
      return { kind: 'juror', jurorId: party.id }
  }
}
