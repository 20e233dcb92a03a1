// Claims: which case an order's matter is heard in. Of two at once the primary key lets one win.
import type { Database } from '../platform/database.ts'
import type { CaseId, OrderId } from '../vocabulary/ids.ts'

export interface Claim {
  readonly orderId: OrderId
  readonly caseId: CaseId
}

/** Claims orders for cases; answers those that were free. Waits for whoever claims the same now. */
export async function claimOrders(
  tx: Database,
  claims: readonly Claim[],
): Promise<ReadonlySet<OrderId>> {
  const sorted = [...claims].sort((left, right) => (left.orderId < right.orderId ? -1 : 1))
  const rows = await tx.query<{ order_id: OrderId }>(
    `insert into case_claim (order_id, case_id)
     select * from unnest($1::text[], $2::uuid[]) on conflict (order_id) do nothing
     returning order_id`,
    [sorted.map(({ orderId }) => orderId), sorted.map(({ caseId }) => caseId)],
  )
  return new Set(rows.map((row) => row.order_id))
}

/** The cases that hold these orders. */
export async function readClaims(
  db: Database,
  orderIds: readonly OrderId[],
): Promise<readonly Claim[]> {
  const rows = await db.query<{ order_id: OrderId; case_id: CaseId }>(
    'select order_id, case_id from case_claim where order_id = any($1::text[]) order by order_id',
    [orderIds],
  )
  return rows.map((row) => ({ orderId: row.order_id, caseId: row.case_id }))
}

/** Hands an order over from one case to a newer one; false where another case holds it. */
export async function moveClaim(tx: Database, from: Claim, to: CaseId): Promise<boolean> {
  const rows = await tx.query(
    `update case_claim set case_id = $3 where order_id = $1 and case_id = $2 returning order_id`,
    [from.orderId, from.caseId, to],
  )
  return rows.length === 1
}
