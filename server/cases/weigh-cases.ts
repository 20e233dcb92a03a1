// Takes over how the machine weighs the orders of cases that are still open, for the queue's order.
import type { Database } from '../platform/database.ts'
import type { OrderId } from '../vocabulary/ids.ts'
import type { Instant } from '../vocabulary/time.ts'
import { harmOf } from './case.ts'
import { updateWeights } from './case-store.ts'
import { readClaims } from './claim-store.ts'
import { readOrders, readWeights } from './material-store.ts'

/**
 * Brings probability, band and expected loss of the open cases on these orders up to date. It is
 * no act in the case: nothing enters the timeline, and whoever acts at the same moment wins.
 */
export async function weighCases(
  tx: Database,
  { orderIds }: { readonly orderIds: readonly OrderId[] },
  _now: Instant,
): Promise<void> {
  const claims = await readClaims(tx, orderIds)
  if (claims.length === 0) return
  const claimed = claims.map(({ orderId }) => orderId)
  const paid = new Map(
    (await readOrders(tx, claimed)).map(({ orderId, paidAmount }) => [orderId, paidAmount]),
  )
  const weights = await readWeights(tx, claimed)
  await updateWeights(
    tx,
    weights.map(({ orderId, probability, band }) => ({
      ...{ orderId, probability, band },
      harm: harmOf(paid.get(orderId) ?? null, probability),
    })),
  )
}
