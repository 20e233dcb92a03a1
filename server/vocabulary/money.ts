// Money: integer minor units of an ISO 4217 currency, never a fraction of a unit.

/** An amount in minor units (fen, cents), a safe integer, with its three-letter currency. */
export interface Money {
  readonly amount: number
  readonly currency: string
}

/** The most minor units that one amount may have; sums of a million of them stay exact. */
export const LARGEST_AMOUNT = 9_000_000_000

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'))

/** Whether the text is the code of a currency in use. */
export function isCurrency(text: string): boolean {
  return CURRENCIES.has(text)
}

export function money(amount: number, currency: string): Money {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`${amount} is not a whole safe amount`)
  return { amount, currency }
}

/** The sum of two amounts of one currency. Different currencies are a mistake of the caller. */
export function plus(left: Money, right: Money): Money {
  if (left.currency !== right.currency) {
    throw new RangeError(`cannot add ${right.currency} to ${left.currency}`)
  }
  return money(left.amount + right.amount, left.currency)
}

/**
 * A share of an amount, in parts per ten thousand, halves rounded away from zero as merchants do.
 * Exact: the product is taken in bigint.
 */
export function shareOf(whole: Money, partsPerTenThousand: number): Money {
  const product = BigInt(whole.amount) * BigInt(partsPerTenThousand)
  const half = product < 0n ? -5_000n : 5_000n
  return money(Number((product + half) / 10_000n), whole.currency)
}
