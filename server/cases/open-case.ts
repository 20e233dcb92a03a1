// Opens cases, however they came about: the rows, the first entries of their timelines, the events.
import { actorName } from '../access/actor.ts'
import type { Database } from '../platform/database.ts'
import { postEvent } from '../platform/jobs.ts'
import { type CaseId, newId } from '../vocabulary/ids.ts'
import type { Instant } from '../vocabulary/time.ts'
import type { CaseReport, Origin } from './case.ts'
import { harmOf } from './case.ts'
import { answerDueAt, type CaseRules } from './case-rules.ts'
import { insertCases, type OpeningCase } from './case-store.ts'
import type { OrderFacts, WeighedOrder } from './material-store.ts'
import { BEFORE_FIRST, type CaseDetail, type CaseHappening, linkEvent } from './timeline.ts'
import { insertEvents } from './timeline-store.ts'
import { factsForParties } from './visible-facts.ts'

/** What a case opens with. */
export interface Opening {
  readonly caseId: CaseId
  readonly origin: Origin
  readonly order: OrderFacts
  readonly weighed: WeighedOrder | undefined
  readonly report: CaseReport | null
  readonly actor: string
}

/** A name for a case that may be opened at `now`. */
export function newCaseId(now: Instant): CaseId {
  return newId<'case'>(now)
}

/** Opens cases on orders that the caller has claimed for them. */
export async function openCases(
  tx: Database,
  openings: readonly Opening[],
  { rules, now }: { readonly rules: CaseRules; readonly now: Instant },
): Promise<void> {
  await insertCases(
    tx,
    openings.map((opening) => openingCase(opening, rules, now)),
  )
  await insertEvents(
    tx,
    openings.flatMap((opening) => firstEvents(opening, rules, now)),
  )
  for (const { caseId } of openings) {
    await postEvent(tx, { name: 'case.opened', ids: { caseId } }, { now })
  }
}

function openingCase(opening: Opening, rules: CaseRules, now: Instant): OpeningCase {
  const { caseId, origin, order, weighed, report } = opening
  return {
    id: caseId,
    state: 'awaiting_response',
    origin,
    orderId: order.orderId,
    shopId: order.shopId,
    buyerId: order.buyerId,
    openedAt: now,
    answerDueAt: answerDueAt(rules, now),
    updatedAt: now,
    assignee: null,
    weight: weighed ? { probability: weighed.probability, band: weighed.band } : null,
    harm: harmOf(order.paidAmount, weighed?.probability ?? null),
    report,
    response: null,
    decision: null,
    finalDueAt: null,
    closedAt: null,
    version: 1,
  }
}

function firstEvents(opening: Opening, rules: CaseRules, now: Instant) {
  const { caseId, report, actor } = opening
  const opened = linkEvent(caseId, BEFORE_FIRST, {
    event: 'case.opened',
    actor: report ? actor : actorName({ kind: 'system' }),
    at: now,
    detail: openingDetail(opening, rules),
  })
  if (!report) return [opened]
  return [opened, linkEvent(caseId, opened, reportHappening(report, actor))]
}

/** What both sides read of the opening: the facts, not how they were weighed. */
function openingDetail({ origin, weighed }: Opening, rules: CaseRules): CaseDetail {
  const { answerHours } = rules
  if (origin === 'report' || !weighed) return { origin, answerHours }
  const against = weighed.signals.filter(({ decibans }) => decibans > 0)
  const signals = against.map(({ kind, because }) => ({ kind, because: factsForParties(because) }))
  return { origin, answerHours, signals }
}

/** How a report stands in the timeline. */
export function reportHappening(report: CaseReport, actor: string): CaseHappening {
  const { at, reason, description, desiredOutcome } = report
  return { event: 'case.reported', actor, at, detail: { reason, description, desiredOutcome } }
}
