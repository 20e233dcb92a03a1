// The rows of who acted in which matter.
import { type Database, sqlTime } from '../platform/database.ts'
import type { CaseId, DecisionId, StaffId } from '../vocabulary/ids.ts'
import type { Instant } from '../vocabulary/time.ts'
import type { DecisionState, Part } from './decision.ts'

export async function insertPart(
  tx: Database,
  caseId: CaseId,
  part: Part & { readonly at: Instant },
): Promise<void> {
  await tx.query(
    `insert into case_part (case_id, staff_id, decision_id, part, at)
     values ($1, $2, $3, $4, $5)`,
    [caseId, part.staffId, part.decisionId, part.part, sqlTime(part.at)],
  )
}

/** Who acted in a matter before, each with how far the decision got. */
export async function readParts(
  db: Database,
  caseId: CaseId,
): Promise<readonly (Part & { readonly state: DecisionState })[]> {
  const rows = await db.query<{
    staff_id: StaffId
    decision_id: DecisionId
    part: Part['part']
    state: DecisionState
  }>(
    `select p.staff_id, p.decision_id, p.part, d.state
     from case_part p join decision d on d.id = p.decision_id
     where p.case_id = $1 order by p.at, p.staff_id`,
    [caseId],
  )
  return rows.map(({ staff_id, decision_id, part, state }) => ({
    ...{ staffId: staff_id, decisionId: decision_id, part, state },
  }))
}
