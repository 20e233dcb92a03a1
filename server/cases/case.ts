// A case: one matter from its opening to its end, what was said in it and where it stands.
import type { Reason } from '../intake/record.ts'
import type { BuyerId, CaseId, OrderId, ShopId, StaffId } from '../vocabulary/ids.ts'
import { Problem } from '../vocabulary/problem.ts'
import type { Instant } from '../vocabulary/time.ts'
import type { CaseState, Situation } from './case-table.ts'

export const ORIGINS = ['report', 'detection'] as const
export type Origin = (typeof ORIGINS)[number]

export const STANCES = ['accept', 'contest'] as const
export type Stance = (typeof STANCES)[number]

/** What the buyer says. */
export interface CaseReport {
  readonly at: Instant
  readonly reason: Reason
  readonly description: string
  /** What the buyer asks for, in the marketplace's own words: `refund`, `reship`, `compensate`. */
  readonly desiredOutcome: string | null
}

/** What the seller says. */
export interface CaseResponse {
  readonly at: Instant
  readonly stance: Stance
  readonly explanation: string
}

/** How the machine weighed the case's order when it last looked. */
export interface CaseWeight {
  readonly probability: number
  readonly band: string
}

/**
 * What readers of a case are told of its decision. The decision itself stands one floor above;
 * this is the copy that it leaves here in the transaction that made it.
 */
export interface DecisionBrief {
  readonly id: string
  readonly state: 'awaiting_approval' | 'standing'
  readonly finding: string
  readonly rationale: string
  readonly clause: string
  readonly policy: { readonly name: string; readonly version: number }
  readonly measures: readonly Readonly<Record<string, unknown>>[]
  readonly decidedAt: string
  readonly decidedBy: StaffId
  readonly approvedBy: StaffId | null
}

export interface Case {
  readonly id: CaseId
  /** Counts up; people say `C-1024`. */
  readonly number: number
  readonly state: CaseState
  readonly origin: Origin
  /** The order that the case began with; `orderIds` has all of them. */
  readonly orderId: OrderId
  readonly orderIds: readonly OrderId[]
  readonly shopId: ShopId
  readonly buyerId: BuyerId
  readonly openedAt: Instant
  readonly answerDueAt: Instant
  readonly updatedAt: Instant
  readonly assignee: StaffId | null
  readonly weight: CaseWeight | null
  /** Expected loss: probability times what the order cost, in minor units of its currency. */
  readonly harm: number
  readonly report: CaseReport | null
  readonly response: CaseResponse | null
  readonly decision: DecisionBrief | null
  /** When the time to appeal is over and the case ends. */
  readonly finalDueAt: Instant | null
  readonly closedAt: Instant | null
  /** Counts the changes, so that two people at once do not overwrite each other. */
  readonly version: number
}

/** The part of a case that the table of acts looks at. */
export function situationOf(subject: Case): Situation {
  return {
    state: subject.state,
    isHeard: subject.response !== null,
    answerDueAt: subject.answerDueAt,
    finalDueAt: subject.finalDueAt,
  }
}

/** A refusal to a reader who may not know whether there is such a case. */
export function noSuchCase(caseId: string): Problem {
  return new Problem('not_found', `There is no case ${caseId} that you may see.`)
}

/** How people name a case. */
export function caseNumber(number: number): string {
  return `C-${number}`
}

/**
 * Whether a later report on the same order may open a case of its own. A matter is judged once: who
 * disagrees appeals. But where the machine alone raised it, the buyer was never heard, and nothing
 * was proven, what the buyer knows is new.
 */
export function mayBeReportedAnew(ended: Case): boolean {
  const isOver = ended.state === 'decided' || ended.state === 'final'
  return isOver && ended.report === null && ended.decision?.finding === 'not_proven'
}

/** Expected loss of an order in minor units; without a weight, a reported order counts in full. */
export function harmOf(paidAmount: number | null, probability: number | null): number {
  return Math.round((paidAmount ?? 0) * (probability ?? 1))
}
