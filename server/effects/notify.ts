// Writes what the marketplace is to be told into the outbox, in the transaction of the event.
import { readCase } from '../cases/case-store.ts'
import { readDecision } from '../decisions/decision-store.ts'
import type { Database } from '../platform/database.ts'
import { readAssessments } from '../signals/assessment-store.ts'
import { type CaseId, type DecisionId, newId } from '../vocabulary/ids.ts'
import type { Instant } from '../vocabulary/time.ts'
import { readEffectsById, savePaidTold } from './effect-store.ts'
import {
  closedNotice,
  decidedNotice,
  effectNotices,
  flaggedNotice,
  openedNotices,
} from './notices.ts'
import { type Notice, payloadOf } from './webhook.ts'
import { insertMessages } from './webhook-store.ts'

/** Puts notices into the outbox, in this order; one that is there already changes nothing. */
export async function notify(
  tx: Database,
  notices: readonly Notice[],
  now: Instant,
): Promise<void> {
  if (notices.length === 0) return
  const messages = notices.map((notice) => ({
    id: `msg_${newId(now).replaceAll('-', '')}`,
    ...{ key: notice.key, type: notice.type, subject: notice.subject },
    payload: payloadOf(notice, now),
  }))
  await insertMessages(tx, messages, now)
}

export async function notifyCaseOpened(
  tx: Database,
  { caseId }: { readonly caseId: string },
  now: Instant,
): Promise<void> {
  await notify(tx, openedNotices(await theCase(tx, caseId)), now)
}

/**
 * Events of one case may be heard in any order, and its messages must not be sent so: each brings
 * along those that come before it, which are known by their keys if they have been written.
 */
export async function notifyCaseDecided(
  tx: Database,
  { caseId, decisionId }: { readonly caseId: string; readonly decisionId: string },
  now: Instant,
): Promise<void> {
  const decided = await theCase(tx, caseId)
  const decision = await theDecision(tx, decisionId)
  await notify(tx, [...openedNotices(decided), decidedNotice(decided, decision)], now)
}

export async function notifyCaseClosed(
  tx: Database,
  { caseId }: { readonly caseId: string },
  now: Instant,
): Promise<void> {
  const closed = await theCase(tx, caseId)
  const { decision } = closed
  const decided =
    decision?.state === 'standing'
      ? [decidedNotice(closed, await theDecision(tx, decision.id))]
      : []
  await notify(tx, [...openedNotices(closed), ...decided, closedNotice(closed)], now)
}

/** Tells of orders that newly stand at a grave band. */
export async function notifyFlagged(
  tx: Database,
  { orderIds }: { readonly orderIds: readonly string[] },
  now: Instant,
): Promise<void> {
  const assessments = await readAssessments(tx, orderIds)
  await notify(tx, assessments.map(flaggedNotice), now)
}

/** Tells of sanctions imposed and lifted, and of money that buyers have got. */
export async function notifyEffects(
  tx: Database,
  { effectIds }: { readonly effectIds: readonly string[] },
  now: Instant,
): Promise<void> {
  const effects = await readEffectsById(tx, effectIds)
  await notify(tx, effects.flatMap(effectNotices), now)
  await savePaidTold(tx, effects)
}

async function theCase(tx: Database, caseId: string) {
  const found = await readCase(tx, caseId as CaseId)
  if (!found) throw new Error(`there is no case ${caseId}`)
  return found
}

async function theDecision(tx: Database, decisionId: string) {
  const found = await readDecision(tx, decisionId as DecisionId)
  if (!found) throw new Error(`there is no decision ${decisionId}`)
  return found
}
