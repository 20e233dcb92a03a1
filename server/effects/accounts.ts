// A shop's accounts as people read them: what is posted, what can be used now, what is held back.
import { type Money, money } from '../vocabulary/money.ts'
import { type Book, EMPTY_BOOK } from './ledger.ts'

export interface AccountFigures {
  /** What the books say is on it. */
  readonly posted: Money
  /** What can be used now: withdrawn from the balance, drawn upon for buyers from the deposit. */
  readonly available: Money
}

export interface ShopAccounts {
  readonly currency: string
  readonly deposit: AccountFigures
  readonly balance: AccountFigures
  readonly withheld: AccountFigures
  /** What the shop has to give and has not got; collected from whatever comes in. */
  readonly owed: Money
  /** Settlements dated later than now. */
  readonly futureSettlements: Money
}

/** The currency of a shop that nothing has been recorded of. */
const USUAL_CURRENCY = 'CNY'

export interface AccountsAsked {
  readonly books: ReadonlyMap<string, Book>
  readonly future: ReadonlyMap<string, number>
  readonly mayWithdraw: boolean
}

/** The accounts in every currency the shop has any in, the shop's main currency first. */
export function accountsOf({ books, future, mayWithdraw }: AccountsAsked): ShopAccounts[] {
  const currencies = [...new Set([...books.keys(), ...future.keys()])].sort(mainFirst)
  if (currencies.length === 0) currencies.push(USUAL_CURRENCY)
  return currencies.map((currency) => {
    const book = books.get(currency) ?? EMPTY_BOOK
    const inCurrency = (amount: number) => money(amount, currency)
    const withheld = book.withheld_deposit + book.withheld_balance
    return {
      currency,
      deposit: { posted: inCurrency(book.deposit), available: inCurrency(book.deposit) },
      balance: {
        posted: inCurrency(book.balance),
        available: inCurrency(mayWithdraw ? book.balance : 0),
      },
      withheld: { posted: inCurrency(withheld), available: inCurrency(0) },
      owed: inCurrency(Math.abs(book.owed)),
      futureSettlements: inCurrency(future.get(currency) ?? 0),
    }
  })
}

function mainFirst(a: string, b: string): number {
  if (a === USUAL_CURRENCY || b === USUAL_CURRENCY) return a === USUAL_CURRENCY ? -1 : 1
  return a < b ? -1 : 1
}
