// The checksum of zstd frames against values that other programs computed.
import { expect, it } from 'vitest'
import { createXxhash64 } from './xxhash64.ts'

function hashOf(bytes: Uint8Array, piece = bytes.length): string {
  const hash = createXxhash64()
  for (let at = 0; at < bytes.length; at += piece) hash.update(bytes.subarray(at, at + piece))
  return hash.digest().toString(16).padStart(16, '0')
}

it('agrees with the published values for short texts', () => {
  expect(hashOf(new Uint8Array(0), 1)).toBe('ef46db3751d8e999')
  expect(hashOf(Buffer.from('a'))).toBe('d24ec4f1a98c6e5b')
  expect(hashOf(Buffer.from('abc'))).toBe('44bc2cf5ad770999')
})

it('does not depend on the pieces in which the bytes come', () => {
  const bytes = Buffer.from(Array.from({ length: 1_000 }, (_, index) => (index * 131) & 255))
  const whole = hashOf(bytes)
  for (const piece of [1, 3, 31, 32, 33, 64, 999]) expect(hashOf(bytes, piece)).toBe(whole)
})
