// A shop's money over random histories: nothing is lost, and a reversal leaves no trace in it.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Claim, Past } from './funds.ts'
import { assertSound, type Book } from './ledger.ts'
import { type Holds, type Move, NO_MONEY, planTransfer, type ShopMoney } from './transfer.ts'

const none: Holds = { deposit: 0, balance: 0 }

function claim(effectId: string, amount: number, more: Partial<Claim> = {}): Claim {
  const [order = effectId] = effectId.split('/')
  const ids = { effectId, orderId: order, buyerId: `b-${order}` }
  return { ...ids, seq: 0, amount, charged: 0, paid: 0, stands: true, ...more }
}

function play(moves: readonly Move[], from: ShopMoney = NO_MONEY): ShopMoney {
  return moves.reduce((money, move) => planTransfer(money, move).money, from)
}

/** What is the shop's, and what it owes: the accounts that a reversal must restore. */
function shopSide({ deposit, balance, withheld_deposit, withheld_balance, ...book }: Book) {
  const { owed, compensation_due, withdrawn, world } = book
  return {
    deposit,
    balance,
    withheld_deposit,
    withheld_balance,
    owed,
    compensation_due,
    withdrawn,
    world,
  }
}

describe('compensation', () => {
  it('is paid from the deposit, then from the balance; the rest is owed', () => {
    const { book, claims } = play([
      { reason: 'deposit', amount: 300 },
      { reason: 'settlement', amount: 100 },
      { reason: 'decision', claims: [claim('o1', 500)], holds: none },
    ])
    expect(book).toMatchObject({ deposit: 0, balance: 0, owed: -100, compensation_due: 100 })
    expect(book.compensation_paid).toBe(400)
    expect(claims[0]).toMatchObject({ charged: 400, paid: 400 })
  })

  it('is collected first from what comes in later, the earlier decision first', () => {
    const short = play([
      { reason: 'decision', claims: [claim('o1', 50, { seq: 1 })], holds: none },
      { reason: 'decision', claims: [claim('o2', 50, { seq: 2 })], holds: none },
    ])
    const some = play([{ reason: 'settlement', amount: 70 }], short)
    expect(some.claims.map(({ paid }) => paid)).toEqual([50, 20])
    const rest = play([{ reason: 'deposit', amount: 100 }], some)
    expect(rest.book).toMatchObject({ deposit: 70, balance: 0, owed: 0, compensation_due: 0 })
  })

  it('is shared by the buyers of one decision in proportion, to the last unit', () => {
    const three = ['o1', 'o2', 'o3'].map((id) => claim(id, 100, { seq: 1 }))
    const { claims } = play([
      { reason: 'deposit', amount: 100 },
      { reason: 'decision', claims: three, holds: none },
    ])
    expect(claims.map(({ paid }) => paid)).toEqual([34, 33, 33])
  })

  it('is paid out of money that is held back, since the hold secures it', () => {
    const { book } = play([
      { reason: 'deposit', amount: 1000 },
      { reason: 'decision', claims: [], holds: { deposit: 800, balance: 0 } },
      { reason: 'decision', claims: [claim('o1', 300)], holds: none },
    ])
    expect(book).toMatchObject({ deposit: 0, withheld_deposit: 700, compensation_paid: 300 })
  })
})

describe('a hold', () => {
  it('takes what is there and tops up as money comes in, to its amount and no further', () => {
    const held = play([
      { reason: 'settlement', amount: 30 },
      { reason: 'decision', claims: [], holds: { deposit: 0, balance: 100 } },
    ])
    expect(held.book).toMatchObject({ balance: 0, withheld_balance: 30 })
    const more = play([{ reason: 'settlement', amount: 90 }], held)
    expect(more.book).toMatchObject({ balance: 20, withheld_balance: 100 })
    const free = play([{ reason: 'release', holds: { deposit: 0, balance: 100 } }], more)
    expect(free.book).toMatchObject({ balance: 120, withheld_balance: 0 })
  })
})

describe('money that has gone out although it was not the shop’s', () => {
  it('comes from the other pot, and is owed where that is short too', () => {
    const { book } = play([
      { reason: 'deposit', amount: 50 },
      { reason: 'settlement', amount: 20 },
      { reason: 'deposit', amount: -100 },
    ])
    expect(book).toMatchObject({ deposit: 0, balance: 0, owed: -30, compensation_due: 0 })
    const repaid = play([{ reason: 'settlement', amount: 40 }], { ...NO_MONEY, book })
    expect(repaid.book).toMatchObject({ balance: 10, owed: 0 })
  })
})

describe('a reversal', () => {
  const past: Past[] = [{ seq: 1, reason: 'deposit', amount: 500 }]
  const decided = play([
    { reason: 'deposit', amount: 500 },
    { reason: 'decision', claims: [claim('o1', 200, { seq: 2 })], holds: none },
  ])
  const reversal: Move = { reason: 'reversal', effectIds: new Set(['o1']), past, holds: none }

  it('makes the shop’s loss good at the marketplace’s cost; the buyer keeps the money', () => {
    const { book } = play([reversal], decided)
    expect(book).toMatchObject({ deposit: 500, compensation_paid: 200, subsidy: -200 })
  })

  it('followed by the same order again charges the shop, and pays the buyer nothing more', () => {
    const again = claim('o1/second', 250, { seq: 4 })
    const { book, claims } = play(
      [reversal, { reason: 'decision', claims: [again], holds: none }],
      decided,
    )
    expect(book).toMatchObject({ deposit: 250, compensation_paid: 250, subsidy: 0 })
    expect(claims.map(({ paid }) => paid)).toEqual([200, 50])
  })
})

