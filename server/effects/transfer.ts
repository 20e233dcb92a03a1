// One movement in a shop's books: planned as a pure function of what is there and what happened.
import {
  addClaims,
  bringIn,
  type Claim,
  type Funds,
  foldAgain,
  type Past,
  payBuyers,
  takeOut,
  totalOutstanding,
} from './funds.ts'
import { type Book, EMPTY_BOOK, type Posting, postingsBetween } from './ledger.ts'

/** Up to how much of each pot the decisions that stand hold back. */
export interface Holds {
  readonly deposit: number
  readonly balance: number
}

/** All that is known of a shop's money in one currency. */
export interface ShopMoney {
  readonly book: Book
  readonly holds: Holds
  /** Those that still wait, and whatever else concerns the same orders. */
  readonly claims: readonly Claim[]
}

export const NO_MONEY: ShopMoney = {
  book: EMPTY_BOOK,
  holds: { deposit: 0, balance: 0 },
  claims: [],
}

/** What happened, for the books to follow. */
export type Move =
  | { readonly reason: 'deposit' | 'settlement'; readonly amount: number }
  | { readonly reason: 'withdrawal'; readonly amount: number }
  /** A decision stands: it orders claims and holds (what it adds to them). */
  | { readonly reason: 'decision'; readonly claims: readonly Claim[]; readonly holds: Holds }
  /** A decision was reversed: the past without its claims, and what it held. */
  | {
      readonly reason: 'reversal'
      readonly effectIds: ReadonlySet<string>
      readonly past: readonly Past[]
      readonly holds: Holds
    }
  /** The time of a hold is over. */
  | { readonly reason: 'release'; readonly holds: Holds }

export interface PlannedTransfer {
  readonly money: ShopMoney
  /** Sum to zero; none where nothing moves. */
  readonly postings: readonly Posting[]
}

/** Follows one move. Throws only where a promise of this code is broken. */
export function planTransfer(money: ShopMoney, move: Move): PlannedTransfer {
  const changed = follow(fundsOf(money), money.claims, move)
  const funds = { ...changed, claims: payBuyers(changed.claims) }
  const holds = holdsAfter(money.holds, move)
  const book = bookOf({ money, move, funds, holds })
  return {
    money: { book, holds, claims: funds.claims },
    postings: postingsBetween(money.book, book),
  }
}

function fundsOf({ book, claims }: ShopMoney): Funds {
  return {
    deposit: book.deposit + book.withheld_deposit,
    balance: book.balance + book.withheld_balance,
    overdrawn: 0 - book.owed - book.compensation_due,
    claims,
  }
}

function follow(funds: Funds, claims: readonly Claim[], move: Move): Funds {
  switch (move.reason) {
    case 'deposit':
      return bringIn(funds, 'deposit', move.amount)
    case 'settlement':
      return bringIn(funds, 'balance', move.amount)
    case 'withdrawal':
      return takeOut(funds, 'balance', move.amount)
    case 'decision':
      return addClaims(funds, move.claims)
    case 'reversal':
      return foldAgain(
        move.past,
        claims.map((claim) =>
          move.effectIds.has(claim.effectId) ? { ...claim, stands: false } : claim,
        ),
      )
    case 'release':
      return funds
  }
}

function holdsAfter(holds: Holds, move: Move): Holds {
  if (move.reason === 'decision') return addHolds(holds, move.holds, 1)
  if (move.reason === 'reversal' || move.reason === 'release')
    return addHolds(holds, move.holds, -1)
  return holds
}

function addHolds(left: Holds, right: Holds, sign: 1 | -1): Holds {
  return {
    deposit: left.deposit + sign * right.deposit,
    balance: left.balance + sign * right.balance,
  }
}

interface Followed {
  readonly money: ShopMoney
  readonly move: Move
  readonly funds: Funds
  readonly holds: Holds
}

/** The books that say what the funds are. Holds reach only what is there after buyers are paid. */
function bookOf({ money, move, funds, holds }: Followed): Book {
  const was = money.book
  const added = move.reason === 'decision' ? move.claims : []
  const claimsBefore = [...money.claims, ...added.map((claim) => ({ ...claim, charged: 0 }))]
  const charged = totalCharged(funds.claims) - totalCharged(claimsBefore)
  const paid = totalPaid(funds.claims) - totalPaid(claimsBefore)
  const waiting = totalOutstanding(funds.claims) - totalOutstanding(money.claims)
  const heldDeposit = Math.min(holds.deposit, funds.deposit)
  const heldBalance = Math.min(holds.balance, funds.balance)
  const compensationDue = was.compensation_due + waiting
  return {
    deposit: funds.deposit - heldDeposit,
    balance: funds.balance - heldBalance,
    withheld_deposit: heldDeposit,
    withheld_balance: heldBalance,
    owed: negative(compensationDue + funds.overdrawn),
    compensation_due: compensationDue,
    compensation_paid: was.compensation_paid + paid,
    subsidy: was.subsidy + charged - paid,
    withdrawn: was.withdrawn + (move.reason === 'withdrawal' ? move.amount : 0),
    world: was.world - (isInflow(move) ? move.amount : 0),
  }
}

function isInflow(move: Move): move is Extract<Move, { reason: 'deposit' | 'settlement' }> {
  return move.reason === 'deposit' || move.reason === 'settlement'
}

function totalCharged(claims: readonly Claim[]): number {
  return claims.reduce((sum, claim) => sum + (claim.stands ? claim.charged : 0), 0)
}

function totalPaid(claims: readonly Claim[]): number {
  return claims.reduce((sum, claim) => sum + claim.paid, 0)
}

/** Minus zero is a number of its own and must not get into the books. */
function negative(amount: number): number {
  return amount === 0 ? 0 : -amount
}
