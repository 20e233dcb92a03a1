// Reads the proposal of a case: what each finding would bring, by the file as it is or was frozen.
import type { Actor } from '../access/actor.ts'
import { draftFile } from '../cases/freeze-file.ts'
import { type FileContent, openFile } from '../cases/frozen-file.ts'
import { readFrozenFile } from '../cases/frozen-file-store.ts'
import type { Database } from '../platform/database.ts'
import type { CaseId } from '../vocabulary/ids.ts'
import type { Instant } from '../vocabulary/time.ts'
import { factsOf } from './case-facts.ts'
import { demandSeenCase } from './check-conflict.ts'
import { type Proposal, propose } from './proposal.ts'
import { countPriors } from './read-history.ts'
import { decidingVersions } from './read-policy.ts'

/**
 * What the policy would bring in this case. Before there is a decision it looks at what would be
 * frozen now; afterwards at what was. Throws `not_found` where the actor may not see the case.
 */
export async function showProposal(
  db: Database,
  caseId: CaseId,
  { actor, now }: { readonly actor: Actor; readonly now: Instant },
): Promise<Proposal> {
  const subject = await demandSeenCase(db, caseId, actor)
  const file = subject.decision ? await readFrozenFile(db, caseId) : undefined
  const content: FileContent = file ? openFile(file) : await draftFile(db, subject, now)
  const facts = factsOf(content)
  const versions = await decidingVersions(db, now)
  return propose(versions, facts, await countPriors(db, versions, { facts, now }))
}
