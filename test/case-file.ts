// A made case file and the decision upon it, for tests of statements.
import type { FileContent, FileSignal } from '../server/cases/frozen-file.ts'
import { factsOf } from '../server/decisions/case-facts.ts'
import { type Decision, standingFrom } from '../server/decisions/decision.ts'
import { DEFAULT_POLICY } from '../server/decisions/default-policy.ts'
import type { Finding } from '../server/decisions/measure.ts'
import { FINDINGS } from '../server/decisions/measure.ts'
import type { Policy, PolicyVersion } from '../server/decisions/policy.ts'
import { proposeFinding } from '../server/decisions/proposal.ts'
import type { Grounds } from '../server/decisions/reasons.ts'
import { suggestFinding } from '../server/decisions/suggestion.ts'
import type { CaseId, DecisionId, StaffId } from '../server/vocabulary/ids.ts'
import { type Instant, parseInstant } from '../server/vocabulary/time.ts'

const at = (text: string) => parseInstant(text) as Instant

export const UNDERWEIGHT: FileSignal = {
  kind: 'parcel_underweight',
  decibans: 18.4,
  because: { measuredGrams: 60, expectedGrams: 1_240, spreadGrams: 95, sigmas: 12.4, parcels: 1 },
}

/** A file as it would be frozen on 5 October 2026, changed as the seed says. */
export function someFile(seed: Partial<FileContent> = {}): FileContent {
  return {
    format: 'tare-case-file/1',
    caseId: '01999999-0000-7000-8000-000000000001',
    number: 'C-1024',
    frozenAt: '2026-10-05T09:30:00Z',
    origin: 'report',
    shopId: 'S1001',
    buyerId: 'B10007',
    orderIds: ['O5001'],
    openedAt: '2026-10-02T08:00:00Z',
    answerDueAt: '2026-10-04T08:00:00Z',
    report: {
      at: '2026-10-02T08:00:00Z',
      ...{ reason: 'empty_parcel', description: '袋子里只有一张纸板。', desiredOutcome: 'refund' },
    },
    response: {
      at: '2026-10-03T10:15:00Z',
      ...{ stance: 'contest', explanation: '我们发货时商品齐全。' },
    },
    assessments: [
      {
        ...{ orderId: 'O5001', probability: 0.9712, decibans: 15.3, band: 'near_certain' },
        signals: [UNDERWEIGHT],
        ...{ assessedAt: '2026-10-02T08:00:01Z', modelVersion: 'reasoned-1' },
      },
    ],
    records: [
      {
        ...{ type: 'order', id: 'O5001', version: 1, hash: '00' },
        body: {
          ...{ type: 'order', id: 'O5001', shopId: 'S1001', buyerId: 'B10007' },
          placedAt: '2026-09-28T12:00:00Z',
          total: { amount: 12_900, currency: 'CNY' },
          lines: [{ listingId: 'S1001-L1', quantity: 1 }],
        },
      },
      {
        ...{ type: 'parcel', id: 'P5001', version: 1, hash: '00' },
        body: { orderId: 'O5001', shippedAt: '2026-09-29T06:00:00Z' },
      },
    ],
    recordsLeftOut: 0,
    deposits: [],
    timeline: [],
    ...seed,
  }
}

export interface GroundsSeed {
  readonly file?: Partial<FileContent>
  readonly policy?: Policy
  readonly priorCount?: number
  readonly rationale?: string
  /** Leaves the decision waiting for a second person. */
  readonly isAwaiting?: boolean
  readonly effectiveFrom?: string
}

/** A decision upon such a file, as the policy has it. */
export function someGrounds(finding: Finding, seed: GroundsSeed = {}): Grounds {
  const file = someFile(seed.file)
  const facts = factsOf(file)
  const applied: PolicyVersion = {
    ...{ name: 'default', version: 1, policy: seed.policy ?? DEFAULT_POLICY },
    effectiveFrom: at(seed.effectiveFrom ?? '2026-09-01T00:00:00Z'),
  }
  const { priorCount = 0, rationale = '称重与商品明显不符，店铺未提供打包视频。' } = seed
  const priorCounts = Object.fromEntries(FINDINGS.map((each) => [each, priorCount])) as Record<
    Finding,
    number
  >
  const proposed = proposeFinding([applied], finding, { facts, priorCounts })
  const decidedAt = at('2026-10-05T09:30:00Z')
  const draft: Decision = {
    ...{ id: 'decision-1' as DecisionId, caseId: file.caseId as CaseId, finding, rationale },
    ...{ shopId: facts.shopId, buyerId: facts.buyerId },
    orderIds: facts.orders.map(({ orderId }) => orderId),
    file: { version: 1, hash: 'f'.repeat(64) },
    ...{ clause: proposed.clause, policy: proposed.policy, actAt: proposed.actAt },
    ...{ measures: proposed.measures, trace: proposed.trace, fourEyes: proposed.fourEyes },
    automation: {
      detection: file.origin === 'detection',
      modelVersion: file.assessments[0]?.modelVersion ?? null,
      suggestedFinding: suggestFinding(facts).finding,
      decision: 'by_person',
    },
    state: 'awaiting_approval',
    ...{ decidedAt, decidedBy: 'staff-1' as StaffId, approvedAt: null, approvedBy: null },
    ...{ refusalReason: null, standingSince: null, appealUntil: null, replacedBy: null },
  }
  if (seed.isAwaiting) return { decision: draft, file, applied }
  const decision = standingFrom(draft, decidedAt, applied.policy.appealDays)
  if (!proposed.fourEyes) return { decision, file, applied }
  const approvedAt = at('2026-10-05T11:00:00Z')
  return { decision: { ...decision, approvedAt }, file, applied }
}
