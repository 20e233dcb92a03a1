// A reviewer decides a case: the file is frozen, the policy says what the finding costs, the
// decision stands at once or waits for a second person.
import { recordAct } from '../access/audit-log.ts'
import { recordDecision } from '../cases/close-case.ts'
import { freezeFile } from '../cases/freeze-file.ts'
import { type FileContent, type FrozenFile, openFile } from '../cases/frozen-file.ts'
import type { Database } from '../platform/database.ts'
import { postEvent } from '../platform/jobs.ts'
import { type CaseId, newId } from '../vocabulary/ids.ts'
import { fieldProblem } from '../vocabulary/problem.ts'
import type { Instant } from '../vocabulary/time.ts'
import { type CaseFacts, factsOf } from './case-facts.ts'
import { demandJudge, type Judge } from './check-conflict.ts'
import { type Automation, briefOf, type Decision, standingFrom } from './decision.ts'
import { insertDecision, lockHistory } from './decision-store.ts'
import type { Finding } from './measure.ts'
import { insertPart } from './part-store.ts'
import { isPossible, type ProposedFinding, proposeFinding, versionFor } from './proposal.ts'
import { countPriors } from './read-history.ts'
import { decidingVersions } from './read-policy.ts'
import { suggestFinding } from './suggestion.ts'

export interface Deciding {
  readonly finding: Finding
  readonly rationale: string
  readonly actor: Judge
  readonly now: Instant
}

/**
 * Decides. Refuses with `not_possible_now` before the seller has answered or the time to answer is
 * over, and once the case is decided; `conflict_of_interest` whoever judged the matter before;
 * `invalid_fields` a finding that the case does not allow. Of two at once, one wins.
 */
export async function decideCase(
  db: Database,
  caseId: CaseId,
  deciding: Deciding,
): Promise<Decision> {
  const { finding, actor, now } = deciding
  return db.tx(async (tx) => {
    const { file } = await freezeFile(tx, caseId, { actor, now })
    await demandJudge(tx, caseId, actor)
    const content = openFile(file)
    const facts = factsOf(content)
    if (!isPossible(finding, facts)) {
      throw fieldProblem('/finding', 'nobody reported this order, so no report can be malicious')
    }
    await lockHistory(tx, facts)
    const versions = await decidingVersions(tx, now)
    const priorCounts = await countPriors(tx, versions, { facts, now })
    const proposed = proposeFinding(versions, finding, { facts, priorCounts })
    const drafted = draftDecision({ deciding, file, content, facts, proposed })
    const { appealDays } = versionFor(versions, finding, facts).policy
    const decision = proposed.fourEyes ? drafted : standingFrom(drafted, now, appealDays)
    await insertDecision(tx, decision)
    const { id: decisionId } = decision
    await insertPart(tx, caseId, {
      ...{ staffId: actor.staffId, decisionId, part: 'decided', at: now },
    })
    await recordDecision(tx, {
      ...{ caseId, act: proposed.fourEyes ? 'propose' : 'decide', decision: briefOf(decision) },
      ...{ appealUntil: decision.appealUntil, actor, now },
    })
    if (decision.state === 'standing') {
      await postEvent(tx, { name: 'decision.stands', ids: { decisionId } }, { now })
    }
    const detail = { decisionId, finding, clause: decision.clause, state: decision.state }
    await recordAct(tx, { actor, act: 'case.decide', subject: `case:${caseId}`, now, detail })
    return decision
  })
}

interface Draft {
  readonly deciding: Deciding
  readonly file: FrozenFile
  readonly content: FileContent
  readonly facts: CaseFacts
  readonly proposed: ProposedFinding
}

function draftDecision({ deciding, file, content, facts, proposed }: Draft): Decision {
  const { finding, rationale, actor, now } = deciding
  return {
    id: newId<'decision'>(now),
    caseId: file.caseId,
    shopId: facts.shopId,
    buyerId: facts.buyerId,
    orderIds: facts.orders.map(({ orderId }) => orderId),
    file: { version: file.version, hash: file.hash },
    ...{ finding, rationale, clause: proposed.clause, policy: proposed.policy },
    actAt: proposed.actAt,
    measures: proposed.measures,
    trace: proposed.trace,
    automation: automationOf(content, facts),
    fourEyes: proposed.fourEyes,
    state: 'awaiting_approval',
    ...{ decidedAt: now, decidedBy: actor.staffId },
    ...{ approvedAt: null, approvedBy: null, refusalReason: null },
    ...{ standingSince: null, appealUntil: null, replacedBy: null },
  }
}

function automationOf(content: FileContent, facts: CaseFacts): Automation {
  return {
    detection: content.origin === 'detection',
    modelVersion: content.assessments[0]?.modelVersion ?? null,
    suggestedFinding: suggestFinding(facts).finding,
    decision: 'by_person',
  }
}
