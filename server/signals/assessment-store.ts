// SQL of assessments: read and written set by set.
import { type Database, sqlTime } from '../platform/database.ts'
import type { OrderId } from '../vocabulary/ids.ts'
import type { Instant } from '../vocabulary/time.ts'
import type { Assessment } from './assessment.ts'
import type { Span } from './touch.ts'

interface Row {
  order_id: OrderId
  shop_id: Assessment['shopId']
  probability: number
  decibans: number
  band: Assessment['band']
  signals: Assessment['signals']
  model_version: string
  assessed_at: Instant
}

/** An assessment as it is kept. */
export interface KeptAssessment extends Assessment {
  /** When it last came out otherwise than before. */
  readonly assessedAt: Instant
}

/** The assessments of these orders; orders without one are left out. */
export async function readAssessments(
  db: Database,
  orderIds: readonly string[],
): Promise<KeptAssessment[]> {
  const rows = await db.query<Row>(
    `select order_id, shop_id, probability, decibans, band, signals, model_version, assessed_at
     from assessment where order_id = any($1::text[]) order by order_id`,
    [orderIds],
  )
  return rows.map((row) => ({
    orderId: row.order_id,
    shopId: row.shop_id,
    probability: row.probability,
    decibans: row.decibans,
    band: row.band,
    signals: row.signals,
    modelVersion: row.model_version,
    assessedAt: row.assessed_at,
  }))
}

/** Orders of these stretches on which a burst weighed when they were last weighed. */
export async function readBurstOrders(db: Database, spans: readonly Span[]): Promise<OrderId[]> {
  if (spans.length === 0) return []
  const rows = await db.query<{ order_id: OrderId }>(
    `select order_id
     from unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) as span (shop_id, start, stop)
     join assessment on assessment.shop_id = span.shop_id
       and assessment.burst_at between span.start and span.stop`,
    [
      spans.map(({ shopId }) => shopId),
      spans.map(({ from }) => sqlTime(from)),
      spans.map(({ to }) => sqlTime(to)),
    ],
  )
  return rows.map(({ order_id }) => order_id)
}

/** An assessment to be kept. */
export interface Kept {
  readonly assessment: Assessment
  readonly isFlagged: boolean
  /** When the order was placed, if a burst weighs on it. */
  readonly burstAt: Instant | undefined
}

/** Where an order stood when it was last weighed. */
export interface StandingBand {
  readonly band: Assessment['band']
  readonly isFlagged: boolean
}

/** Where these orders stand; orders never weighed are left out. */
export async function readStanding(
  db: Database,
  orderIds: readonly OrderId[],
): Promise<ReadonlyMap<OrderId, StandingBand>> {
  const rows = await db.query<{ order_id: OrderId; band: Assessment['band']; flagged: boolean }>(
    `select order_id, band, flagged_at is not null as flagged
     from assessment where order_id = any($1::text[])`,
    [orderIds],
  )
  return new Map(rows.map((row) => [row.order_id, { band: row.band, isFlagged: row.flagged }]))
}

/** Keeps assessments, keys in order; a row that says the same already stays untouched. */
export async function keepAssessments(
  tx: Database,
  kept: readonly Kept[],
  { now, modelVersion }: { readonly now: Instant; readonly modelVersion: string },
): Promise<void> {
  if (kept.length === 0) return
  const sorted = [...kept].sort((left, right) =>
    left.assessment.orderId < right.assessment.orderId ? -1 : 1,
  )
  await tx.query(
    `insert into assessment as old (order_id, shop_id, probability, decibans, band, signals,
       model_version, assessed_at, flagged_at, burst_at)
     select order_id, shop_id, probability, decibans, band, signals::jsonb, $9::text,
       $10::timestamptz, case when flagged then $10::timestamptz end, burst_at
     from unnest($1::text[], $2::text[], $3::float8[], $4::float8[], $5::text[], $6::text[],
       $7::boolean[], $8::timestamptz[]) as new
       (order_id, shop_id, probability, decibans, band, signals, flagged, burst_at)
     on conflict (order_id) do update set
       shop_id = excluded.shop_id, probability = excluded.probability,
       decibans = excluded.decibans, band = excluded.band, signals = excluded.signals,
       model_version = excluded.model_version, assessed_at = excluded.assessed_at,
       flagged_at = case when excluded.flagged_at is not null
         then coalesce(old.flagged_at, excluded.flagged_at) end,
       burst_at = excluded.burst_at
     where (old.shop_id, old.decibans, old.signals, old.model_version, old.burst_at)
       is distinct from (excluded.shop_id, excluded.decibans, excluded.signals,
         excluded.model_version, excluded.burst_at)`,
    [
      sorted.map(({ assessment }) => assessment.orderId),
      sorted.map(({ assessment }) => assessment.shopId),
      sorted.map(({ assessment }) => assessment.probability),
      sorted.map(({ assessment }) => assessment.decibans),
      sorted.map(({ assessment }) => assessment.band),
      sorted.map(({ assessment }) => JSON.stringify(assessment.signals)),
      sorted.map(({ isFlagged }) => isFlagged),
      sorted.map(({ burstAt }) => (burstAt === undefined ? null : sqlTime(burstAt))),
      modelVersion,
      sqlTime(now),
    ],
  )
}

/** Removes the assessments of orders that cannot be weighed any more. */
export async function dropAssessments(tx: Database, orderIds: readonly OrderId[]): Promise<void> {
  if (orderIds.length === 0) return
  await tx.query('delete from assessment where order_id = any($1::text[])', [orderIds])
}
