// The whole story on one page: what happens, and which verbs hear of it. It joins floors by events
// and holds no logic of its own.
import { sweepAccess } from './access/sweep-access.ts'
import { adoptCaseRules } from './cases/adopt-case-rules.ts'
import { callDueCases } from './cases/call-due-cases.ts'
import { openDetectedCases } from './cases/open-detected-cases.ts'
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
import type { Handlers } from './platform/jobs.ts'
import { scoreRecords } from './signals/score-records.ts'
import type { Instant } from './vocabulary/time.ts'

/** Which verbs hear of which event, in this order, all in one transaction. */
export const flow: Handlers = {
  'records.taken': [scoreRecords, postRecordedMoney],
  'records.due': [scoreRecords, postRecordedMoney],
  'orders.flagged': [openDetectedCases, notifyFlagged],
  'case.reported': [fileReport],
  'case.opened': [notifyCaseOpened],
  'case.decided': [notifyCaseDecided],
  'case.closed': [notifyCaseClosed],
  'decision.stands': [applyEffects],
  'effects.changed': [notifyEffects],
  'policy.published': [adoptCaseRules],
}

/** What the clock calls: each takes a bounded share of what is due and tells how much it did. */
export const calledByClock: readonly ((db: Database, now: Instant) => Promise<number>)[] = [
  callDueRecords,
  callDueCases,
  liftDueEffects,
  sweepAccess,
]
