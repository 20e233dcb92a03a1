// The trial balance: what all accounts hold, which sums to zero in every currency.
import { ACCOUNT_KINDS, type AccountKind, isAccountKind } from './ledger.ts'

export interface CurrencyBalance {
  readonly currency: string
  readonly accounts: readonly { readonly kind: AccountKind; readonly amount: number }[]
  readonly sum: number
}

/** The trial balance from totals by currency and kind; kinds without an account are 0. */
export function trialBalance(
  totals: readonly { currency: string; kind: AccountKind; amount: number }[],
): CurrencyBalance[] {
  const currencies = [...new Set(totals.map(({ currency }) => currency))]
  return currencies.map((currency) => {
    const own = totals.filter((total) => total.currency === currency)
    const accounts = ACCOUNT_KINDS.map((kind) => ({
      kind,
      amount: own.find((total) => total.kind === kind)?.amount ?? 0,
    }))
    return { currency, accounts, sum: accounts.reduce((sum, { amount }) => sum + amount, 0) }
  })
}

/** Which postings a filter names. */
export interface AccountFilter {
  readonly kinds: readonly AccountKind[] | undefined
  readonly shopId: string | undefined
}

/**
 * Reads a filter by account: a kind (`deposit`), `withheld` for both that hold back, `shop:ID` for
 * all accounts of a shop, `shop:ID:deposit` for one of them. Undefined where it names none.
 */
export function parseAccount(text: string): AccountFilter | undefined {
  const kinds = kindsNamed(text)
  if (kinds) return { kinds, shopId: undefined }
  if (!text.startsWith('shop:')) return undefined
  const colon = text.lastIndexOf(':')
  const ofShop = kindsNamed(text.slice(colon + 1))
  if (ofShop && colon > 5) return { kinds: ofShop, shopId: text.slice(5, colon) }
  return { kinds: undefined, shopId: text.slice(5) }
}

function kindsNamed(text: string): readonly AccountKind[] | undefined {
  if (text === 'withheld') return ['withheld_deposit', 'withheld_balance']
  return isAccountKind(text) ? [text] : undefined
}
