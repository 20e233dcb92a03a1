// A case as it is told to whoever reads it: the shape of the answer, and what each side sees of it.
import { z } from 'zod'
import type { Actor, actorName } from '../access/actor.ts'
import { formatInstant, type Instant } from '../vocabulary/time.ts'
import { type Case, caseNumber, ORIGINS, STANCES } from './case.ts'
import { canInCase, REASONS_AGAINST } from './case-can.ts'
import { CASE_STATES } from './case-table.ts'
import { CASE_EVENTS, type CaseEvent } from './timeline.ts'
import { entriesForReader, type Reader } from './visible-facts.ts'

const can = z.object({ allowed: z.boolean(), reason: z.enum(REASONS_AGAINST).optional() })
const eventNames = Object.keys(CASE_EVENTS)

const decisionAnswer = z.object({
  id: z.string(),
  state: z.enum(['awaiting_approval', 'standing']),
  finding: z.string(),
  rationale: z.string(),
  clause: z.string(),
  policy: z.object({ name: z.string(), version: z.number().int() }),
  measures: z.array(z.record(z.string(), z.unknown())),
  decidedAt: z.string(),
  decidedBy: z.string().describe('An identifier for the desk; `reviewer` for the parties'),
  approvedBy: z.string().nullable(),
})

export const caseAnswer = z.object({
  id: z.string(),
  number: z.string().describe('How people name the case, such as C-1024'),
  state: z.enum(CASE_STATES),
  origin: z.enum(ORIGINS),
  orderId: z.string(),
  orderIds: z.array(z.string()),
  shopId: z.string(),
  buyerId: z.string(),
  reason: z.string().nullable(),
  description: z.string().nullable(),
  desiredOutcome: z.string().nullable(),
  openedAt: z.string(),
  answerDueAt: z.string(),
  updatedAt: z.string(),
  finalDueAt: z.string().nullable().describe('When the time to appeal is over'),
  closedAt: z.string().nullable(),
  assignee: z.string().nullable(),
  probability: z.number().nullable(),
  band: z.string().nullable(),
  harm: z.number().int().nullable().describe('Expected loss in minor units'),
  response: z
    .object({ stance: z.enum(STANCES), explanation: z.string(), at: z.string() })
    .nullable(),
  decision: decisionAnswer.nullable(),
  version: z.number().int(),
  can: z.object({ respond: can, decide: can, approve: can, assign: can }),
})
export type CaseAnswer = z.infer<typeof caseAnswer>

export const caseAnswerWithTimeline = caseAnswer.extend({
  timeline: z.array(
    z.object({
      seq: z.number().int(),
      at: z.string(),
      event: z.string().describe(eventNames.join(', ')),
      actor: z.object({ kind: z.string(), id: z.string().optional() }),
      detail: z.record(z.string(), z.unknown()),
      hash: z.string(),
    }),
  ),
})
export type CaseAnswerWithTimeline = z.infer<typeof caseAnswerWithTimeline>

/** How an actor reads cases; undefined where they read none. */
export function readerOf(actor: Actor): Reader | undefined {
  if (actor.kind === 'staff' || actor.kind === 'marketplace' || actor.kind === 'system') {
    return 'desk'
  }
  return actor.kind === 'buyer' || actor.kind === 'seller' ? actor.kind : undefined
}

/** Whether the actor is the desk or a party of this very case. */
export function maySeeCase(subject: Case, actor: Actor): boolean {
  if (actor.kind === 'buyer') return subject.buyerId === actor.buyerId
  if (actor.kind === 'seller') return subject.shopId === actor.shopId
  return readerOf(actor) === 'desk'
}

/**
 * The case as the actor may read it. Parties do not see how the machine weighed before a person
 * has decided, since a figure would be taken for a verdict; nor who at the desk holds the case.
 */
export function tellCase(subject: Case, actor: Actor, now: Instant): CaseAnswer {
  const isDesk = readerOf(actor) === 'desk'
  return {
    id: subject.id,
    number: caseNumber(subject.number),
    state: subject.state,
    origin: subject.origin,
    orderId: subject.orderId,
    orderIds: [...subject.orderIds],
    shopId: subject.shopId,
    buyerId: subject.buyerId,
    reason: subject.report?.reason ?? null,
    description: subject.report?.description ?? null,
    desiredOutcome: subject.report?.desiredOutcome ?? null,
    openedAt: formatInstant(subject.openedAt),
    answerDueAt: formatInstant(subject.answerDueAt),
    updatedAt: formatInstant(subject.updatedAt),
    finalDueAt: subject.finalDueAt === null ? null : formatInstant(subject.finalDueAt),
    closedAt: subject.closedAt === null ? null : formatInstant(subject.closedAt),
    assignee: isDesk ? subject.assignee : null,
    probability: isDesk ? (subject.weight?.probability ?? null) : null,
    band: isDesk ? (subject.weight?.band ?? null) : null,
    harm: isDesk ? subject.harm : null,
    response: subject.response && {
      stance: subject.response.stance,
      explanation: subject.response.explanation,
      at: formatInstant(subject.response.at),
    },
    decision: decisionFor(subject, isDesk),
    version: subject.version,
    can: canInCase(subject, actor, now),
  }
}

function decisionFor({ decision }: Case, isDesk: boolean): CaseAnswer['decision'] {
  if (!decision || (!isDesk && decision.state !== 'standing')) return null
  const { decidedBy, approvedBy, ...told } = decision
  return {
    ...told,
    measures: [...told.measures],
    decidedBy: isDesk ? decidedBy : 'reviewer',
    approvedBy: isDesk || approvedBy === null ? approvedBy : 'reviewer',
  }
}

/** The same with everything that happened, as far as the actor may know of it. */
export function tellCaseWithTimeline(
  subject: Case,
  timeline: readonly CaseEvent[],
  { actor, now }: { readonly actor: Actor; readonly now: Instant },
): CaseAnswerWithTimeline {
  const entries = entriesForReader(timeline, readerOf(actor) ?? 'buyer')
  return {
    ...tellCase(subject, actor, now),
    timeline: entries.map(({ seq, at, event, actor: name, detail, hash }) => ({
      ...{ seq, at: formatInstant(at), event, actor: readName(name), detail, hash },
    })),
  }
}

/** Reads a name that `actorName` wrote, or a mask of one, back into its parts. */
function readName(name: ReturnType<typeof actorName>): { kind: string; id?: string } {
  const colon = name.indexOf(':')
  return colon < 0 ? { kind: name } : { kind: name.slice(0, colon), id: name.slice(colon + 1) }
}
