// A buyer reports an order: it becomes a case, or joins the one that detection has opened on it.
import { type Actor, actorName } from '../access/actor.ts'
import { recordAct } from '../access/audit-log.ts'
import type { Reason } from '../intake/record.ts'
import type { Database } from '../platform/database.ts'
import { postEvent } from '../platform/jobs.ts'
import type { BuyerId, CaseId, OrderId } from '../vocabulary/ids.ts'
import { fieldProblem, Problem } from '../vocabulary/problem.ts'
import { type Case, type CaseReport, caseNumber, mayBeReportedAnew } from './case.ts'
import { answerDueAt } from './case-rules.ts'
import { readCaseRules } from './case-rules-store.ts'
import { readCase } from './case-store.ts'
import { claimOrders, moveClaim, readClaims } from './claim-store.ts'
import { type OrderFacts, readOrders, readWeights } from './material-store.ts'
import { type Acting, demandTransition, moveCase, takeCase } from './move-case.ts'
import { newCaseId, openCases, reportHappening } from './open-case.ts'

export interface ReportInput {
  readonly orderId: OrderId
  readonly buyerId: BuyerId
  readonly reason: Reason
  readonly description: string
  readonly desiredOutcome: string | null
}

export interface Reported {
  readonly subject: Case
  /** False where the report joined a case that was open already. */
  readonly isNew: boolean
}

/**
 * Takes a report. Refuses with `not_permitted` a buyer who reports for another, `invalid_fields`
 * at /orderId an order that is unknown or another buyer's (the two are not told apart), and
 * `already_exists`, naming the case, where the order's matter is heard or judged already.
 */
export async function reportOrder(
  db: Database,
  { input, actor, now }: { readonly input: ReportInput } & Acting,
): Promise<Reported> {
  refuseForAnother(actor, input.buyerId)
  return db.tx(async (tx) => {
    const order = (await readOrders(tx, [input.orderId]))[0]
    if (order?.buyerId !== input.buyerId) {
      throw fieldProblem('/orderId', 'is no order of this buyer that Tare has been told of')
    }
    const { reason, description, desiredOutcome } = input
    const report: CaseReport = { at: now, reason, description, desiredOutcome }
    const reported = await bringIn(tx, { order, report, actor, now })
    const { id: caseId } = reported.subject
    await postEvent(tx, { name: 'case.reported', ids: { caseId } }, { now })
    const subject = `case:${caseId}`
    const detail = { orderId: order.orderId, joined: !reported.isNew }
    await recordAct(tx, { actor, act: 'report.file', subject, now, detail })
    return reported
  })
}

function refuseForAnother(actor: Actor, buyerId: BuyerId): void {
  if (actor.kind !== 'buyer' || actor.buyerId === buyerId) return
  throw new Problem('not_permitted', 'You can report only what you ordered yourself.')
}

interface Reporting extends Acting {
  readonly order: OrderFacts
  readonly report: CaseReport
}

async function bringIn(tx: Database, reporting: Reporting): Promise<Reported> {
  const { orderId } = reporting.order
  const caseId = newCaseId(reporting.now)
  const isFree = (await claimOrders(tx, [{ orderId, caseId }])).has(orderId)
  if (isFree) return openReported(tx, caseId, reporting)
  const [claim] = await readClaims(tx, [orderId])
  if (!claim) throw new Error(`the claim on order ${orderId} went away: claims are never removed`)
  const holder = await takeCase(tx, claim.caseId, reporting)
  if (mayBeReportedAnew(holder) && (await moveClaim(tx, claim, caseId))) {
    return openReported(tx, caseId, reporting)
  }
  if (holder.report !== null || holder.decision !== null) throw alreadyExists(holder)
  return { subject: await joinReport(tx, holder, reporting), isNew: false }
}

async function openReported(
  tx: Database,
  caseId: CaseId,
  { order, report, actor, now }: Reporting,
): Promise<Reported> {
  const [weighed] = await readWeights(tx, [order.orderId])
  const rules = await readCaseRules(tx, now)
  const named = actorName(actor)
  await openCases(tx, [{ caseId, origin: 'report', order, weighed, report, actor: named }], {
    ...{ rules, now },
  })
  const subject = await readCase(tx, caseId)
  if (!subject) throw new Error(`the case ${caseId} that was just opened is not there`)
  return { subject, isNew: true }
}

async function joinReport(tx: Database, holder: Case, reporting: Reporting): Promise<Case> {
  const { report, actor, now } = reporting
  const to = demandTransition(holder, 'join', { actor, now })
  const rules = await readCaseRules(tx, now)
  return moveCase(tx, holder, {
    changes: { state: to, report, answerDueAt: answerDueAt(rules, now) },
    happening: reportHappening(report, actorName(actor)),
  })
}

function alreadyExists({ id, number }: Case): Problem {
  const name = caseNumber(number)
  return new Problem('already_exists', `The matter of this order is heard in case ${id} (${name}).`)
}
