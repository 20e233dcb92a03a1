// The rows of decisions: made, agreed to, refused; what stands against a shop or a buyer.
import { type Database, sqlTime } from '../platform/database.ts'
import type { BuyerId, CaseId, DecisionId, OrderId, ShopId, StaffId } from '../vocabulary/ids.ts'
import type { Instant } from '../vocabulary/time.ts'
import type { Trace } from './consequence.ts'
import type { Automation, Decision, DecisionState } from './decision.ts'
import type { Finding, Measure } from './measure.ts'

interface DecisionRow {
  id: DecisionId
  case_id: CaseId
  shop_id: ShopId
  buyer_id: BuyerId
  order_ids: OrderId[]
  file_version: number
  file_hash: string
  finding: Finding
  rationale: string
  clause: string
  policy_name: string
  policy_version: number
  act_at: Instant
  measures: Measure[]
  trace: Trace
  automation: Automation
  four_eyes: boolean
  state: DecisionState
  decided_at: Instant
  decided_by: StaffId
  approved_at: Instant | null
  approved_by: StaffId | null
  refusal_reason: string | null
  standing_since: Instant | null
  appeal_until: Instant | null
  replaced_by: DecisionId | null
}

const COLUMNS = `
  id, case_id, shop_id, buyer_id, order_ids, file_version, file_hash, finding, rationale, clause,
  policy_name, policy_version, act_at, measures, trace, automation, four_eyes, state, decided_at,
  decided_by, approved_at, approved_by, refusal_reason, standing_since, appeal_until, replaced_by`

function decisionOfRow(row: DecisionRow): Decision {
  return {
    id: row.id,
    caseId: row.case_id,
    shopId: row.shop_id,
    buyerId: row.buyer_id,
    orderIds: row.order_ids,
    file: { version: row.file_version, hash: row.file_hash },
    finding: row.finding,
    rationale: row.rationale,
    clause: row.clause,
    policy: { name: row.policy_name, version: row.policy_version },
    actAt: row.act_at,
    measures: row.measures,
    trace: row.trace,
    automation: row.automation,
    fourEyes: row.four_eyes,
    state: row.state,
    decidedAt: row.decided_at,
    decidedBy: row.decided_by,
    approvedAt: row.approved_at,
    approvedBy: row.approved_by,
    refusalReason: row.refusal_reason,
    standingSince: row.standing_since,
    appealUntil: row.appeal_until,
    replacedBy: row.replaced_by,
  }
}

const timeOrNull = (at: Instant | null) => (at === null ? null : sqlTime(at))

export async function insertDecision(tx: Database, decision: Decision): Promise<void> {
  await tx.query(
    `insert into decision (id, case_id, shop_id, buyer_id, order_ids, file_version, file_hash,
       finding, rationale, clause, policy_name, policy_version, act_at, measures, trace,
       automation, four_eyes, state, decided_at, decided_by, standing_since, appeal_until)
     values ($1, $2, $3, $4, $5::text[], $6, $7, $8, $9, $10, $11, $12, $13, $14::text::jsonb,
       $15::text::json, $16::text::json, $17, $18, $19, $20, $21, $22)`,
    [
      decision.id,
      decision.caseId,
      decision.shopId,
      decision.buyerId,
      decision.orderIds,
      decision.file.version,
      decision.file.hash,
      decision.finding,
      decision.rationale,
      decision.clause,
      decision.policy.name,
      decision.policy.version,
      sqlTime(decision.actAt),
      JSON.stringify(decision.measures),
      JSON.stringify(decision.trace),
      JSON.stringify(decision.automation),
      decision.fourEyes,
      decision.state,
      sqlTime(decision.decidedAt),
      decision.decidedBy,
      timeOrNull(decision.standingSince),
      timeOrNull(decision.appealUntil),
    ],
  )
}

/** Writes what the second person said. Answers false where the decision no longer waits for it. */
export async function saveApproval(tx: Database, decision: Decision): Promise<boolean> {
  const rows = await tx.query(
    `update decision set state = $2, approved_at = $3, approved_by = $4, refusal_reason = $5,
       standing_since = $6, appeal_until = $7
     where id = $1 and state = 'awaiting_approval' returning id`,
    [
      decision.id,
      decision.state,
      timeOrNull(decision.approvedAt),
      decision.approvedBy,
      decision.refusalReason,
      timeOrNull(decision.standingSince),
      timeOrNull(decision.appealUntil),
    ],
  )
  return rows.length === 1
}

/** One decision; undefined where there is none. */
export async function readDecision(
  db: Database,
  decisionId: DecisionId,
): Promise<Decision | undefined> {
  const rows = await db.query<DecisionRow>(`select ${COLUMNS} from decision where id = $1`, [
    decisionId,
  ])
  return rows[0] && decisionOfRow(rows[0])
}

/** The decision that has the word in a case: it stands, or waits for a second person. */
export async function readDecisionOfCase(
  db: Database,
  caseId: CaseId,
): Promise<Decision | undefined> {
  const rows = await db.query<DecisionRow>(
    `select ${COLUMNS} from decision
     where case_id = $1 and state in ('awaiting_approval', 'standing')`,
    [caseId],
  )
  return rows[0] && decisionOfRow(rows[0])
}

/** What stands against a shop, oldest first: all that its effects are computed from. */
export async function standingDecisionsOfShop(
  db: Database,
  shopId: ShopId,
): Promise<readonly Decision[]> {
  const rows = await db.query<DecisionRow>(
    `select ${COLUMNS} from decision where shop_id = $1 and state = 'standing'
     order by standing_since, id`,
    [shopId],
  )
  return rows.map(decisionOfRow)
}

/** What stands in matters that a buyer reported or ordered, oldest first. */
export async function standingDecisionsOfBuyer(
  db: Database,
  buyerId: BuyerId,
): Promise<readonly Decision[]> {
  const rows = await db.query<DecisionRow>(
    `select ${COLUMNS} from decision where buyer_id = $1 and state = 'standing'
     order by standing_since, id`,
    [buyerId],
  )
  return rows.map(decisionOfRow)
}

/** Standing decisions of one shop or one reporter, by finding, with when they took force. */
export async function readHistory(
  db: Database,
  against: { readonly column: 'shop_id' | 'buyer_id'; readonly id: string },
  since: Instant,
): Promise<readonly { readonly finding: Finding; readonly standing_since: Instant }[]> {
  return db.query(
    `select finding, standing_since from decision
     where ${against.column} = $1 and state = 'standing' and standing_since > $2`,
    [against.id, sqlTime(since)],
  )
}

/**
 * Lets one decision at a time count what stood before, for a shop and a reporter; the next waits
 * until the transaction ends. Taken in one order, so that two never wait for each other.
 */
export async function lockHistory(
  tx: Database,
  { shopId, buyerId }: { readonly shopId: ShopId; readonly buyerId: BuyerId },
): Promise<void> {
  for (const subject of [`decisions on buyer ${buyerId}`, `decisions on shop ${shopId}`]) {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [subject])
  }
}
