// The whole story on one page: what happens, and which verbs hear of it. It joins floors by events
// and holds no logic of its own.
import { sweepAccess } from './access/sweep-access.ts'
import { callDueCases } from './cases/call-due-cases.ts'
import { openDetectedCases } from './cases/open-detected-cases.ts'
import { readReport } from './cases/read-case.ts'
import { weighCases } from './cases/weigh-cases.ts'
import { applyEffects } from './effects/apply-effects.ts'
import { liftDueEffects } from './effects/lift-due-effects.ts'
import {
  notifyCaseClosed,
  notifyCaseDecided,
  notifyCaseOpened,
  notifyEffects,
  notifyFlagged,
} from './effects/notify.ts'
import { postRecordedMoney } from './effects/post-money.ts'
import { callDueRecords } from './intake/call-due-records.ts'
import { fileReport } from './intake/file-report.ts'
import type { Database } from './platform/database.ts'
import type { Handler, Handlers } from './platform/jobs.ts'
import { scoreRecords } from './signals/score-records.ts'
import type { CaseId } from './vocabulary/ids.ts'
import type { Instant } from './vocabulary/time.ts'

// A report is made on the floor of cases and weighed two floors below, as one more record.
const fileReportOf: Handler<'case.reported'> = async (tx, { caseId }, now) => {
  const report = await readReport(tx, caseId as CaseId)
  if (report) await fileReport(tx, report, now)
}

/** Which verbs hear of which event, in this order, all in one transaction. */
export const flow: Handlers = {
  'records.taken': [scoreRecords, postRecordedMoney],
  'records.due': [scoreRecords, postRecordedMoney],
  'orders.moved': [weighCases, openDetectedCases],
  'orders.flagged': [notifyFlagged],
  // A report that joins a case gives the seller the full time anew, which is told.
  'case.reported': [fileReportOf, notifyCaseOpened],
  'case.opened': [notifyCaseOpened],
  'case.decided': [notifyCaseDecided],
  'case.closed': [notifyCaseClosed],
  'decision.stands': [applyEffects],
  'effects.changed': [notifyEffects],
}

/** What the clock calls: each takes a bounded share of what is due and tells how much it did. */
export const calledByClock: readonly ((db: Database, now: Instant) => Promise<number>)[] = [
  callDueRecords,
  callDueCases,
  liftDueEffects,
  sweepAccess,
]
