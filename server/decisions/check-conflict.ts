// Keeps everybody out of what they may not see, and from judging what they had a part in.
import type { Actor } from '../access/actor.ts'
import { type Case, noSuchCase } from '../cases/case.ts'
import { maySeeCase } from '../cases/case-answer.ts'
import { readCase } from '../cases/case-store.ts'
import type { Database } from '../platform/database.ts'
import type { CaseId } from '../vocabulary/ids.ts'
import { Problem } from '../vocabulary/problem.ts'
import { conflictOf } from './decision.ts'
import { readParts } from './part-store.ts'

/** Who judges is a member of staff: never a key, never a party, never Tare itself. */
export type Judge = Extract<Actor, { readonly kind: 'staff' }>

/** The actor as a judge. Throws `not_permitted` for anybody else. */
export function asJudge(actor: Actor): Judge {
  if (actor.kind === 'staff') return actor
  throw new Problem('not_permitted', 'Only people at the desk decide cases.')
}

/** Throws `conflict_of_interest` where the judge had a part in the matter already. */
export async function demandJudge(tx: Database, caseId: CaseId, judge: Judge): Promise<void> {
  const conflict = conflictOf(judge.staffId, await readParts(tx, caseId))
  if (!conflict) return
  const told = {
    own_decision: 'This is your own decision; somebody else has to agree to it.',
    judged_before: 'You have judged this matter before; somebody else has to look at it now.',
  }
  throw new Problem('conflict_of_interest', told[conflict])
}

/** A case that the actor may see. Throws `not_found` for any other. */
export async function demandSeenCase(db: Database, caseId: CaseId, actor: Actor): Promise<Case> {
  const found = await readCase(db, caseId)
  if (!found || !maySeeCase(found, actor)) throw noSuchCase(caseId)
  return found
}
