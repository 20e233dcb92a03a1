// Reads how a shop or a reporter stands, now or at a past moment.
import type { Actor } from '../access/actor.ts'
import { standingDecisionsOfBuyer } from '../decisions/decision-store.ts'
import type { Database } from '../platform/database.ts'
import type { BuyerId } from '../vocabulary/ids.ts'
import { Problem } from '../vocabulary/problem.ts'
import type { Instant } from '../vocabulary/time.ts'
import type { Subject } from './effect.ts'
import { readEffects } from './effect-store.ts'
import { ensureCurrent } from './keep-current.ts'
import { isKnown } from './recorded-money-store.ts'
import { type BuyerStanding, buyerStanding, type ShopStanding, shopStanding } from './standing.ts'
import { demandOwnShop } from './withdraw.ts'

export interface StandingAsked {
  readonly actor: Actor
  readonly id: string
  /** The moment to look at; `now` if left out. */
  readonly at: Instant | undefined
  readonly now: Instant
}

/** Throws `not_found`, also for a shop that is not the seller's own. */
export async function readShopStanding(db: Database, asked: StandingAsked): Promise<ShopStanding> {
  demandOwnShop(asked.actor, asked.id)
  const effects = await currentEffects(db, { kind: 'shop', id: asked.id }, asked.now)
  return shopStanding(effects, asked.at ?? asked.now)
}

/** Throws `not_found`, also for another buyer. */
export async function readBuyerStanding(
  db: Database,
  asked: StandingAsked,
): Promise<BuyerStanding> {
  const { actor, id, now } = asked
  if (actor.kind === 'buyer' && actor.buyerId !== id) {
    throw new Problem('not_found', 'There is no such buyer for you.')
  }
  const effects = await currentEffects(db, { kind: 'buyer', id }, now)
  const at = asked.at ?? now
  const decisions = await standingDecisionsOfBuyer(db, id as BuyerId)
  const findings = decisions
    .filter(({ decidedAt }) => decidedAt <= at)
    .map(({ finding }) => finding)
  return buyerStanding(effects, findings, at)
}

async function currentEffects(db: Database, subject: Subject, now: Instant) {
  await ensureCurrent(db, subject, now)
  if (!(await isKnown(db, subject.kind, subject.id))) {
    throw new Problem('not_found', `Nothing is known of a ${subject.kind} ${subject.id}.`)
  }
  return readEffects(db, `${subject.kind}:${subject.id}`)
}
