// Double entry for the money of one shop: its accounts, postings that sum to zero, fair splits.

/** On which side of zero an account must stay. */
type Side = 'not_below' | 'not_above' | 'either'

/**
 * The accounts that each shop has in each currency. What is on an account is what somebody is
 * entitled to; a figure below zero is what somebody has given or still has to give.
 */
export const ACCOUNTS = {
  /** The shop's security, free of holds. */
  deposit: 'not_below',
  /** What the shop has earned and may withdraw. */
  balance: 'not_below',
  /** The part of either that decisions hold back. It is still the shop's. */
  withheld_deposit: 'not_below',
  withheld_balance: 'not_below',
  /** What the shop has to give and has not got: to buyers who wait, and to the marketplace. */
  owed: 'not_above',
  /** What buyers wait for. */
  compensation_due: 'not_below',
  /** What buyers have got. */
  compensation_paid: 'not_below',
  /** What buyers have got at the marketplace's cost, their decision having been reversed. */
  subsidy: 'not_above',
  /** What the shop has taken out. */
  withdrawn: 'not_below',
  /** The marketplace's cash: below zero by what has come in for the shop. */
  world: 'either',
} as const satisfies Record<string, Side>

export type AccountKind = keyof typeof ACCOUNTS

export const ACCOUNT_KINDS = Object.keys(ACCOUNTS).filter(isAccountKind)

/** Whether the text names a kind of account. */
export function isAccountKind(text: string): text is AccountKind {
  return Object.hasOwn(ACCOUNTS, text)
}

/** The books of one shop in one currency: minor units on each account. */
export type Book = Readonly<Record<AccountKind, number>>

export const EMPTY_BOOK: Book = {
  deposit: 0,
  balance: 0,
  withheld_deposit: 0,
  withheld_balance: 0,
  owed: 0,
  compensation_due: 0,
  compensation_paid: 0,
  subsidy: 0,
  withdrawn: 0,
  world: 0,
}

/** One line of a transfer: what an account got (below zero: gave), and what it then holds. */
export interface Posting {
  readonly kind: AccountKind
  readonly amount: number
  readonly balanceAfter: number
}

/**
 * Throws where a book could not be true: an account on the wrong side of zero, an amount that is
 * no whole safe number, or a sum other than zero. Called before writing and after reading.
 */
export function assertSound(book: Book): void {
  let sum = 0
  for (const kind of ACCOUNT_KINDS) {
    const amount = book[kind]
    const side: Side = ACCOUNTS[kind]
    if (!Number.isSafeInteger(amount)) throw new RangeError(`${kind} is ${amount}`)
    if (side === 'not_below' && amount < 0) throw new RangeError(`${kind} is below zero: ${amount}`)
    if (side === 'not_above' && amount > 0) throw new RangeError(`${kind} is above zero: ${amount}`)
    sum += amount
  }
  if (sum !== 0) throw new RangeError(`the accounts sum to ${sum}, not to zero`)
}

/** The postings that lead from one sound book to another; none where nothing moves. */
export function postingsBetween(before: Book, after: Book): Posting[] {
  assertSound(after)
  return ACCOUNT_KINDS.filter((kind) => after[kind] !== before[kind]).map((kind) => ({
    kind,
    amount: after[kind] - before[kind],
    balanceAfter: after[kind],
  }))
}

/**
 * Shares `total` minor units in proportion to weights, to the last unit: everybody first gets the
 * whole units of the exact share, then the largest remainders get one more each (Hamilton's
 * method), the earlier of equals first. Throws where there is something to share and no weight.
 */
export function splitByWeight(total: number, weights: readonly number[]): number[] {
  if (total < 0 || weights.some((weight) => weight < 0)) throw new RangeError('below zero')
  const sum = weights.reduce((so, weight) => so + BigInt(weight), 0n)
  if (sum === 0n) {
    if (total > 0) throw new RangeError('nobody to share among')
    return weights.map(() => 0)
  }
  const exact = weights.map((weight) => BigInt(total) * BigInt(weight))
  const shares = exact.map((product) => Number(product / sum))
  const left = total - shares.reduce((so, share) => so + share, 0)
  const byRemainder = exact
    .map((product, index) => ({ index, remainder: product % sum }))
    .sort((a, b) =>
      a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
    )
  for (const { index } of byRemainder.slice(0, left)) shares[index] = (shares[index] ?? 0) + 1
  return shares
}
