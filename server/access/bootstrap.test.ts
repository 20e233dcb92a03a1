// Promises of the first start.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestDesk, PASSWORD, type TestDesk } from '../../test/access-desk.ts'
import { bootstrapAccess, isStoreEmpty, openMarketplaceKey } from './bootstrap.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(() => desk.close())

const first = {
  apiKey: 'a marketplace key of more than 32 characters',
  adminEmail: 'first@desk.example',
  adminPassword: PASSWORD,
}

const signIn = (email: string, password: string) =>
  desk.http.inject({ method: 'POST', url: '/v1/sessions', payload: { email, password } })

test('an empty store lets in the first key and the first admin', async () => {
  expect(await isStoreEmpty(desk.db)).toBe(true)
  const done = await bootstrapAccess(desk.db, first, desk.clock())
  expect(done).toEqual({ keyAdded: true, adminAdded: true })
  expect(await isStoreEmpty(desk.db)).toBe(false)
  expect((await signIn(first.adminEmail, PASSWORD)).statusCode).toBe(201)
  const headers = { authorization: `Bearer ${first.apiKey}` }
  const who = await desk.http.inject({ url: '/v1/sessions/current', headers })
  expect(who.json()).toMatchObject({ kind: 'marketplace' })
})

test('a later start changes nothing, whatever the settings say by then', async () => {
  await bootstrapAccess(desk.db, first, desk.clock())
  const other = {
    apiKey: 'another marketplace key of 32 characters',
    adminEmail: 'other@desk.example',
    adminPassword: PASSWORD,
  }
  const done = await bootstrapAccess(desk.db, other, desk.clock())
  expect(done).toEqual({ keyAdded: false, adminAdded: false })
  expect((await signIn(other.adminEmail, PASSWORD)).statusCode).toBe(401)
})

test('a key that was revoked does not come back with the next start', async () => {
  await bootstrapAccess(desk.db, first, desk.clock())
  await desk.db.query('update api_key set revoked_at = created_at')
  const done = await bootstrapAccess(desk.db, first, desk.clock())
  expect(done.keyAdded).toBe(false)
})

test('two processes at their first start at once let one admin in', async () => {
  const starts = [1, 2, 3].map(() => bootstrapAccess(desk.db, first, desk.clock()))
  const done = await Promise.all(starts)
  expect(done.filter(({ adminAdded }) => adminAdded)).toHaveLength(1)
  expect(done.filter(({ keyAdded }) => keyAdded)).toHaveLength(1)
})

test('without settings nobody is let in, and half an admin is a fault that says what to do', async () => {
  const none = { apiKey: undefined, adminEmail: undefined, adminPassword: undefined }
  await bootstrapAccess(desk.db, none, desk.clock())
  expect(await isStoreEmpty(desk.db)).toBe(true)
  const half = { ...none, adminEmail: 'half@desk.example' }
  await expect(bootstrapAccess(desk.db, half, desk.clock())).rejects.toThrow(
    'TARE_BOOTSTRAP_ADMIN_PASSWORD',
  )
})

test('a program of the operator gets a key that is let in', async () => {
  const text = await openMarketplaceKey(desk.db, 'this machine', desk.clock())
  const headers = { authorization: `Bearer ${text}` }
  const who = await desk.http.inject({ url: '/v1/sessions/current', headers })
  expect(who.statusCode).toBe(200)
})