type Step =
  | { readonly is: 'deposit' | 'settlement'; readonly amount: number }
  | { readonly is: 'withdrawal'; readonly share: number }
  | { readonly is: 'decision'; readonly amounts: readonly number[]; readonly holds: Holds }

const amount = fc.integer({ min: 1, max: 2_000 })
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ is: fc.constantFrom('deposit' as const, 'settlement' as const), amount }),
  // Taken back, or corrected downwards.
  fc.record({
    is: fc.constantFrom('deposit' as const, 'settlement' as const),
    amount: fc.integer({ min: -1_500, max: -1 }),
  }),
  fc.record({
    is: fc.constant('withdrawal' as const),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  fc.record({
    is: fc.constant('decision' as const),
    amounts: fc.array(amount, { maxLength: 4 }),
    holds: fc.record({ deposit: fc.nat({ max: 800 }), balance: fc.nat({ max: 800 }) }),
  }),
)

interface Played {
  readonly money: ShopMoney
  readonly past: readonly Past[]
  readonly withdrawals: readonly number[]
}

/** Plays the steps; withdrawals are shares of what is free, or the amounts given. */
function playSteps(steps: readonly Step[], skipped: number, fixed?: readonly number[]): Played {
  let money = NO_MONEY
  const past: Past[] = []
  const withdrawals: number[] = []
  steps.forEach((each, seq) => {
    if (seq === skipped) return
    const move = moveOf(each, { seq, money, fixed: fixed?.[withdrawals.length] })
    if (move.reason === 'withdrawal') withdrawals.push(move.amount)
    if (move.reason === 'withdrawal') expect(move.amount).toBeLessThanOrEqual(money.book.balance)
    if (move.reason !== 'decision' && move.reason !== 'reversal' && move.reason !== 'release') {
      past.push({ seq, reason: move.reason, amount: move.amount })
    }
    const planned = planTransfer(money, move)
    expect(planned.postings.reduce((sum, posting) => sum + posting.amount, 0)).toBe(0)
    money = planned.money
  })
  return { money, past, withdrawals }
}

function moveOf(
  each: Step,
  at: { seq: number; money: ShopMoney; fixed: number | undefined },
): Move {
  if (each.is === 'withdrawal') {
    const free = Math.floor(at.money.book.balance * each.share)
    return { reason: 'withdrawal', amount: at.fixed ?? free }
  }
  if (each.is !== 'decision') return { reason: each.is, amount: each.amount }
  const claims = each.amounts.map((due, index) =>
    claim(`o${at.seq}-${index}`, due, { seq: at.seq }),
  )
  return { reason: 'decision', claims, holds: each.holds }
}

describe('over random histories', () => {
  const steps = fc.array(step, { minLength: 1, maxLength: 40 })

  it('every book is sound, and a shortfall is collected exactly as money comes in', () => {
    fc.assert(
      fc.property(steps, (history) => {
        const { money } = playSteps(history, -1)
        assertSound(money.book)
        const { owed } = money.book
        if (owed < 0) expect(money.book).toMatchObject({ deposit: 0, balance: 0 })
        const paid = play([{ reason: 'settlement', amount: 1 - owed }], money)
        expect(paid.book).toMatchObject({ owed: 0, compensation_due: 0 })
        expect(paid.book.balance + paid.book.withheld_balance).toBe(
          money.book.balance + money.book.withheld_balance + 1,
        )
        for (const { amount, charged } of paid.claims) expect(charged).toBe(amount)
      }),
    )
  })

  it('reversing a decision gives the world in which it never was, whatever was built on it', () => {
    fc.assert(
      fc.property(steps, fc.nat(), (history, pick) => {
        const decisions = history.flatMap((each, seq) => (each.is === 'decision' ? [seq] : []))
        fc.pre(decisions.length > 0)
        const reversed = decisions[pick % decisions.length] ?? 0
        const gone = history[reversed]
        if (gone?.is !== 'decision') throw new Error('a decision was picked')
        const real = playSteps(history, -1)
        const effectIds = new Set(gone.amounts.map((_due, index) => `o${reversed}-${index}`))
        const move: Move = { reason: 'reversal', effectIds, past: real.past, holds: gone.holds }
        const after = planTransfer(real.money, move).money
        const never = playSteps(history, reversed, real.withdrawals).money
        expect(shopSide(after.book)).toEqual(shopSide(never.book))
        const charged = (money: ShopMoney) =>
          money.claims.filter(({ stands }) => stands).map((each) => [each.effectId, each.charged])
        expect(charged(after)).toEqual(charged(never))
        // What buyers hold can only grow: nobody is asked for money back.
        expect(after.book.compensation_paid).toBeGreaterThanOrEqual(
          real.money.book.compensation_paid,
        )
      }),
    )
  })
})
