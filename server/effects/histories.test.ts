// Random histories on the real database: the books stay true, and a reversal restores exactly.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type EffectsDesk, measure, openEffectsDesk } from '../../test/effects-desk.ts'
import type { Measure } from '../decisions/measure.ts'
import { DAY, MINUTE } from '../vocabulary/time.ts'
import { readEffects } from './effect-store.ts'
import { readTotals } from './entry-list-store.ts'
import { EMPTY_BOOK } from './ledger.ts'
import { readBooks } from './ledger-store.ts'
import { liftDueEffects } from './lift-due-effects.ts'
import { readShopStanding } from './read-standing.ts'
import { trialBalance } from './trial-balance.ts'
import { withdraw } from './withdraw.ts'

let desk: EffectsDesk
beforeAll(async () => {
  desk = await openEffectsDesk()
})
afterAll(() => desk.close())

type Step =
  | { readonly is: 'deposit' | 'settlement'; readonly amount: number }
  | { readonly is: 'withdrawal'; readonly amount: number }
  | { readonly is: 'wait'; readonly days: number }
  | { readonly is: 'decision'; readonly orders: readonly Order[] }

type Order =
  | { readonly order: 'compensate' | 'deposit' | 'balance'; readonly amount: number }
  | { readonly order: 'warning'; readonly points: number }
  | { readonly order: 'restrict' | 'delist'; readonly days: number }

const amount = fc.integer({ min: 1, max: 900 })
const days = fc.integer({ min: 1, max: 9 })
const order: fc.Arbitrary<Order> = fc.oneof(
  fc.record({ order: fc.constantFrom('compensate' as const, 'deposit', 'balance'), amount }),
  fc.record({ order: fc.constant('warning' as const), points: fc.nat({ max: 12 }) }),
  fc.record({ order: fc.constantFrom('restrict' as const, 'delist'), days }),
)
const decision = fc.record({
  is: fc.constant('decision' as const),
  orders: fc.array(order, { minLength: 1, maxLength: 4 }),
})
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ is: fc.constantFrom('deposit' as const, 'settlement'), amount }),
  fc.record({ is: fc.constant('deposit' as const), amount: amount.map((each) => -each) }),
  fc.record({ is: fc.constant('withdrawal' as const), amount }),
  fc.record({ is: fc.constant('wait' as const), days }),
  decision,
)

function measuresOf(orders: readonly Order[], turn: number): Measure[] {
  return orders.map((each, index) => {
    switch (each.order) {
      case 'compensate':
        return measure.compensate(`o${turn}-${index}`, `b${index}`, each.amount)
      case 'warning':
        return measure.warning(each.points)
      case 'restrict':
        return measure.restrict(each.days)
      case 'delist':
        return measure.delist(each.days, `l${index}`)
      default:
        return measure.hold(each.order, each.amount, index % 2 === 0 ? 5 : null)
    }
  })
}

/** Plays the same steps at two shops at once; the first decision of one of them is overturned. */
async function playBoth(steps: readonly Step[], shops: { real: string; never: string }) {
  let overturned: string | undefined
  for (const [turn, each] of steps.entries()) {
    desk.wait(MINUTE)
    if (each.is === 'wait') desk.wait(each.days * DAY)
    if (each.is === 'wait') await liftDueEffects(desk.db, desk.clock())
    for (const [name, shopId] of Object.entries(shops)) {
      if (each.is === 'deposit') await desk.deposit(shopId, each.amount)
      if (each.is === 'settlement') await desk.settle(shopId, each.amount)
      if (each.is === 'decision') {
        const isFirst = turn === firstDecision(steps)
        if (isFirst && name === 'never') continue
        const decided = await desk.decide({ shopId, measures: measuresOf(each.orders, turn) })
        if (isFirst) overturned = decided
      }
    }
    if (each.is === 'withdrawal' && (await take(shops.real, each.amount))) {
      // Where the decision never was, nothing more was taken out.
      expect(await take(shops.never, each.amount)).toBe(true)
    }
    if (turn % 2 === 0) await desk.drain()
  }
  if (overturned) await desk.replace(overturned, { shopId: shops.real, measures: [] })
  await desk.drain()
}

function firstDecision(steps: readonly Step[]): number {
  return steps.findIndex(({ is }) => is === 'decision')
}

