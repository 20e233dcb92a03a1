// What the marketplace is told: one function a type of message, ids and what it needs to act.
import type { Case } from '../cases/case.ts'
import type { Decision } from '../decisions/decision.ts'
import type { Assessment } from '../signals/assessment.ts'
import { money } from '../vocabulary/money.ts'
import { formatInstant, type Instant } from '../vocabulary/time.ts'
import { type Effect, formatSubject, liftedAt } from './effect.ts'
import type { Notice } from './webhook.ts'

/**
 * A case opens: it is told, and the seller is to answer. Where the time to answer begins anew, the
 * new moment makes it another message, and the opening stays the one that was told.
 */
export function openedNotices(opened: Case): Notice[] {
  const subject = `case:${opened.id}`
  const { id: caseId, shopId, buyerId, orderIds } = opened
  const answerDueAt = formatInstant(opened.answerDueAt)
  return [
    {
      ...{ type: 'case.opened', subject, key: `case.opened:${caseId}` },
      data: {
        ...{ caseId, shopId, buyerId, orderIds, origin: opened.origin, answerDueAt },
        reason: opened.report?.reason ?? null,
        openedAt: formatInstant(opened.openedAt),
      },
    },
    {
      ...{ type: 'case.response_due', subject, key: `case.response_due:${caseId}:${answerDueAt}` },
      data: { caseId, shopId, orderIds, answerDueAt },
    },
  ]
}

export function decidedNotice(decided: Case, decision: Decision): Notice {
  const { id: caseId, shopId, buyerId, orderIds } = decided
  const { id: decisionId, finding, clause, policy, measures, appealUntil } = decision
  return {
    ...{ type: 'case.decided', subject: `case:${caseId}`, key: `case.decided:${decisionId}` },
    data: {
      ...{ caseId, decisionId, shopId, buyerId, orderIds, finding, clause, policy },
      measures: measures.map(({ kind, points }) => ({ kind, points })),
      decidedAt: formatInstant(decision.decidedAt),
      appealUntil: appealUntil === null ? null : formatInstant(appealUntil),
      statement: statementOf(caseId),
    },
  }
}

export function closedNotice(closed: Case): Notice {
  const { id: caseId, shopId, buyerId, orderIds, state } = closed
  return {
    ...{ type: 'case.closed', subject: `case:${caseId}`, key: `case.closed:${caseId}:${state}` },
    data: {
      ...{ caseId, shopId, buyerId, orderIds, state },
      closedAt: closed.closedAt === null ? null : formatInstant(closed.closedAt),
    },
  }
}

/** An order that newly stands at a band where it is told; once a band. */
export function flaggedNotice(assessment: Assessment): Notice {
  const { orderId, shopId, probability, decibans, band, signals, modelVersion } = assessment
  return {
    ...{ type: 'order.flagged', subject: `order:${orderId}` },
    key: `order.flagged:${orderId}:${band}`,
    data: {
      ...{ orderId, shopId, probability, decibans, band, modelVersion },
      signals: signals.map(({ kind, decibans: weight }) => ({ kind, decibans: weight })),
    },
  }
}

/** All that is to be told of an effect by now; what was told before has the same key. */
export function effectNotices(effect: Effect): Notice[] {
  const subject = formatSubject(effect.subject)
  const imposed: Notice = {
    ...{ type: 'sanction.imposed', subject, key: `sanction.imposed:${effect.id}` },
    data: sanctionData(effect),
  }
  const lifted = liftedAt(effect)
  const over: Notice[] =
    lifted === null
      ? []
      : [
          {
            ...{ type: 'sanction.lifted', subject, key: `sanction.lifted:${effect.id}` },
            data: { ...sanctionData(effect), ...liftedData(effect, lifted) },
          },
        ]
  return [imposed, ...paidNotices(effect), ...over]
}

function liftedData({ endedAt }: Effect, lifted: Instant) {
  return {
    liftedAt: formatInstant(lifted),
    because: endedAt === null ? 'decision_reversed' : 'time_over',
  }
}

/** Money that a buyer has got and of which the marketplace has not been told. */
function paidNotices({ id, compensation, amount, ...effect }: Effect): Notice[] {
  if (!compensation || !amount || compensation.paid === compensation.paidTold) return []
  const { orderId, buyerId, paid, paidTold } = compensation
  const { currency } = amount
  return [
    {
      ...{ type: 'compensation.paid', subject: `order:${orderId}` },
      key: `compensation.paid:${id}:${paid}`,
      data: {
        ...{ effectId: id, caseId: effect.caseId, decisionId: effect.decisionId },
        ...{ orderId, buyerId, shopId: effect.subject.id },
        amount: money(paid - paidTold, currency),
        paidSoFar: money(paid, currency),
        ordered: amount,
      },
    },
  ]
}

function sanctionData(effect: Effect): Record<string, unknown> {
  const { id, decisionId, caseId, subject, kind, scope, clause, points, amount, until } = effect
  return {
    ...{ effectId: id, decisionId, caseId, kind, scope, clause, points },
    ...(subject.kind === 'shop' ? { shopId: subject.id } : { buyerId: subject.id }),
    ...(scope.kind === 'listings' && { listingIds: scope.listingIds }),
    ...(scope.kind === 'orders' && { orderIds: scope.orderIds }),
    ...(effect.compensation && { buyerId: effect.compensation.buyerId }),
    amount,
    from: formatInstant(effect.imposedAt),
    until: until === null ? null : formatInstant(until),
    statement: statementOf(caseId),
    acknowledge: `/v1/effects/${id}/ack`,
  }
}

function statementOf(caseId: string): string {
  return `/v1/cases/${caseId}/statement`
}
