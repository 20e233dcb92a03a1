// Books that could not be true are refused, and shares add up to the last unit.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assertSound, EMPTY_BOOK, postingsBetween, splitByWeight } from './ledger.ts'

describe('the books', () => {
  it('refuse an account on the wrong side of zero, and a sum other than zero', () => {
    expect(() => assertSound({ ...EMPTY_BOOK, deposit: -1, world: 1 })).toThrow('deposit')
    expect(() => assertSound({ ...EMPTY_BOOK, owed: 1, world: -1 })).toThrow('owed')
    expect(() => assertSound({ ...EMPTY_BOOK, deposit: 1 })).toThrow('sum to 1')
    expect(() => assertSound({ ...EMPTY_BOOK, deposit: 0.5, world: -0.5 })).toThrow('0.5')
  })

  it('give the postings between two states, each with what the account then holds', () => {
    const before = { ...EMPTY_BOOK, deposit: 100, world: -100 }
    const after = { ...EMPTY_BOOK, deposit: 30, compensation_paid: 70, world: -100 }
    expect(postingsBetween(before, after)).toEqual([
      { kind: 'deposit', amount: -70, balanceAfter: 30 },
      { kind: 'compensation_paid', amount: 70, balanceAfter: 70 },
    ])
    expect(postingsBetween(after, after)).toEqual([])
  })
})

describe('a share by weight', () => {
  it('gives the last units to the largest remainders, the earlier of equals first', () => {
    expect(splitByWeight(100, [1, 1, 1])).toEqual([34, 33, 33])
    expect(splitByWeight(10, [3, 3, 4])).toEqual([3, 3, 4])
    expect(splitByWeight(2, [5, 3, 3])).toEqual([1, 1, 0])
    expect(splitByWeight(0, [0, 0])).toEqual([0, 0])
    expect(() => splitByWeight(1, [0])).toThrow('nobody')
  })

  it('adds up exactly, and nobody is a whole unit away from the exact share', () => {
    const weights = fc.array(fc.nat({ max: 9_000_000_000 }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(fc.nat({ max: 9_000_000_000 }), weights, (total, parts) => {
        const sum = parts.reduce((so, part) => so + part, 0)
        fc.pre(sum > 0)
        const shares = splitByWeight(total, parts)
        expect(shares.reduce((so, share) => so + share, 0)).toBe(total)
        shares.forEach((share, index) => {
          const distance = BigInt(share) * BigInt(sum) - BigInt(total) * BigInt(parts[index] ?? 0)
          expect(distance < BigInt(sum) && distance > -BigInt(sum)).toBe(true)
        })
      }),
    )
  })
})