async function take(shopId: string, sum: number): Promise<boolean> {
  const asked = { amount: { amount: sum, currency: 'CNY' }, key: undefined, now: desk.clock() }
  return (await withdraw(desk.db, { actor: { kind: 'system' }, shopId, ...asked })).allowed
}

async function stateOf(shopId: string) {
  const book = (await readBooks(desk.db, [shopId])).get(shopId)?.get('CNY')
  const { compensation_paid: paid, subsidy, ...shop } = book ?? EMPTY_BOOK
  const effects = await readEffects(desk.db, `shop:${shopId}`)
  const asked = { actor: { kind: 'system' }, id: shopId, at: undefined, now: desk.clock() } as const
  const { history: _history, activeSanctions, ...standing } = await readShopStanding(desk.db, asked)
  return {
    shop,
    // What buyers have got less what the marketplace bore: what the shop has been charged.
    charged: paid + subsidy,
    claims: effects
      .filter(({ reversedAt, compensation }) => reversedAt === null && compensation)
      .map(({ compensation }) => [compensation?.orderId, compensation?.charged]),
    standing,
    active: activeSanctions.map(({ kind, until, scope }) => [kind, until, scope]),
  }
}

describe('over random histories', () => {
  it('a reversal gives the shop in which the decision never was', async () => {
    const history = fc.tuple(
      fc.array(step, { maxLength: 5 }),
      decision,
      fc.array(step, { maxLength: 9 }),
    )
    let run = 0
    await fc.assert(
      fc.asyncProperty(history, async ([before, first, after]) => {
        run++
        const shops = { real: `real-${run}`, never: `never-${run}` }
        const steps = [...before.filter(({ is }) => is !== 'decision'), first, ...after]
        await playBoth(steps, shops)
        // A shop of which nothing at all was recorded has no standing to compare.
        fc.pre(steps.some(({ is }) => is === 'deposit' || is === 'settlement'))
        expect(await stateOf(shops.real)).toEqual(await stateOf(shops.never))
      }),
      { numRuns: 15 },
    )
  }, 120_000)

  it('eight clients at once leave what one would have left', async () => {
    const shops = ['c1', 'c2', 'c3']
    let taken = 0
    const client = async (seed: number) => {
      for (let turn = 0; turn < 8; turn++) {
        const shopId = shops[(seed + turn) % 3] ?? ''
        const act = (seed * 5 + turn) % 4
        if (act === 0) await desk.settle(shopId, 100 + seed)
        if (act === 1)
          await desk.decide({ shopId, measures: [measure.compensate(`o${seed}-${turn}`, 'b', 70)] })
        if (act === 2 && (await take(shopId, 30))) taken += 30
        await desk.drain()
      }
    }
    await Promise.all(Array.from({ length: 8 }, (_each, seed) => client(seed)))
    await desk.drain()
    const books = await Promise.all(shops.map(async (id) => (await stateOf(id)).shop))
    const sum = (kind: 'balance' | 'withdrawn' | 'world' | 'compensation_due') =>
      books.reduce((so, book) => so + book[kind], 0)
    const charged = (
      await Promise.all(shops.map(async (id) => (await stateOf(id)).charged))
    ).reduce((so, each) => so + each)
    expect(sum('withdrawn')).toBe(taken)
    expect(charged + sum('compensation_due')).toBe(16 * 70)
    expect(sum('balance')).toBe(-sum('world') - taken - charged)
  }, 60_000)

  it('left books that sum to zero, and postings that are all there is', async () => {
    for (const { sum } of trialBalance(await readTotals(desk.db))) expect(sum).toBe(0)
    const lame = await desk.db.query(
      'select transfer_id from posting group by transfer_id having sum(amount) <> 0',
    )
    expect(lame).toEqual([])
    const differing = await desk.db.query(
      `select shop_id, kind from account
       join (select shop_id, currency, kind, sum(amount) as amount,
               (array_agg(balance_after order by seq desc))[1] as newest
             from posting group by shop_id, currency, kind) as posted
         using (shop_id, currency, kind)
       where balance <> amount or balance <> newest`,
    )
    expect(differing).toEqual([])
    const [counted] = await desk.db.query<{ transfers: number }>(
      'select count(*) as transfers from transfer',
    )
    expect(counted?.transfers).toBeGreaterThan(50)
  })
})
