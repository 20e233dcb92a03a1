// Reads the decision of a case and its statement of reasons, for whoever may see them.
import type { Actor } from '../access/actor.ts'
import { readerOf } from '../cases/case-answer.ts'
import { openFile } from '../cases/frozen-file.ts'
import { readFrozenFile } from '../cases/frozen-file-store.ts'
import type { Database } from '../platform/database.ts'
import type { CaseId } from '../vocabulary/ids.ts'
import type { Language } from '../vocabulary/language.ts'
import { Problem } from '../vocabulary/problem.ts'
import { demandSeenCase } from './check-conflict.ts'
import type { Decision } from './decision.ts'
import { type DecisionAnswer, tellDecision } from './decision-answer.ts'
import { readDecisionOfCase } from './decision-store.ts'
import { readPolicyVersions } from './policy-store.ts'
import { type Statement, stateReasons } from './reasons.ts'

/** The decision of a case. Parties see it once it stands; throws `not_found` before. */
export async function showDecision(
  db: Database,
  caseId: CaseId,
  actor: Actor,
): Promise<DecisionAnswer> {
  return tellDecision(await demandDecision(db, caseId, actor), readerOf(actor) ?? 'buyer')
}

/**
 * The statement of reasons, made anew each time from the decision, the file it looked at and the
 * version of the policy it applied: the same three make the same statement.
 */
export async function showStatement(
  db: Database,
  caseId: CaseId,
  { actor, language }: { readonly actor: Actor; readonly language: Language },
): Promise<Statement> {
  const decision = await demandDecision(db, caseId, actor)
  const file = await readFrozenFile(db, caseId, decision.file.version)
  const versions = await readPolicyVersions(db, decision.policy.name)
  const applied = versions.find(({ version }) => version === decision.policy.version)
  if (!file || !applied) throw new Error(`decision ${decision.id} rests on what is not there`)
  return stateReasons({ decision, file: openFile(file), applied }, language)
}

async function demandDecision(db: Database, caseId: CaseId, actor: Actor): Promise<Decision> {
  await demandSeenCase(db, caseId, actor)
  const found = await readDecisionOfCase(db, caseId)
  const isTold = found?.state === 'standing' || (found && readerOf(actor) === 'desk')
  if (!found || !isTold) throw new Problem('not_found', 'This case has not been decided yet.')
  return found
}
