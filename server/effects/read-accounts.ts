// Reads what a shop has, as it is by now.
import type { Actor } from '../access/actor.ts'
import type { Database } from '../platform/database.ts'
import { Problem } from '../vocabulary/problem.ts'
import type { Instant } from '../vocabulary/time.ts'
import { accountsOf, type ShopAccounts } from './accounts.ts'
import { readEffects } from './effect-store.ts'
import { ensureCurrent } from './keep-current.ts'
import { readBooks } from './ledger-store.ts'
import { isKnown, readFutureSettlements } from './recorded-money-store.ts'
import { demandOwnShop } from './withdraw.ts'
import { mayWithdraw } from './withdrawal.ts'

/** The shop's accounts in each of its currencies. Throws `not_found`, also for another's shop. */
export async function readAccounts(
  db: Database,
  { actor, shopId }: { readonly actor: Actor; readonly shopId: string },
  now: Instant,
): Promise<ShopAccounts[]> {
  demandOwnShop(actor, shopId)
  if (!(await isKnown(db, 'shop', shopId))) {
    throw new Problem('not_found', `Nothing is known of a shop ${shopId}.`)
  }
  await ensureCurrent(db, { kind: 'shop', id: shopId }, now)
  const books = (await readBooks(db, [shopId])).get(shopId) ?? new Map()
  const future = await readFutureSettlements(db, shopId, now)
  const effects = await readEffects(db, `shop:${shopId}`)
  return accountsOf({
    books,
    future: new Map(future.map(({ currency, amount }) => [currency, amount])),
    mayWithdraw: mayWithdraw(effects, now),
  })
}
