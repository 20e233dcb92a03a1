// Opens cases on orders that the machine holds for nearly certain, where nobody has yet.
import { actorName } from '../access/actor.ts'
import type { Database } from '../platform/database.ts'
import type { OrderId } from '../vocabulary/ids.ts'
import type { Instant } from '../vocabulary/time.ts'
import { opensCase } from './case-rules.ts'
import { readCaseRules } from './case-rules-store.ts'
import { claimOrders } from './claim-store.ts'
import { type OrderFacts, readOrders, readWeights, type WeighedOrder } from './material-store.ts'
import { newCaseId, type Opening, openCases } from './open-case.ts'

/**
 * Opens a case on each of the orders whose band is at or above the one that the rules name. An
 * order whose matter is or was heard in some case gets none; calling again changes nothing.
 */
export async function openDetectedCases(
  tx: Database,
  { orderIds }: { readonly orderIds: readonly OrderId[] | readonly string[] },
  now: Instant,
): Promise<void> {
  const asked = [...new Set(orderIds)] as OrderId[]
  const rules = await readCaseRules(tx, now)
  const weighed = (await readWeights(tx, asked)).filter(({ band }) => opensCase(rules, band))
  if (weighed.length === 0) return
  const orders = await readOrders(
    tx,
    weighed.map(({ orderId }) => orderId),
  )
  const openings = detectedOpenings(orders, weighed, now)
  const claims = openings.map(({ caseId, order }) => ({ caseId, orderId: order.orderId }))
  const free = await claimOrders(tx, claims)
  const rightful = openings.filter(({ order }) => free.has(order.orderId))
  await openCases(tx, rightful, { rules, now })
}

function detectedOpenings(
  orders: readonly OrderFacts[],
  weighed: readonly WeighedOrder[],
  now: Instant,
): readonly Opening[] {
  const weights = new Map(weighed.map((each) => [each.orderId, each]))
  return orders.map((order) => ({
    caseId: newCaseId(now),
    origin: 'detection',
    order,
    weighed: weights.get(order.orderId),
    report: null,
    actor: actorName({ kind: 'system' }),
  }))
}
