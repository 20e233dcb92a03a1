// The seller answers: admits what is alleged, or contests it.
import { actorName } from '../access/actor.ts'
import { recordAct } from '../access/audit-log.ts'
import type { Database } from '../platform/database.ts'
import { postEvent } from '../platform/jobs.ts'
import type { CaseId } from '../vocabulary/ids.ts'
import type { Case, Stance } from './case.ts'
import { type Acting, demandTransition, moveCase, takeCase } from './move-case.ts'

export interface Answer {
  readonly stance: Stance
  readonly explanation: string
}

/**
 * Takes the seller's answer. Refuses with `not_found` where the case is not of the seller's shop,
 * `not_possible_now` where it was answered already or the time is over.
 */
export async function answerCase(
  db: Database,
  caseId: CaseId,
  { stance, explanation, actor, now }: Answer & Acting,
): Promise<Case> {
  return db.tx(async (tx) => {
    const before = await takeCase(tx, caseId, { actor, now })
    const to = demandTransition(before, 'respond', { actor, now })
    const answered = await moveCase(tx, before, {
      changes: { state: to, response: { at: now, stance, explanation } },
      happening: {
        ...{ event: 'case.answered', actor: actorName(actor), at: now },
        detail: { stance, explanation },
      },
    })
    await postEvent(tx, { name: 'case.answered', ids: { caseId } }, { now })
    const subject = `case:${caseId}`
    await recordAct(tx, { actor, act: 'case.respond', subject, now, detail: { stance } })
    return answered
  })
}
