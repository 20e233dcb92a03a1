// SQL of effects: what decisions ordered and was carried out. A row is never removed.
import { type Database, sqlTime } from '../platform/database.ts'
import { money } from '../vocabulary/money.ts'
import type { Instant } from '../vocabulary/time.ts'
import { type Effect, formatSubject, parseSubject } from './effect.ts'
import type { Claim } from './funds.ts'
import type { SanctionKind, SanctionScope } from './sanction.ts'
import type { Holds } from './transfer.ts'

export interface EffectRow {
  id: string
  decision_id: string
  measure_index: number
  case_id: string
  subject: string
  kind: SanctionKind
  clause: string
  points: number
  scope: SanctionScope
  currency: string | null
  amount: number | null
  order_id: string | null
  buyer_id: string | null
  charged: number
  paid: number
  paid_told: number
  imposed_at: Instant
  until: Instant | null
  ended_at: Instant | null
  reversed_at: Instant | null
  imposed_ack_at: Instant | null
  lifted_ack_at: Instant | null
}

export const EFFECT_COLUMNS = `
  id, decision_id, measure_index, case_id, subject, kind, clause, points, scope, currency, amount,
  order_id, buyer_id, charged, paid, paid_told, imposed_at, until, ended_at, reversed_at,
  imposed_ack_at, lifted_ack_at`

export function effectOfRow(row: EffectRow): Effect {
  const { amount, currency, order_id, buyer_id } = row
  return {
    id: row.id,
    decisionId: row.decision_id,
    measureIndex: row.measure_index,
    caseId: row.case_id,
    subject: parseSubject(row.subject),
    kind: row.kind,
    scope: row.scope,
    clause: row.clause,
    points: row.points,
    amount: amount === null || currency === null ? null : money(amount, currency),
    compensation:
      order_id === null || buyer_id === null
        ? null
        : {
            orderId: order_id,
            buyerId: buyer_id,
            charged: row.charged,
            paid: row.paid,
            paidTold: row.paid_told,
          },
    imposedAt: row.imposed_at,
    until: row.until,
    endedAt: row.ended_at,
    reversedAt: row.reversed_at,
    imposedAckAt: row.imposed_ack_at,
    liftedAckAt: row.lifted_ack_at,
  }
}

/** All effects on a shop or buyer (`shop:ID`, `buyer:ID`), the earliest first. */
export async function readEffects(db: Database, subject: string): Promise<Effect[]> {
  const rows = await db.query<EffectRow>(
    `select ${EFFECT_COLUMNS} from effect where subject = $1
     order by imposed_at, decision_id, measure_index`,
    [subject],
  )
  return rows.map(effectOfRow)
}

export async function readEffectsById(
  db: Database,
  effectIds: readonly string[],
): Promise<Effect[]> {
  const rows = await db.query<EffectRow>(
    `select ${EFFECT_COLUMNS} from effect where id = any($1::uuid[])
     order by imposed_at, decision_id, measure_index`,
    [effectIds],
  )
  return rows.map(effectOfRow)
}

/** An effect with the number of the transfer that ordered its money. */
export type NewEffect = Effect & { readonly seq: number | null }

/** Writes new effects; the same measure of the same decision a second time breaks a promise. */
export async function insertEffects(tx: Database, effects: readonly NewEffect[]): Promise<void> {
  const rows = effects.map((effect) => ({
    id: effect.id,
    decision_id: effect.decisionId,
    measure_index: effect.measureIndex,
    case_id: effect.caseId,
    subject: formatSubject(effect.subject),
    kind: effect.kind,
    clause: effect.clause,
    points: effect.points,
    scope: effect.scope,
    currency: effect.amount?.currency ?? null,
    amount: effect.amount?.amount ?? null,
    order_id: effect.compensation?.orderId ?? null,
    buyer_id: effect.compensation?.buyerId ?? null,
    seq: effect.seq,
    imposed_at: sqlTime(effect.imposedAt),
    until: effect.until === null ? null : sqlTime(effect.until),
  }))
  await tx.query(
    `insert into effect (id, decision_id, measure_index, case_id, subject, kind, clause, points,
       scope, currency, amount, order_id, buyer_id, seq, imposed_at, until)
     select * from json_to_recordset($1::text::json) as t(
       id uuid, decision_id uuid, measure_index int, case_id uuid, subject text, kind text,
       clause text, points int, scope json, currency text, amount bigint, order_id text,
       buyer_id text, seq bigint, imposed_at timestamptz, until timestamptz)`,
    [JSON.stringify(rows)],
  )
}

