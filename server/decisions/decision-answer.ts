// A decision and a proposal as they are told: the shapes of the answers, and who reads what.
import { z } from 'zod'
import type { Reader } from '../cases/visible-facts.ts'
import { formatInstant, type Instant } from '../vocabulary/time.ts'
import { DECISION_STATES, type Decision } from './decision.ts'
import { FINDINGS } from './measure.ts'
import type { Proposal, ProposedFinding } from './proposal.ts'

const money = z.object({ amount: z.number().int(), currency: z.string() })
const policyName = z.object({ name: z.string(), version: z.number().int() })

const measureAnswer = z.object({
  on: z.enum(['shop', 'reporter']),
  kind: z.string(),
  clause: z.string(),
  points: z.number().int(),
  scope: z
    .object({
      kind: z.enum(['shop', 'listings', 'orders']),
      listingIds: z.array(z.string()).optional(),
      orderIds: z.array(z.string()).optional(),
    })
    .optional(),
  days: z.number().int().nullable().optional().describe('null: until it is lifted'),
  amount: money.optional(),
  priceBack: money.optional().describe('The part of the amount that is the price itself'),
  orderId: z.string().optional(),
  buyerId: z.string().optional(),
})

const traceAnswer = z.object({
  windowDays: z.number().int(),
  priorCount: z.number().int(),
  paidAmount: z.number().int().nullable(),
  admitted: z.boolean(),
  passedOver: z.array(z.object({ clause: z.string(), because: z.string() })),
  leftOut: z.array(z.object({ kind: z.string(), because: z.string() })),
})

export const decisionAnswer = z.object({
  id: z.string(),
  caseId: z.string(),
  finding: z.enum(FINDINGS),
  rationale: z.string(),
  clause: z.string(),
  policy: policyName,
  measures: z.array(measureAnswer),
  state: z.enum(DECISION_STATES),
  decidedAt: z.string(),
  decidedBy: z.string().describe('An identifier for the desk; `reviewer` for the parties'),
  approvedAt: z.string().nullable(),
  approvedBy: z.string().nullable(),
  refusalReason: z.string().nullable(),
  fourEyes: z.boolean(),
  standingSince: z.string().nullable(),
  appealUntil: z.string().nullable(),
  actAt: z.string().describe('When what was judged was done'),
  orderIds: z.array(z.string()),
  shopId: z.string(),
  buyerId: z.string(),
  file: z.object({ version: z.number().int(), hash: z.string() }),
  trace: traceAnswer,
  automation: z.object({
    detection: z.boolean(),
    modelVersion: z.string().nullable(),
    suggestedFinding: z.enum(FINDINGS).nullable(),
    decision: z.literal('by_person'),
  }),
})
export type DecisionAnswer = z.infer<typeof decisionAnswer>

export const proposalAnswer = z.object({
  suggestion: z.object({ finding: z.enum(FINDINGS).nullable(), because: z.array(z.string()) }),
  findings: z.array(
    z.object({
      finding: z.enum(FINDINGS),
      clause: z.string(),
      title: z.object({ en: z.string(), 'zh-CN': z.string() }),
      points: z.number().int(),
      fourEyes: z.boolean(),
      policy: policyName,
      actAt: z.string(),
      measures: z.array(measureAnswer),
      trace: traceAnswer,
    }),
  ),
})
export type ProposalAnswer = z.infer<typeof proposalAnswer>

const textOrNull = (at: Instant | null) => (at === null ? null : formatInstant(at))

/** The decision as a reader may know it: parties learn that reviewers judged, never who. */
export function tellDecision(decision: Decision, reader: Reader): DecisionAnswer {
  const isDesk = reader === 'desk'
  const { approvedBy, replacedBy: _, ...told } = decision
  return {
    ...told,
    measures: decision.measures.map(tellMeasure),
    trace: tellTrace(decision),
    orderIds: [...decision.orderIds],
    decidedAt: formatInstant(decision.decidedAt),
    decidedBy: isDesk ? decision.decidedBy : 'reviewer',
    approvedAt: textOrNull(decision.approvedAt),
    approvedBy: isDesk || approvedBy === null ? approvedBy : 'reviewer',
    standingSince: textOrNull(decision.standingSince),
    appealUntil: textOrNull(decision.appealUntil),
    actAt: formatInstant(decision.actAt),
  }
}

/** The proposal as reviewers read it. */
export function tellProposal({ findings, suggestion }: Proposal): ProposalAnswer {
  return {
    suggestion: { finding: suggestion.finding, because: [...suggestion.because] },
    findings: findings.map((proposed) => ({
      ...proposed,
      actAt: formatInstant(proposed.actAt),
      measures: proposed.measures.map(tellMeasure),
      trace: tellTrace(proposed),
    })),
  }
}

type MeasureAnswer = z.infer<typeof measureAnswer>

function tellMeasure(measure: Decision['measures'][number]): MeasureAnswer {
  if (!('scope' in measure)) return { ...measure }
  const { scope, ...rest } = measure
  if (scope.kind === 'listings') {
    return { ...rest, scope: { kind: scope.kind, listingIds: [...scope.listingIds] } }
  }
  if (scope.kind === 'orders') {
    return { ...rest, scope: { kind: scope.kind, orderIds: [...scope.orderIds] } }
  }
  return { ...rest, scope: { kind: scope.kind } }
}

function tellTrace({ trace }: Pick<ProposedFinding, 'trace'>): DecisionAnswer['trace'] {
  return { ...trace, passedOver: [...trace.passedOver], leftOut: [...trace.leftOut] }
}
