// The rows of cases: opening many at once, reading, locking and saving one.
import type { Reason } from '../intake/record.ts'
import { type Database, sqlTime } from '../platform/database.ts'
import type { BuyerId, CaseId, OrderId, ShopId, StaffId } from '../vocabulary/ids.ts'
import type { Instant } from '../vocabulary/time.ts'
import type { Case, DecisionBrief, Origin, Stance } from './case.ts'
import type { CaseState } from './case-table.ts'

/** A row of case_record as `CASE_COLUMNS` selects it. */
export interface CaseRow {
  id: CaseId
  number: number
  state: CaseState
  origin: Origin
  order_id: OrderId
  order_ids: OrderId[]
  shop_id: ShopId
  buyer_id: BuyerId
  opened_at: Instant
  answer_due_at: Instant
  updated_at: Instant
  assignee: StaffId | null
  probability: number | null
  band: string | null
  harm: number
  reason: Reason | null
  description: string | null
  desired_outcome: string | null
  reported_at: Instant | null
  stance: Stance | null
  explanation: string | null
  answered_at: Instant | null
  decision: DecisionBrief | null
  final_due_at: Instant | null
  closed_at: Instant | null
  version: number
}

/** What a query of cases selects, from case_record under the name `c`. */
export const CASE_COLUMNS = `
  c.id, c.number, c.state, c.origin, c.order_id, c.shop_id, c.buyer_id, c.opened_at,
  c.answer_due_at, c.updated_at, c.assignee, c.probability, c.band, c.harm, c.reason,
  c.description, c.desired_outcome, c.reported_at, c.stance, c.explanation, c.answered_at,
  c.decision, c.final_due_at, c.closed_at, c.version,
  array(select o.order_id from case_order o where o.case_id = c.id order by o.order_id)
    as order_ids`

export function caseOfRow(row: CaseRow): Case {
  const { probability, band, reason, reported_at, stance, answered_at } = row
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    origin: row.origin,
    orderId: row.order_id,
    orderIds: row.order_ids,
    shopId: row.shop_id,
    buyerId: row.buyer_id,
    openedAt: row.opened_at,
    answerDueAt: row.answer_due_at,
    updatedAt: row.updated_at,
    assignee: row.assignee,
    weight: probability === null || band === null ? null : { probability, band },
    harm: row.harm,
    report:
      reason === null || reported_at === null
        ? null
        : {
            at: reported_at,
            reason,
            description: row.description ?? '',
            desiredOutcome: row.desired_outcome,
          },
    response:
      stance === null || answered_at === null
        ? null
        : { at: answered_at, stance, explanation: row.explanation ?? '' },
    decision: row.decision,
    finalDueAt: row.final_due_at,
    closedAt: row.closed_at,
    version: row.version,
  }
}

/** The fields of a case that change; the others are set once, when it opens. */
function changingValues(subject: Case): readonly unknown[] {
  const { report, response, weight, decision } = subject
  return [
    subject.state,
    sqlTime(subject.answerDueAt),
    sqlTime(subject.updatedAt),
    subject.assignee,
    weight?.probability ?? null,
    weight?.band ?? null,
    subject.harm,
    report?.reason ?? null,
    report?.description ?? null,
    report?.desiredOutcome ?? null,
    report ? sqlTime(report.at) : null,
    response?.stance ?? null,
    response?.explanation ?? null,
    response ? sqlTime(response.at) : null,
    decision ? JSON.stringify(decision) : null,
    subject.finalDueAt === null ? null : sqlTime(subject.finalDueAt),
    subject.closedAt === null ? null : sqlTime(subject.closedAt),
  ]
}

/**
 * Saves what changed and counts the version up. Answers false, having changed nothing, where
 * somebody else saved since `subject` was read.
 */
export async function saveCase(tx: Database, subject: Case): Promise<boolean> {
  const rows = await tx.query(
    `update case_record set
       state = $3, answer_due_at = $4, updated_at = $5, assignee = $6, probability = $7,
       band = $8, harm = $9, reason = $10, description = $11, desired_outcome = $12,
       reported_at = $13, stance = $14, explanation = $15, answered_at = $16,
       decision = $17::text::json, final_due_at = $18, closed_at = $19, version = version + 1
     where id = $1 and version = $2 returning version`,
    [subject.id, subject.version, ...changingValues(subject)],
  )
  return rows.length === 1
}

