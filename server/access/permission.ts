// The one table of who may do what. What is not in it is not allowed.
import { Problem } from '../vocabulary/problem.ts'
import { type Actor, type Role, rolesOf, STAFF_ROLES } from './actor.ts'

const everyone = [...STAFF_ROLES, 'marketplace', 'buyer', 'seller', 'juror', 'anonymous'] as const
const signedIn = [...STAFF_ROLES, 'marketplace', 'buyer', 'seller', 'juror'] as const
const judges = ['reviewer', 'senior_reviewer'] as const
const desk = [...judges, 'policy_owner', 'finance', 'analyst'] as const

/**
 * Each permission with the roles that have it. A route names exactly one. Rows say what may be
 * asked at all; that a party sees only its own cases, shop and money is asked again in the verb.
 */
export const PERMISSIONS = {
  'health.read': everyone,
  'document.read': everyone,
  'session.open': everyone,
  'session.read': signedIn,
  'session.close': signedIn,
  'staff.manage': ['admin'],
  'api_key.manage': ['admin'],
  'audit.read': ['admin'],
  'party_token.issue': ['marketplace'],
  'record.write': ['marketplace'],
  'quarantine.read': ['marketplace', 'analyst', 'admin'],
  'assessment.read': [...desk, 'marketplace'],
  'order.read': [...desk, 'marketplace'],
  'report.file': ['buyer', 'marketplace'],
  'case.read': [...desk, 'marketplace', 'buyer', 'seller'],
  'case.assign': judges,
  'case.respond': ['seller'],
  'case.decide': judges,
  'case.approve': judges,
  'statement.read': [...desk, 'marketplace', 'buyer', 'seller'],
  'shop_standing.read': [...desk, 'marketplace', 'seller'],
  'buyer_standing.read': [...desk, 'marketplace', 'buyer'],
  'account.read': [...desk, 'marketplace', 'seller'],
  'ledger.read': ['finance', 'marketplace'],
  'withdrawal.ask': ['marketplace', 'seller'],
  'policy.read': signedIn,
  'policy.write': ['policy_owner'],
  'webhook.manage': ['admin', 'marketplace'],
  'effect.read': [...desk, 'marketplace'],
  'effect.confirm': ['marketplace'],
  'parcel.check': ['seller', 'marketplace'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof PERMISSIONS

/** Whether the text names a permission. */
export function isPermission(text: string): text is Permission {
  return Object.hasOwn(PERMISSIONS, text)
}

/** Everything the actor may ask for: what the console shows or greys out by. */
export function permissionsOf(actor: Actor): Permission[] {
  return Object.keys(PERMISSIONS)
    .filter(isPermission)
    .filter((permission) => may(actor, permission))
}

/** Whether the actor has the permission. */
export function may(actor: Actor, permission: Permission): boolean {
  const allowed: readonly Role[] = PERMISSIONS[permission]
  // Staff to whom no role was given yet are somebody all the same: they may at least sign out.
  if (allowed === everyone || (allowed === signedIn && actor.kind === 'staff')) return true
  return rolesOf(actor).some((role) => allowed.includes(role))
}

/** Refuses an actor that lacks the permission: 401 for nobody in particular, else 403. */
export function demand(actor: Actor, permission: Permission): void {
  if (may(actor, permission)) return
  if (actor.kind === 'anonymous') {
    throw new Problem(
      'not_signed_in',
      'Send a session token or an API key as `Authorization: Bearer`.',
    )
  }
  throw new Problem('not_permitted', `This needs the permission ${permission}.`)
}
