// A decision stands: what it orders is done to its shop and its reporters, what it replaced undone.
import { readDecision } from '../decisions/decision-store.ts'
import type { Database } from '../platform/database.ts'
import type { DecisionId } from '../vocabulary/ids.ts'
import type { Instant } from '../vocabulary/time.ts'
import { keepBuyerCurrent, keepShopCurrent } from './keep-current.ts'

/** Brings everybody whom the decision concerns to what standing decisions order by now. */
export async function applyEffects(
  tx: Database,
  { decisionId }: { readonly decisionId: string },
  now: Instant,
): Promise<void> {
  const decision = await readDecision(tx, decisionId as DecisionId)
  if (!decision) throw new Error(`there is no decision ${decisionId}`)
  const reporters = decision.measures.flatMap((measure) =>
    measure.on === 'reporter' ? [measure.buyerId] : [],
  )
  // Buyers before shops: everybody locks in this order.
  for (const buyerId of [...new Set([decision.buyerId, ...reporters])].sort()) {
    await keepBuyerCurrent(tx, buyerId, now)
  }
  await keepShopCurrent(tx, decision.shopId, now)
}
