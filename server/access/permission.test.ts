// Promises of the table of permissions.
import { expect, test } from 'vitest'
import type { BuyerId, ShopId, StaffId } from '../vocabulary/ids.ts'
import { type Actor, STAFF_ROLES, type StaffRole } from './actor.ts'
import { demand, isPermission, may, permissionsOf } from './permission.ts'

const staff = (...roles: StaffRole[]): Actor => ({
  kind: 'staff',
  staffId: 'one' as StaffId,
  name: 'One',
  roles,
})
const marketplace: Actor = { kind: 'marketplace', keyId: 'key' }
const buyer: Actor = { kind: 'buyer', buyerId: 'b' as BuyerId }
const seller: Actor = { kind: 'seller', shopId: 's' as ShopId }
const juror: Actor = { kind: 'juror', jurorId: 'j' }
const anonymous: Actor = { kind: 'anonymous' }
const everyone = [
  ...STAFF_ROLES.map((role) => staff(role)),
  ...[marketplace, buyer, seller, juror, anonymous],
]

test('staff without a role may do no more than be signed in and read what binds everybody', () => {
  expect(permissionsOf(staff())).toEqual([
    ...['health.read', 'document.read', 'session.open', 'session.read', 'session.close'],
    'policy.read',
  ])
})

test('nobody who is not signed in may do anything but sign in and read health and documents', () => {
  expect(permissionsOf(anonymous)).toEqual(['health.read', 'document.read', 'session.open'])
})

test('only reviewers decide, and no key ever does', () => {
  const deciders = everyone.filter((actor) => may(actor, 'case.decide'))
  expect(deciders).toEqual([staff('reviewer'), staff('senior_reviewer')])
})

test('only an admin lets people in, and an admin judges nobody', () => {
  for (const name of ['staff.manage', 'api_key.manage', 'audit.read'] as const) {
    expect(everyone.filter((actor) => may(actor, name))).toEqual([staff('admin')])
  }
  expect(may(staff('admin'), 'case.decide')).toBe(false)
  expect(may(staff('admin'), 'case.approve')).toBe(false)
})

test('only the seller answers for a shop, not even the key of the marketplace itself', () => {
  expect(everyone.filter((actor) => may(actor, 'case.respond'))).toEqual([seller])
})

test('several roles give what each of them gives', () => {
  const both = staff('finance', 'policy_owner')
  expect(may(both, 'ledger.read')).toBe(true)
  expect(may(both, 'policy.write')).toBe(true)
  expect(may(both, 'case.decide')).toBe(false)
})

test('a refusal tells nobody in particular to sign in, and a known person what is missing', () => {
  expect(() => demand(anonymous, 'case.read')).toThrow(
    expect.objectContaining({ code: 'not_signed_in' }),
  )
  expect(() => demand(juror, 'case.decide')).toThrow(
    expect.objectContaining({
      code: 'not_permitted',
      message: expect.stringContaining('case.decide'),
    }),
  )
  expect(() => demand(seller, 'case.respond')).not.toThrow()
})

test('a name that is not in the table is no permission, whatever objects inherit', () => {
  for (const name of ['', 'case.eat', 'constructor', '__proto__']) {
    expect(isPermission(name)).toBe(false)
  }
})
