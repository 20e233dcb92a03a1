// SQL that reads settlements and deposits where the intake floor keeps them; it writes nothing.
import { type Database, sqlTime } from '../platform/database.ts'
import type { Instant } from '../vocabulary/time.ts'
import type { RecordedMoney } from './recorded-money.ts'

const COLUMNS = `
  type, id, version, shop_id as "shopId", at,
  (body -> 'amount' ->> 'amount')::bigint as amount, body -> 'amount' ->> 'currency' as currency`

/** The settlements and deposits whose newest version came with the batch. */
export async function readMoneyOfBatch(db: Database, batchId: string): Promise<RecordedMoney[]> {
  return db.query<RecordedMoney>(
    `select ${COLUMNS} from record
     where batch_id = $1 and type in ('settlement', 'deposit')`,
    [batchId],
  )
}

/** The newest versions of records named by type and id. */
export async function readMoney(
  db: Database,
  named: readonly Pick<RecordedMoney, 'type' | 'id'>[],
): Promise<RecordedMoney[]> {
  return db.query<RecordedMoney>(
    `select ${COLUMNS} from record
     where (type, id) in (select * from unnest($1::text[], $2::text[]))`,
    [named.map(({ type }) => type), named.map(({ id }) => id)],
  )
}

/**
 * What may not be in a shop's books yet: records that came of age since `postedUntil`, and those
 * of batches whose job still waits. So an answer never lags behind an acknowledged record.
 */
export async function readWaitingMoney(
  db: Database,
  shop: { shopId: string; postedUntil: Instant | null; now: Instant },
): Promise<RecordedMoney[]> {
  const { shopId, postedUntil, now } = shop
  return db.query<RecordedMoney>(
    `select ${COLUMNS} from record
     where shop_id = $1 and type in ('settlement', 'deposit') and at <= $2
       and ($3::timestamptz is null or at > $3)
     union
     select ${COLUMNS} from record
     where shop_id = $1 and type in ('settlement', 'deposit') and batch_id in (
       select (ids ->> 'batchId')::uuid from job where name = 'records.taken')`,
    [shopId, sqlTime(now), postedUntil === null ? null : sqlTime(postedUntil)],
  )
}

/** Settlements of a shop that are dated after `now`, summed by currency. */
export async function readFutureSettlements(
  db: Database,
  shopId: string,
  now: Instant,
): Promise<{ currency: string; amount: number }[]> {
  return db.query(
    `select body -> 'amount' ->> 'currency' as currency,
            sum((body -> 'amount' ->> 'amount')::bigint)::bigint as amount
     from record where shop_id = $1 and type = 'settlement' and at > $2 group by 1`,
    [shopId, sqlTime(now)],
  )
}

/** Whether anything has ever been told of the shop or buyer, or done to it. */
export async function isKnown(db: Database, kind: 'shop' | 'buyer', id: string): Promise<boolean> {
  const named = kind === 'shop' ? 'shop_id = $2' : `type = 'order' and buyer_id = $2`
  const rows = await db.query(
    `select 1 where exists (select 1 from record where type = $1 and id = $2)
       or exists (select 1 from record where ${named})
       or exists (select 1 from effect where subject = $1 || ':' || $2)`,
    [kind, id],
  )
  return rows.length > 0
}
