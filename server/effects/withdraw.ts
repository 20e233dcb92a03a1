// A shop takes money out: allowed or refused in one call, right however many ask at once.
import { type Actor, actorName } from '../access/actor.ts'
import type { Database } from '../platform/database.ts'
import { newId } from '../vocabulary/ids.ts'
import type { Money } from '../vocabulary/money.ts'
import { Problem } from '../vocabulary/problem.ts'
import type { Instant } from '../vocabulary/time.ts'
import { type CurrentShop, keepShopCurrent } from './keep-current.ts'
import { findTransfer } from './ledger-store.ts'
import { moneyIn, recordMove, writeBooks } from './open-books.ts'
import { type WithdrawalReason, weighWithdrawal } from './withdrawal.ts'

export interface WithdrawalRequest {
  readonly actor: Actor
  readonly shopId: string
  readonly amount: Money
  /** The caller's own key: the same request under it is one withdrawal, however often it comes. */
  readonly key: string | undefined
  readonly now: Instant
}

export type Withdrawal =
  | { readonly allowed: true; readonly id: string }
  | {
      readonly allowed: false
      readonly reasons: readonly WithdrawalReason[]
      readonly availableAmount: Money
    }

/**
 * Allows a withdrawal, and the amount has left the balance; or refuses it, and nothing has changed.
 * Throws `not_found` for a shop that is not the seller's own, `key_used_otherwise` where the key
 * came with another amount.
 */
export async function withdraw(db: Database, request: WithdrawalRequest): Promise<Withdrawal> {
  const { actor, shopId, now } = request
  demandOwnShop(actor, shopId)
  const key = `withdrawal:${actorName(actor)}:${request.key ?? newId(now)}`
  return db.tx(async (tx) => {
    const shop = await keepShopCurrent(tx, shopId, now)
    const earlier = await findTransfer(tx, { shopId, key })
    if (earlier) return repeated(earlier, request.amount)
    return decide(tx, shop, { ...request, key })
  })
}

/** A seller's money is its own business: of another shop it is not even told whether it exists. */
export function demandOwnShop(actor: Actor, shopId: string): void {
  if (actor.kind === 'seller' && actor.shopId !== shopId) {
    throw new Problem('not_found', `There is no shop ${shopId} of yours.`)
  }
}

function repeated(earlier: { id: string } & Money, { amount, currency }: Money): Withdrawal {
  if (earlier.amount === amount && earlier.currency === currency) {
    return { allowed: true, id: earlier.id }
  }
  throw new Problem('key_used_otherwise', 'This Idempotency-Key came with another amount before.')
}

async function decide(
  tx: Database,
  { books, effects }: CurrentShop,
  { actor, shopId, amount, key, now }: WithdrawalRequest & { readonly key: string },
): Promise<Withdrawal> {
  const { book } = moneyIn(books, shopId, amount.currency)
  const { reasons, available } = weighWithdrawal({ amount, book, effects, now })
  if (reasons.length > 0) return { allowed: false, reasons, availableAmount: available }
  const transfer = recordMove(books, {
    ...{ shopId, currency: amount.currency, key, actor: actorName(actor) },
    move: { reason: 'withdrawal', amount: amount.amount },
  })
  if (!transfer) throw new RangeError(`a withdrawal of ${amount.amount} moves nothing`)
  // The books keep who asked, and are only added to. An entry in the log of acts beside it would
  // make every withdrawal of every shop wait for the one before.
  await writeBooks(tx, books)
  return { allowed: true, id: transfer.id }
}
