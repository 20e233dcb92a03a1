// What can be an identifier.
import { describe, expect, it } from 'vitest'
import { isMarketplaceId, isUuid, newId } from './ids.ts'
import { parseParty } from './party.ts'
import { instant } from './time.ts'

describe('identifiers', () => {
  it('of the marketplace are 1 to 128 characters without control characters', () => {
    expect(['a', '订单-1', 'x'.repeat(128), 'a b|c'].every(isMarketplaceId)).toBe(true)
    expect(['', 'x'.repeat(129), 'a\nb', 'a\u0000', '\ud800'].some(isMarketplaceId)).toBe(false)
  })

  it('of Tare itself sort by the moment they were made', () => {
    const early = newId(instant(1_000))
    const late = newId(instant(2_000))
    expect(isUuid(early)).toBe(true)
    expect(early < late).toBe(true)
  })

  it('name a party only by a known kind and a possible id', () => {
    expect(parseParty('seller:S:1')).toEqual({ kind: 'seller', id: 'S:1' })
    expect(['seller', 'seller:', 'staff:1', ':x'].map(parseParty)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })
})
