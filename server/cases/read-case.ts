// Reads one case, for whoever may see it.
import type { Actor } from '../access/actor.ts'
import type { Report } from '../intake/record.ts'
import type { Database } from '../platform/database.ts'
import type { CaseId } from '../vocabulary/ids.ts'
import type { Instant } from '../vocabulary/time.ts'
import { type Case, noSuchCase } from './case.ts'
import { type CaseAnswerWithTimeline, maySeeCase, tellCaseWithTimeline } from './case-answer.ts'
import { readCase } from './case-store.ts'
import { readTimeline } from './timeline-store.ts'

/** A case that the actor may see. Throws `not_found` for any other. */
export async function demandCase(db: Database, caseId: CaseId, actor: Actor): Promise<Case> {
  const found = await readCase(db, caseId)
  if (!found || !maySeeCase(found, actor)) throw noSuchCase(caseId)
  return found
}

/** A case with its timeline and what the actor can do in it. */
export async function showCase(
  db: Database,
  caseId: CaseId,
  { actor, now }: { readonly actor: Actor; readonly now: Instant },
): Promise<CaseAnswerWithTimeline> {
  const subject = await demandCase(db, caseId, actor)
  return tellCaseWithTimeline(subject, await readTimeline(db, caseId), { actor, now })
}

/** The report of a case as the engine weighs it; undefined where nobody reported. */
export async function readReport(db: Database, caseId: CaseId): Promise<Report | undefined> {
  const found = await readCase(db, caseId)
  if (!found?.report) return undefined
  const { at, reason } = found.report
  const { orderId, buyerId } = found
  return { type: 'report', id: caseId, orderId, buyerId, at, reason }
}
