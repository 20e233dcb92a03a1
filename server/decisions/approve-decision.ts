// A second reviewer agrees to a severe decision, or sends it back.
import { recordAct } from '../access/audit-log.ts'
import { situationOf } from '../cases/case.ts'
import { lockCase } from '../cases/case-store.ts'
import { possibleActs } from '../cases/case-table.ts'
import { recordDecision } from '../cases/close-case.ts'
import type { Database } from '../platform/database.ts'
import { postEvent } from '../platform/jobs.ts'
import type { CaseId } from '../vocabulary/ids.ts'
import { Problem } from '../vocabulary/problem.ts'
import type { Instant } from '../vocabulary/time.ts'
import { demandJudge, type Judge } from './check-conflict.ts'
import { briefOf, type Decision, standingFrom } from './decision.ts'
import { readDecisionOfCase, saveApproval } from './decision-store.ts'
import { insertPart } from './part-store.ts'
import { readPolicyVersions } from './policy-store.ts'

export interface Approving {
  readonly approve: boolean
  readonly reason: string | undefined
  readonly actor: Judge
  readonly now: Instant
}

/**
 * Agrees, and the decision stands; or does not, and the case waits for a new decision. Refuses with
 * `not_possible_now` where nothing waits for a second person, `conflict_of_interest` whoever made
 * the decision.
 */
export async function approveDecision(
  db: Database,
  caseId: CaseId,
  approving: Approving,
): Promise<Decision> {
  const { approve, reason, actor, now } = approving
  return db.tx(async (tx) => {
    const subject = await lockCase(tx, caseId)
    if (!subject) throw new Problem('not_found', `There is no case ${caseId}.`)
    const waiting = await readDecisionOfCase(tx, caseId)
    if (waiting?.state !== 'awaiting_approval') {
      const possible = possibleActs(situationOf(subject), now)
      throw new Problem('not_possible_now', 'No decision of this case waits for a second person.', {
        ...{ possible },
      })
    }
    await demandJudge(tx, caseId, actor)
    const judged = approve
      ? standingFrom({ ...waiting, ...signed(actor, now) }, now, await appealDaysOf(tx, waiting))
      : refused({ ...waiting, ...signed(actor, now) }, reason)
    if (!(await saveApproval(tx, judged))) {
      throw new Problem('changed_meanwhile', 'Somebody else answered this meanwhile.')
    }
    const { id: decisionId } = judged
    const part = approve ? 'approved' : 'refused'
    await insertPart(tx, caseId, { staffId: actor.staffId, decisionId, part, at: now })
    await recordDecision(tx, {
      ...{ caseId, act: approve ? 'approve' : 'send_back', decision: briefOf(judged), actor, now },
      appealUntil: judged.appealUntil,
      ...(reason === undefined ? {} : { reason }),
    })
    if (approve) await postEvent(tx, { name: 'decision.stands', ids: { decisionId } }, { now })
    const detail = { decisionId, approve }
    await recordAct(tx, { actor, act: 'case.approve', subject: `case:${caseId}`, now, detail })
    return judged
  })
}

function signed({ staffId }: Judge, now: Instant) {
  return { approvedAt: now, approvedBy: staffId }
}

function refused(decision: Decision, reason: string | undefined): Decision {
  return { ...decision, state: 'refused', refusalReason: reason ?? '' }
}

async function appealDaysOf(tx: Database, { policy }: Decision): Promise<number> {
  const versions = await readPolicyVersions(tx, policy.name)
  const found = versions.find(({ version }) => version === policy.version)
  if (!found) throw new Error(`version ${policy.version} of policy ${policy.name} is gone`)
  return found.policy.appealDays
}
