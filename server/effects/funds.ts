// The rules of a shop's money, as one fold: what comes in, what buyers are due, what is taken out.
//
// Whatever moves money is an input to this fold, and the books are its result. A reversal folds the
// shop's history again without the reversed claims: it has no rules of its own.
import { splitByWeight } from './ledger.ts'

/** Compensation that a decision orders the shop to pay for one order. */
export interface Claim {
  readonly effectId: string
  readonly orderId: string
  readonly buyerId: string
  /** The number of the transfer that ordered it. Claims of one number share a short fund. */
  readonly seq: number
  readonly amount: number
  /** What the shop has given towards it. */
  readonly charged: number
  /** What its buyer has got under it. More than `charged` only after a reversal. */
  readonly paid: number
  /** Whether its decision stands. A reversed claim is kept for what its buyer has got. */
  readonly stands: boolean
}

/** A shop's money in one currency. What decisions hold back is included in the two pots. */
export interface Funds {
  readonly deposit: number
  readonly balance: number
  /** What the shop owes the marketplace, having got more than was its own. */
  readonly overdrawn: number
  readonly claims: readonly Claim[]
}

export type Pot = 'deposit' | 'balance'

/** Money that came in or went out, as it happened; below zero where it was taken back. */
export interface Past {
  readonly seq: number
  readonly reason: 'deposit' | 'settlement' | 'withdrawal'
  readonly amount: number
}

export const NO_FUNDS: Funds = { deposit: 0, balance: 0, overdrawn: 0, claims: [] }

/** What a claim still waits for. */
export function outstanding(claim: Claim): number {
  return claim.stands ? claim.amount - claim.charged : 0
}

/** What all claims still wait for. */
export function totalOutstanding(claims: readonly Claim[]): number {
  return claims.reduce((sum, claim) => sum + outstanding(claim), 0)
}

/**
 * Money comes in. Buyers who wait are paid from it first, then what the shop owes the marketplace;
 * only the rest is the shop's. Below zero it is {@link takeOut}.
 */
export function bringIn(funds: Funds, pot: Pot, amount: number): Funds {
  if (amount < 0) return takeOut(funds, pot, -amount)
  const { claims, given } = giveToClaims(funds.claims, amount)
  const repaid = Math.min(funds.overdrawn, amount - given)
  const rest = amount - given - repaid
  return { ...funds, [pot]: funds[pot] + rest, overdrawn: funds.overdrawn - repaid, claims }
}

/**
 * Money has gone out, or never came although it was told: from its own pot, then from the other;
 * what neither has is owed to the marketplace.
 */
export function takeOut(funds: Funds, pot: Pot, amount: number): Funds {
  const other: Pot = pot === 'deposit' ? 'balance' : 'deposit'
  const own = Math.min(funds[pot], amount)
  const fromOther = Math.min(funds[other], amount - own)
  return {
    ...funds,
    [pot]: funds[pot] - own,
    [other]: funds[other] - fromOther,
    overdrawn: funds.overdrawn + amount - own - fromOther,
  }
}

/** Claims are ordered: paid from the deposit, then from the balance; the rest waits. */
export function addClaims(funds: Funds, added: readonly Claim[]): Funds {
  const { claims, given } = giveToClaims(added, funds.deposit + funds.balance)
  const fromDeposit = Math.min(funds.deposit, given)
  return {
    ...funds,
    deposit: funds.deposit - fromDeposit,
    balance: funds.balance - (given - fromDeposit),
    claims: [...funds.claims, ...claims],
  }
}

/** Gives up to `most` to claims, those ordered first before later ones, pro rata among equals. */
function giveToClaims(
  claims: readonly Claim[],
  most: number,
): { claims: readonly Claim[]; given: number } {
  const due = claims.filter((claim) => outstanding(claim) > 0)
  if (most === 0 || due.length === 0) return { claims, given: 0 }
  const shares = new Map<string, number>()
  let left = most
  for (const group of inOrder(due)) {
    const part = Math.min(left, totalOutstanding(group))
    const split = splitByWeight(part, group.map(outstanding))
    for (const [index, claim] of group.entries()) shares.set(claim.effectId, split[index] ?? 0)
    left -= part
  }
  const paid = claims.map((claim) => {
    const share = shares.get(claim.effectId)
    return share ? { ...claim, charged: claim.charged + share } : claim
  })
  return { claims: paid, given: most - left }
}

/** Claims in groups of one transfer each, the earliest first. */
function inOrder(claims: readonly Claim[]): Claim[][] {
  const groups = new Map<number, Claim[]>()
  for (const claim of claims) {
    const group = groups.get(claim.seq)
    if (group) group.push(claim)
    else groups.set(claim.seq, [claim])
  }
  return [...groups.entries()].sort(([a], [b]) => a - b).map(([, group]) => group)
}

/**
 * The funds as they would be had only those claims been ordered that stand: the whole past folded
 * again. What buyers have got stays as it is. Removing a claim never leaves less in either pot at
 * any moment, so what was withdrawn meanwhile could be withdrawn all the same.
 */
export function foldAgain(past: readonly Past[], claims: readonly Claim[]): Funds {
  const standing = claims.filter((claim) => claim.stands)
  const groups = inOrder(standing.map((claim) => ({ ...claim, charged: 0 })))
  const steps = [
    ...past.map((entry) => ({ seq: entry.seq, apply: (funds: Funds) => applyPast(funds, entry) })),
    ...groups.map((group) => ({
      seq: group[0]?.seq ?? 0,
      apply: (funds: Funds) => addClaims(funds, group),
    })),
  ].sort((a, b) => a.seq - b.seq)
  const folded = steps.reduce((funds, step) => step.apply(funds), NO_FUNDS)
  const gone = claims.filter((claim) => !claim.stands).map((claim) => ({ ...claim, charged: 0 }))
  return { ...folded, claims: [...folded.claims, ...gone] }
}

function applyPast(funds: Funds, { reason, amount }: Past): Funds {
  if (reason === 'withdrawal') return takeOut(funds, 'balance', amount)
  return bringIn(funds, reason === 'deposit' ? 'deposit' : 'balance', amount)
}

/**
 * Pays out to buyers what shops have been charged for them. What a buyer has already got for the
 * same order, under a decision since reversed, counts: nobody is paid twice.
 */
export function payBuyers(claims: readonly Claim[]): readonly Claim[] {
  const groups = new Map<string, { charged: number; paid: number }>()
  for (const claim of claims) {
    const key = entitlement(claim)
    const so = groups.get(key) ?? { charged: 0, paid: 0 }
    const charged = claim.stands ? claim.charged : 0
    groups.set(key, { charged: so.charged + charged, paid: so.paid + claim.paid })
  }
  return claims.map((claim) => {
    const group = groups.get(entitlement(claim))
    if (!group || !claim.stands) return claim
    const pay = Math.min(Math.max(claim.charged - claim.paid, 0), group.charged - group.paid)
    if (pay <= 0) return claim
    group.paid += pay
    return { ...claim, paid: claim.paid + pay }
  })
}

function entitlement({ orderId, buyerId }: Claim): string {
  return `${orderId}\n${buyerId}`
}
