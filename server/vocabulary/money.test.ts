// Amounts stay whole and exact.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isCurrency, LARGEST_AMOUNT, money, plus, shareOf } from './money.ts'

describe('money', () => {
  it('refuses what is not a whole safe number of minor units', () => {
    for (const amount of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
      expect(() => money(amount, 'CNY')).toThrow(RangeError)
    }
  })

  it('does not add two currencies', () => {
    expect(() => plus(money(1, 'CNY'), money(1, 'EUR'))).toThrow('cannot add EUR to CNY')
  })

  it('rounds a share by halves away from zero', () => {
    expect(shareOf(money(5, 'CNY'), 3_000).amount).toBe(2)
    expect(shareOf(money(-5, 'CNY'), 3_000).amount).toBe(-2)
    expect(shareOf(money(1_299, 'CNY'), 10_000).amount).toBe(1_299)
  })

  it('takes a share that is never off by more than half a unit', () => {
    const amounts = fc.integer({ min: 0, max: LARGEST_AMOUNT })
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 10_000 }), (amount, parts) => {
        const exact = (amount / 10_000) * parts
        expect(Math.abs(shareOf(money(amount, 'CNY'), parts).amount - exact)).toBeLessThan(0.501)
      }),
    )
  })

  it('knows the currencies in use and no others', () => {
    expect(['CNY', 'EUR', 'BRL'].every(isCurrency)).toBe(true)
    expect(['cny', 'XXZ', '', 'CNY '].some(isCurrency)).toBe(false)
  })
})
