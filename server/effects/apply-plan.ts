// Carries out a plan on one subject: ends what is over, takes back what no longer stands, imposes
// what is new. Money moves in the open books; a buyer who reports has none.
import type { Measure } from '../decisions/measure.ts'
import type { Database } from '../platform/database.ts'
import { newId } from '../vocabulary/ids.ts'
import type { Instant } from '../vocabulary/time.ts'
import type { Effect, Subject } from './effect.ts'
import { insertEffects, type NewEffect, saveEnded, saveReversed } from './effect-store.ts'
import type { Claim, Past } from './funds.ts'
import { readPast } from './ledger-store.ts'
import { type Entry, type OpenBooks, recordMove, writeBooks } from './open-books.ts'
import type { Ordered, Plan } from './plan-effects.ts'
import { scopeOf, untilOf } from './sanction.ts'
import type { Holds } from './transfer.ts'

export interface Carrying {
  readonly subject: Subject
  readonly plan: Plan<Effect>
  /** Effects whose time is over. */
  readonly due: readonly Effect[]
  readonly books: OpenBooks | null
  readonly now: Instant
}

/** Carries it out and writes the books. Answers the ids of the effects that changed. */
export async function applyPlan(tx: Database, carrying: Carrying): Promise<string[]> {
  const { plan, due, books, now } = carrying
  for (const effect of due) release(carrying, effect)
  await saveEndedAll(tx, due, now)
  for (const effects of byDecision(plan.reverse)) await reverse(tx, carrying, effects)
  const imposed: NewEffect[] = []
  for (const ordered of byDecision(plan.impose)) imposed.push(...impose(carrying, ordered))
  if (imposed.length > 0) await insertEffects(tx, imposed)
  const moved = books ? await writeBooks(tx, books) : []
  const touched = [...due, ...plan.reverse, ...imposed].map(({ id }) => id)
  return [...new Set([...touched, ...moved])]
}

async function saveEndedAll(tx: Database, due: readonly Effect[], now: Instant): Promise<void> {
  if (due.length === 0) return
  await saveEnded(
    tx,
    due.map(({ id }) => id),
    now,
  )
}

function release({ subject, books }: Carrying, effect: Effect): void {
  const { amount } = effect
  if (!books || !isHold(effect) || !amount) return
  recordMove(books, {
    shopId: subject.id,
    currency: amount.currency,
    key: `release:${effect.id}`,
    move: { reason: 'release', holds: holdsOf([effect]) },
    decisionId: effect.decisionId,
    caseId: effect.caseId,
  })
}

/** Takes back all effects of one decision: its holds, and its claims by folding the past again. */
async function reverse(
  tx: Database,
  { subject, books, now }: Carrying,
  effects: readonly Effect[],
): Promise<void> {
  const [first] = effects
  if (!first) return
  const ids = effects.map(({ id }) => id)
  for (const currency of currenciesOf(effects)) {
    if (!books) break
    const own = effects.filter((effect) => effect.amount?.currency === currency)
    const past = await readWholePast(tx, books, { shopId: subject.id, currency })
    recordMove(books, {
      ...{ shopId: subject.id, currency, key: `reversal:${first.decisionId}` },
      ...{ decisionId: first.decisionId, caseId: first.caseId },
      move: {
        reason: 'reversal',
        effectIds: new Set(own.map(({ id }) => id)),
        past,
        holds: holdsOf(own.filter(({ endedAt }) => endedAt === null)),
      },
    })
  }
  await saveReversed(tx, ids, now)
}

/** What came in and went out: as it is written, and as it is about to be. */
async function readWholePast(
  tx: Database,
  books: OpenBooks,
  { shopId, currency }: Pick<Entry, 'shopId' | 'currency'>,
): Promise<Past[]> {
  const written = await readPast(tx, shopId, currency)
  const recorded = books.transfers.flatMap(({ seq, reason, amount, ...transfer }) =>
    transfer.shopId === shopId && transfer.currency === currency && isPast(reason)
      ? [{ seq, reason, amount: amount ?? 0 }]
      : [],
  )
  return [...written, ...recorded]
}

function isPast(reason: string): reason is Past['reason'] {
  return reason === 'deposit' || reason === 'settlement' || reason === 'withdrawal'
}

/** Makes the effects of one decision, and moves what money they order. */
function impose({ subject, books, now }: Carrying, ordered: readonly Ordered[]): NewEffect[] {
  const effects = ordered.map((each) => effectOf(each, subject, now))
  const seqs = new Map<string, number>()
  for (const currency of currenciesOf(effects)) {
    if (!books) break
    const own = effects.filter((effect) => effect.amount?.currency === currency)
    const [first] = own
    const transfer = recordMove(books, {
      ...{ shopId: subject.id, currency, key: `decision:${first?.decisionId}` },
      ...(first && { decisionId: first.decisionId, caseId: first.caseId }),
      move: { reason: 'decision', claims: own.flatMap(claimOf), holds: holdsOf(own) },
    })
    if (transfer) seqs.set(currency, transfer.seq)
  }
  return effects.map((effect) => ({
    ...effect,
    seq: effect.compensation ? (seqs.get(effect.amount?.currency ?? '') ?? null) : null,
  }))
}

function effectOf(ordered: Ordered, subject: Subject, now: Instant): Effect {
  const { measure, decisionId, caseId, measureIndex } = ordered
  return {
    id: newId(now),
    decisionId,
    measureIndex,
    caseId,
    subject,
    kind: measure.kind,
    scope: scopeOf(measure),
    clause: measure.clause,
    points: measure.points,
    amount: 'amount' in measure ? measure.amount : null,
    compensation: compensationOf(measure),
    imposedAt: now,
    until: untilOf(measure, now),
    endedAt: null,
    reversedAt: null,
    imposedAckAt: null,
    liftedAckAt: null,
  }
}

function compensationOf(measure: Measure): Effect['compensation'] {
  if (measure.kind !== 'compensate_buyers') return null
  const { orderId, buyerId } = measure
  return { orderId, buyerId, charged: 0, paid: 0, paidTold: 0 }
}

function claimOf({ id, amount, compensation }: Effect): Claim[] {
  if (!compensation || !amount || amount.amount <= 0) return []
  const { orderId, buyerId } = compensation
  const nothingYet = { charged: 0, paid: 0, stands: true }
  return [{ effectId: id, orderId, buyerId, seq: 0, amount: amount.amount, ...nothingYet }]
}

function isHold({ kind }: Effect): boolean {
  return kind === 'withhold_deposit' || kind === 'withhold_balance'
}

function holdsOf(effects: readonly Effect[]): Holds {
  const sumOf = (kind: Effect['kind']) =>
    effects
      .filter((effect) => effect.kind === kind)
      .reduce((sum, { amount }) => sum + (amount?.amount ?? 0), 0)
  return { deposit: sumOf('withhold_deposit'), balance: sumOf('withhold_balance') }
}

function currenciesOf(effects: readonly Effect[]): string[] {
  return [...new Set(effects.flatMap(({ amount }) => (amount ? [amount.currency] : [])))]
}

function byDecision<Each extends { readonly decisionId: string }>(
  all: readonly Each[],
): readonly (readonly Each[])[] {
  const groups = new Map<string, Each[]>()
  for (const each of all) {
    const group = groups.get(each.decisionId)
    if (group) group.push(each)
    else groups.set(each.decisionId, [each])
  }
  return [...groups.values()]
}
