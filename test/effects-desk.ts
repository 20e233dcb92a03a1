// The effects floor on a database of its own: records come in, decisions stand or are replaced.
import type { Decision } from '../server/decisions/decision.ts'
import { insertDecision } from '../server/decisions/decision-store.ts'
import type { Finding, Measure } from '../server/decisions/measure.ts'
import { applyEffects } from '../server/effects/apply-effects.ts'
import { notifyEffects } from '../server/effects/notify.ts'
import { postRecordedMoney } from '../server/effects/post-money.ts'
import { takeIn } from '../server/intake/take-in.ts'
import { type DatabasePool, openDatabase } from '../server/platform/database.ts'
import { drainJobs, type Handlers, postEvent } from '../server/platform/jobs.ts'
import type {
  BuyerId,
  CaseId,
  DecisionId,
  ListingId,
  OrderId,
  ShopId,
  StaffId,
} from '../server/vocabulary/ids.ts'
import { newId } from '../server/vocabulary/ids.ts'
import { formatInstant, type Instant, instant, later } from '../server/vocabulary/time.ts'
import { freshDatabase } from './database.ts'

const HANDLERS: Handlers = {
  'records.taken': [postRecordedMoney],
  'records.due': [postRecordedMoney],
  'decision.stands': [applyEffects],
  'effects.changed': [notifyEffects],
}

/** What a test says of a decision; the rest is filled in. */
export interface Deciding {
  readonly shopId?: string
  readonly buyerId?: string
  readonly finding?: Finding
  readonly measures: readonly Measure[]
}

export interface EffectsDesk {
  readonly db: DatabasePool
  readonly url: string
  readonly clock: () => Instant
  /** Moves the clock on. */
  wait(milliseconds: number): void
  /** Takes records in without working off the jobs they post. */
  take(...records: object[]): Promise<void>
  deposit(shopId: string, amount: number, more?: object): Promise<void>
  settle(shopId: string, amount: number, more?: object): Promise<void>
  /** Writes a decision that stands, and posts its event. */
  decide(deciding: Deciding): Promise<string>
  /** The decision was overturned: it stands no more, and another that orders this stands. */
  replace(decisionId: string, by: Deciding): Promise<string>
  drain(): Promise<number>
  close(): Promise<void>
}

export async function openEffectsDesk(connections = 10): Promise<EffectsDesk> {
  const fresh = await freshDatabase()
  const db = openDatabase(fresh.url, connections)
  let now = instant(Date.UTC(2026, 7, 3, 9))
  const clock = () => now
  const take = async (...records: object[]) => {
    const lines = records.map((value, index) => ({ line: index + 1, value }))
    const { rejections } = await takeIn(db, { lines, source: 'test', now })
    if (rejections.length > 0) throw new Error(JSON.stringify(rejections))
  }
  const money =
    (type: string) =>
    (shopId: string, amount: number, more: object = {}) =>
      take({
        ...{ type, id: newId(now), shopId, at: formatInstant(now) },
        amount: { amount, currency: 'CNY' },
        ...more,
      })
  const decide = (deciding: Deciding) =>
    db.tx(async (tx) => {
      const decision = decisionOf(deciding, now)
      await insertDecision(tx, decision)
      await postEvent(tx, { name: 'decision.stands', ids: { decisionId: decision.id } }, { now })
      return decision.id
    })
  return {
    ...{ db, url: fresh.url, clock, take, decide },
    wait: (milliseconds) => {
      now = later(now, milliseconds)
    },
    deposit: money('deposit'),
    settle: money('settlement'),
    replace: async (decisionId, by) => {
      await db.query(`update decision set state = 'replaced' where id = $1`, [decisionId])
      return decide(by)
    },
    drain: () => drainJobs(db, HANDLERS, clock),
    close: async () => {
      await db.close()
      await fresh.drop()
    },
  }
}

function decisionOf(deciding: Deciding, now: Instant): Decision {
  const { shopId = 's1', buyerId = 'b1', finding = 'deliberate_empty_parcel', measures } = deciding
  return {
    id: newId<'decision'>(now),
    caseId: newId<'case'>(now) as CaseId,
    ...{ shopId: shopId as ShopId, buyerId: buyerId as BuyerId, orderIds: ['o1' as OrderId] },
    ...{ file: { version: 1, hash: 'f'.repeat(64) }, finding, rationale: 'seen' },
    ...{ clause: 'empty-parcel.first', policy: { name: 'default', version: 1 }, actAt: now },
    measures,
    trace: {
      ...{ windowDays: 365, priorCount: 0, paidAmount: null, admitted: false },
      ...{ passedOver: [], leftOut: [] },
    },
    automation: {
      ...{ detection: false, modelVersion: null, suggestedFinding: null },
      decision: 'by_person',
    },
    ...{
      fourEyes: false,
      state: 'standing',
      decidedAt: now,
      decidedBy: newId<'staff'>(now) as StaffId,
    },
    ...{ approvedAt: null, approvedBy: null, refusalReason: null },
    ...{ standingSince: now, appealUntil: null, replacedBy: null as DecisionId | null },
  }
}

const ordered = { clause: 'empty-parcel.first', points: 0 }

/** Measures as a policy orders them. */
export const measure = {
  warning: (points = 0): Measure => ({
    ...{ ...ordered, points, on: 'shop', kind: 'warning', scope: { kind: 'shop' }, days: null },
  }),
  delist: (days: number | null, ...listingIds: string[]): Measure => ({
    ...{ ...ordered, on: 'shop', kind: 'delist_item', days },
    scope: { kind: 'listings', listingIds: listingIds as ListingId[] },
  }),
  restrict: (days: number | null): Measure => ({
    ...{ ...ordered, on: 'shop', kind: 'restrict_withdrawals', scope: { kind: 'shop' }, days },
  }),
  terminate: (): Measure => ({
    ...{ ...ordered, on: 'shop', kind: 'terminate', scope: { kind: 'shop' }, days: null },
  }),
  hold: (pot: 'deposit' | 'balance', amount: number, days: number | null): Measure => ({
    ...{ ...ordered, on: 'shop', kind: `withhold_${pot}`, days },
    amount: { amount, currency: 'CNY' },
  }),
  compensate: (orderId: string, buyerId: string, amount: number): Measure => ({
    ...{ ...ordered, on: 'shop', kind: 'compensate_buyers', orderId: orderId as OrderId, buyerId },
    amount: { amount, currency: 'CNY' },
  }),
  suspend: (buyerId: string, days: number | null, points = 0): Measure => ({
    ...{ ...ordered, points, on: 'reporter', kind: 'suspend_reporting', buyerId, days },
  }),
}