/** A case as it opens, before the database has given it a number. */
export type OpeningCase = Omit<Case, 'number' | 'orderIds'>

/** Opens cases, each with its first order. */
export async function insertCases(tx: Database, opening: readonly OpeningCase[]): Promise<void> {
  if (opening.length === 0) return
  const rows = opening.map((each) => ({
    id: each.id,
    state: each.state,
    origin: each.origin,
    order_id: each.orderId,
    shop_id: each.shopId,
    buyer_id: each.buyerId,
    opened_at: sqlTime(each.openedAt),
    answer_due_at: sqlTime(each.answerDueAt),
    updated_at: sqlTime(each.updatedAt),
    probability: each.weight?.probability ?? null,
    band: each.weight?.band ?? null,
    harm: each.harm,
    reason: each.report?.reason ?? null,
    description: each.report?.description ?? null,
    desired_outcome: each.report?.desiredOutcome ?? null,
    reported_at: each.report ? sqlTime(each.report.at) : null,
  }))
  const values = [JSON.stringify(rows)]
  await tx.query(
    `insert into case_record (id, state, origin, order_id, shop_id, buyer_id, opened_at,
       answer_due_at, updated_at, probability, band, harm, reason, description, desired_outcome,
       reported_at)
     select * from json_to_recordset($1::text::json) as t(id uuid, state text, origin text,
       order_id text, shop_id text, buyer_id text, opened_at timestamptz,
       answer_due_at timestamptz, updated_at timestamptz, probability double precision, band text,
       harm bigint, reason text, description text, desired_outcome text, reported_at timestamptz)`,
    values,
  )
  await tx.query(
    `insert into case_order (case_id, order_id, buyer_id)
     select * from json_to_recordset($1::text::json) as t(id uuid, order_id text, buyer_id text)`,
    values,
  )
}

/** One case; undefined where there is none. */
export async function readCase(db: Database, caseId: CaseId): Promise<Case | undefined> {
  const rows = await db.query<CaseRow>(
    `select ${CASE_COLUMNS} from case_record c where c.id = $1`,
    [caseId],
  )
  return rows[0] && caseOfRow(rows[0])
}

/** One case, locked until the transaction ends: whoever acts in it next waits. */
export async function lockCase(tx: Database, caseId: CaseId): Promise<Case | undefined> {
  const rows = await tx.query<CaseRow>(
    `select ${CASE_COLUMNS} from case_record c where c.id = $1 for update of c`,
    [caseId],
  )
  return rows[0] && caseOfRow(rows[0])
}

/** Locks cases by the clock's order, passing over those that somebody works on. */
export async function lockDueCases(
  tx: Database,
  due: { readonly now: Instant; readonly most: number },
): Promise<Case[]> {
  const rows = await tx.query<CaseRow>(
    `select ${CASE_COLUMNS} from case_record c
     where (c.state = 'awaiting_response' and c.answer_due_at <= $1)
        or (c.state = 'decided' and c.final_due_at <= $1)
     order by c.answer_due_at, c.id limit $2 for update of c skip locked`,
    [sqlTime(due.now), due.most],
  )
  return rows.map(caseOfRow)
}

export interface NewWeight {
  readonly orderId: OrderId
  readonly probability: number
  readonly band: string
  readonly harm: number
}

/** Sets how the orders of undecided cases are weighed; a case that somebody holds is left. */
export async function updateWeights(tx: Database, weights: readonly NewWeight[]): Promise<void> {
  if (weights.length === 0) return
  await tx.query(
    `update case_record c set probability = w.probability, band = w.band, harm = w.harm
     from unnest($1::text[], $2::double precision[], $3::text[], $4::bigint[])
       as w(order_id, probability, band, harm)
     where c.order_id = w.order_id and c.id in (
       select id from case_record where order_id = any($1::text[])
         and state not in ('decided', 'final') order by id for update skip locked)`,
    [
      weights.map(({ orderId }) => orderId),
      weights.map(({ probability }) => probability),
      weights.map(({ band }) => band),
      weights.map(({ harm }) => harm),
    ],
  )
}
