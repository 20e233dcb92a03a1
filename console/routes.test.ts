// Tests of the addresses: made safely, and followed only within the console.
import { expect, test } from 'vitest'
import { ADDRESSES, addressOf, safeNext } from './routes.tsx'

test('an identifier of the marketplace cannot leave its place in an address', () => {
  expect(addressOf.shop('a/../b?c#d')).toBe('/console/shops/a%2F..%2Fb%3Fc%23d')
})

test('after signing in one goes on to a page of the desk, with its search', () => {
  expect(safeNext('/console/cases/1?show=all')).toBe('/console/cases/1?show=all')
  expect(addressOf.signIn('/console?show=all')).toBe(
    '/console/sign-in?next=%2Fconsole%3Fshow%3Dall',
  )
})

test('an address of elsewhere, of another path or of the door itself is not followed', () => {
  const elsewhere = ['https://evil.example', '//evil.example', '/consoles', '/party', null]
  for (const asked of elsewhere) expect(safeNext(asked)).toBe(ADDRESSES.queue)
  expect(safeNext('/console/sign-in?next=/console')).toBe(ADDRESSES.queue)
})