/** Marks effects whose decision no longer stands. A reversed compensation charges nobody. */
export async function saveReversed(
  tx: Database,
  effectIds: readonly string[],
  now: Instant,
): Promise<void> {
  await tx.query(
    `update effect set reversed_at = $2, charged = 0
     where id = any($1::uuid[]) and reversed_at is null`,
    [effectIds, sqlTime(now)],
  )
}

/** Marks effects whose time is over. */
export async function saveEnded(
  tx: Database,
  effectIds: readonly string[],
  now: Instant,
): Promise<void> {
  await tx.query(
    `update effect set ended_at = $2
     where id = any($1::uuid[]) and ended_at is null and reversed_at is null`,
    [effectIds, sqlTime(now)],
  )
}

/** Saves what shops have been charged and buyers been paid. */
export async function saveClaims(tx: Database, claims: readonly Claim[]): Promise<void> {
  await tx.query(
    `update effect set charged = given.charged, paid = given.paid
     from unnest($1::uuid[], $2::bigint[], $3::bigint[]) as given(id, charged, paid)
     where effect.id = given.id`,
    [
      claims.map(({ effectId }) => effectId),
      claims.map(({ charged }) => charged),
      claims.map(({ paid }) => paid),
    ],
  )
}

interface ClaimRow extends Claim {
  shopId: string
  currency: string
}

const CLAIM = `
  substr(e.subject, 6) as "shopId", e.currency, e.id as "effectId", e.order_id as "orderId",
  e.buyer_id as "buyerId", e.seq, e.amount, e.charged, e.paid, e.reversed_at is null as stands`

/** Every compensation that was ever ordered of the shops. */
export async function readClaims(db: Database, shopIds: readonly string[]): Promise<ClaimRow[]> {
  return db.query<ClaimRow>(
    `select ${CLAIM} from effect e
     where e.subject = any($1) and e.kind = 'compensate_buyers' order by e.seq, e.id`,
    [shopIds.map((id) => `shop:${id}`)],
  )
}

/** Up to how much standing decisions hold back, by shop and currency. */
export async function readHolds(
  db: Database,
  shopIds: readonly string[],
): Promise<({ shopId: string; currency: string } & Holds)[]> {
  return db.query(
    `select substr(subject, 6) as "shopId", currency,
       coalesce(sum(amount) filter (where kind = 'withhold_deposit'), 0)::bigint as deposit,
       coalesce(sum(amount) filter (where kind = 'withhold_balance'), 0)::bigint as balance
     from effect
     where subject = any($1) and kind in ('withhold_deposit', 'withhold_balance')
       and ended_at is null and reversed_at is null
     group by subject, currency`,
    [shopIds.map((id) => `shop:${id}`)],
  )
}

/** Shops and buyers with an effect whose time is over and has not been seen to. */
export async function readDueSubjects(db: Database, now: Instant, most: number): Promise<string[]> {
  const rows = await db.query<{ subject: string }>(
    `select subject from effect
     where until <= $1 and ended_at is null and reversed_at is null
     group by subject order by min(until), subject limit $2`,
    [sqlTime(now), most],
  )
  return rows.map(({ subject }) => subject)
}

/** Notes that the marketplace has been told of all that has been paid under these effects. */
export async function savePaidTold(tx: Database, effects: readonly Effect[]): Promise<void> {
  const told = effects.flatMap(({ id, compensation }) =>
    compensation ? [{ id, paid: compensation.paid }] : [],
  )
  await tx.query(
    `update effect set paid_told = given.paid
     from unnest($1::uuid[], $2::bigint[]) as given(id, paid) where effect.id = given.id`,
    [told.map(({ id }) => id), told.map(({ paid }) => paid)],
  )
}

/** Notes that the marketplace did what the effect, as it now is, asks. The first time counts. */
export async function saveConfirmed(tx: Database, effectId: string, now: Instant): Promise<void> {
  await tx.query(
    `update effect set
       imposed_ack_at = case when coalesce(ended_at, reversed_at) is null
         then coalesce(imposed_ack_at, $2) else imposed_ack_at end,
       lifted_ack_at = case when coalesce(ended_at, reversed_at) is not null
         then coalesce(lifted_ack_at, $2) else lifted_ack_at end
     where id = $1`,
    [effectId, sqlTime(now)],
  )
}
