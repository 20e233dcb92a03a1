// Brings a shop or buyer to what records, decisions and the clock say by now. Everybody who asks
// for money or standing goes through here, so nobody sees a state that lags behind an answer.
import { standingDecisionsOfBuyer, standingDecisionsOfShop } from '../decisions/decision-store.ts'
import type { Database } from '../platform/database.ts'
import { postEvent } from '../platform/jobs.ts'
import type { BuyerId, ShopId } from '../vocabulary/ids.ts'
import type { Instant } from '../vocabulary/time.ts'
import { applyPlan } from './apply-plan.ts'
import { type Effect, formatSubject, type Subject } from './effect.ts'
import { readEffects } from './effect-store.ts'
import { lockSubjects, readPostedUntil, savePostedUntil } from './ledger-store.ts'
import { type OpenBooks, openBooks, shopIn } from './open-books.ts'
import { orderedAgainst, type Plan, planEffects, type StandingDecision } from './plan-effects.ts'
import { findDifferences, recordDifferences } from './post-money.ts'
import type { Difference, RecordedMoney } from './recorded-money.ts'
import { readWaitingMoney } from './recorded-money-store.ts'

/** What stands between a subject as it is and as it should be. */
interface Work {
  readonly effects: readonly Effect[]
  readonly plan: Plan<Effect>
  readonly due: readonly Effect[]
}

interface MoneyWork {
  readonly waiting: readonly RecordedMoney[]
  readonly differences: readonly Difference[]
}

/** A shop as it is by now, its books open under the lock. */
export interface CurrentShop {
  readonly books: OpenBooks
  readonly effects: readonly Effect[]
}

/** Locks the shop until the transaction ends and does whatever waits to be done to it. */
export async function keepShopCurrent(
  tx: Database,
  shopId: string,
  now: Instant,
): Promise<CurrentShop> {
  const subject: Subject = { kind: 'shop', id: shopId }
  const books = await openBooks(tx, { shopIds: [shopId], now, claims: 'all' })
  const shop = shopIn(books, shopId)
  const money = await findMoneyWork(tx, { shopId, postedUntil: shop.postedUntil, now })
  recordDifferences(books, money.differences)
  const { effects, plan, due } = await findWork(tx, subject, now)
  const effectIds = await applyPlan(tx, { subject, plan, due, books, now })
  if (money.waiting.length > 0) {
    await savePostedUntil(tx, [formatSubject(subject)], now)
    shop.postedUntil = now
  }
  await tell(tx, effectIds, now)
  const isChanged = effectIds.length > 0
  return { books, effects: isChanged ? await readEffects(tx, formatSubject(subject)) : effects }
}

/** The same for a buyer who reports. */
export async function keepBuyerCurrent(tx: Database, buyerId: string, now: Instant): Promise<void> {
  const subject: Subject = { kind: 'buyer', id: buyerId }
  await lockSubjects(tx, [formatSubject(subject)])
  const { plan, due } = await findWork(tx, subject, now)
  const effectIds = await applyPlan(tx, { subject, plan, due, books: null, now })
  await tell(tx, effectIds, now)
}

/** Before a read: looks first, and locks only where there is something to do. */
export async function ensureCurrent(db: Database, subject: Subject, now: Instant): Promise<void> {
  const { plan, due } = await findWork(db, subject, now)
  const isBehind = plan.impose.length + plan.reverse.length + due.length > 0
  if (subject.kind === 'buyer') {
    if (isBehind) await db.tx((tx) => keepBuyerCurrent(tx, subject.id, now))
    return
  }
  const postedUntil = await readPostedUntil(db, formatSubject(subject))
  const { differences } = await findMoneyWork(db, { shopId: subject.id, postedUntil, now })
  if (isBehind || differences.length > 0) {
    await db.tx((tx) => keepShopCurrent(tx, subject.id, now))
  }
}

async function findWork(db: Database, subject: Subject, now: Instant): Promise<Work> {
  const effects = await readEffects(db, formatSubject(subject))
  const wanted = orderedAgainst(subject, await decisionsOn(db, subject))
  const plan = planEffects(wanted, effects)
  const reversed = new Set(plan.reverse.map(({ id }) => id))
  const due = effects.filter((effect) => isDue(effect, now) && !reversed.has(effect.id))
  return { effects, plan, due }
}

function decisionsOn(db: Database, { kind, id }: Subject): Promise<readonly StandingDecision[]> {
  return kind === 'shop'
    ? standingDecisionsOfShop(db, id as ShopId)
    : standingDecisionsOfBuyer(db, id as BuyerId)
}

function isDue({ until, endedAt, reversedAt }: Effect, now: Instant): boolean {
  return until !== null && until <= now && endedAt === null && reversedAt === null
}

async function findMoneyWork(
  db: Database,
  shop: { readonly shopId: string; readonly postedUntil: Instant | null; readonly now: Instant },
): Promise<MoneyWork> {
  const waiting = await readWaitingMoney(db, shop)
  const differences = await findDifferences(db, waiting, shop.now)
  // What a correction took from another shop is posted there, with its batch.
  return { waiting, differences: differences.filter(({ shopId }) => shopId === shop.shopId) }
}

async function tell(tx: Database, effectIds: readonly string[], now: Instant): Promise<void> {
  if (effectIds.length === 0) return
  await postEvent(tx, { name: 'effects.changed', ids: { effectIds } }, { now, lane: 'effects' })
}
