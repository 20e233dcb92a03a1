// Somebody at the desk takes a case, hands it on, or lays it down.
import { type Actor, actorName } from '../access/actor.ts'
import { recordAct } from '../access/audit-log.ts'
import { PERMISSIONS } from '../access/permission.ts'
import type { Database } from '../platform/database.ts'
import { type CaseId, isUuid, type StaffId } from '../vocabulary/ids.ts'
import { fieldProblem } from '../vocabulary/problem.ts'
import { readStaffRoles } from './assignee-store.ts'
import type { Case } from './case.ts'
import { type Acting, demandTransition, moveCase, takeCase } from './move-case.ts'

/**
 * Gives the case to `me`, to a member of staff, or (null) to nobody. Refuses with
 * `invalid_fields` somebody who may not decide cases.
 */
export async function assignCase(
  db: Database,
  caseId: CaseId,
  { assignee, actor, now }: { readonly assignee: string | null } & Acting,
): Promise<Case> {
  return db.tx(async (tx) => {
    const before = await takeCase(tx, caseId, { actor, now })
    const to = demandTransition(before, 'assign', { actor, now })
    const chosen = await findAssignee(tx, assignee, actor)
    if (chosen === before.assignee) return before
    const detail = { from: before.assignee, to: chosen }
    const assigned = await moveCase(tx, before, {
      changes: { state: to, assignee: chosen },
      happening: { event: 'case.assigned', actor: actorName(actor), at: now, detail },
    })
    await recordAct(tx, { actor, act: 'case.assign', subject: `case:${caseId}`, now, detail })
    return assigned
  })
}

async function findAssignee(
  tx: Database,
  assignee: string | null,
  actor: Actor,
): Promise<StaffId | null> {
  if (assignee === null) return null
  if (assignee === 'me' && actor.kind === 'staff') return actor.staffId
  const staffId = assignee as StaffId
  const roles = isUuid(assignee) ? await readStaffRoles(tx, staffId) : []
  const judges: readonly string[] = PERMISSIONS['case.decide']
  if (roles.some((role) => judges.includes(role))) return staffId
  throw fieldProblem('/assignee', 'is nobody at the desk who decides cases')
}
