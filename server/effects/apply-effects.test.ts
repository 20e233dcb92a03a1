// What decisions order is done once; what no longer stands is undone, to the last unit and point.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type EffectsDesk, measure, openEffectsDesk } from '../../test/effects-desk.ts'
import { DAY, SECOND } from '../vocabulary/time.ts'
import { applyEffects } from './apply-effects.ts'
import { readEffects } from './effect-store.ts'
import { readBooks, readPast } from './ledger-store.ts'
import { liftDueEffects } from './lift-due-effects.ts'
import { readAccounts } from './read-accounts.ts'
import { readBuyerStanding, readShopStanding } from './read-standing.ts'

let desk: EffectsDesk
beforeEach(async () => {
  desk = await openEffectsDesk()
})
afterEach(() => desk.close())

const actor = { kind: 'system' } as const

async function book(shopId = 's1') {
  return (await readBooks(desk.db, [shopId])).get(shopId)?.get('CNY')
}

const standing = (id = 's1', at?: ReturnType<EffectsDesk['clock']>) =>
  readShopStanding(desk.db, { actor, id, at, now: desk.clock() })

describe('a decision that stands', () => {
  it('has its effects once, however often it is heard', async () => {
    await desk.deposit('s1', 1_000)
    const decisionId = await desk.decide({
      measures: [
        measure.warning(4),
        measure.delist(7, 'l1', 'l2'),
        measure.hold('deposit', 600, 30),
        measure.compensate('o1', 'b1', 300),
      ],
    })
    await desk.drain()
    const once = await book()
    await applyEffects(desk.db, { decisionId }, desk.clock())
    await desk.drain()
    expect(await book()).toEqual(once)
    expect(once).toMatchObject({ deposit: 100, withheld_deposit: 600, compensation_paid: 300 })
    const { points, activeSanctions, canList, canWithdraw } = await standing()
    expect({ points, canList, canWithdraw }).toEqual({
      ...{ points: 4, canList: true, canWithdraw: true },
    })
    expect(activeSanctions.map(({ kind, until }) => [kind, until])).toEqual([
      ['warning', null],
      ['delist_item', '2026-08-10T09:00:00Z'],
      ['withhold_deposit', '2026-09-02T09:00:00Z'],
      ['compensate_buyers', null],
    ])
  })

  it('forbids listing and withdrawing for its time, and not a moment longer', async () => {
    await desk.settle('s1', 500)
    await desk.decide({ measures: [measure.restrict(1), measure.terminate()] })
    expect(await standing()).toMatchObject({ canList: false, canWithdraw: false })
    desk.wait(DAY - 1)
    expect(await standing()).toMatchObject({ canWithdraw: false })
    desk.wait(1)
    expect(await standing()).toMatchObject({ canList: false, canWithdraw: true })
  })

  it('lets the clock set free what it held, once', async () => {
    await desk.settle('s1', 500)
    await desk.decide({ measures: [measure.hold('balance', 400, 2)] })
    await desk.drain()
    expect(await liftDueEffects(desk.db, desk.clock())).toBe(0)
    desk.wait(2 * DAY)
    expect(await liftDueEffects(desk.db, desk.clock())).toBe(1)
    expect(await liftDueEffects(desk.db, desk.clock())).toBe(0)
    expect(await book()).toMatchObject({ balance: 500, withheld_balance: 0 })
  })

  it('suspends a reporter, whose standing says so', async () => {
    await desk.decide({
      ...{ buyerId: 'liar', finding: 'malicious_report' },
      measures: [measure.suspend('liar', 90, 3)],
    })
    const told = await readBuyerStanding(desk.db, {
      ...{ actor, id: 'liar', at: undefined, now: desk.clock() },
    })
    expect(told).toMatchObject({ canReport: false, points: 3, reportTrust: 0.667 })
    expect(told.suspensions).toHaveLength(1)
    expect(await readEffects(desk.db, 'shop:s1')).toEqual([])
  })
})

describe('a decision that is overturned', () => {
  it('leaves no trace in money, points and listings; the history says so', async () => {
    await desk.deposit('s1', 300)
    await desk.settle('s1', 450)
    await desk.drain()
    const before = await book()
    const decided = await desk.decide({
      measures: [
        measure.warning(12),
        measure.delist(null, 'l1'),
        measure.restrict(null),
        measure.hold('balance', 5_000, 30),
        measure.compensate('o1', 'b1', 400),
      ],
    })
    await desk.drain()
    desk.wait(5 * DAY)
    const past = desk.clock()
    desk.wait(DAY)
    await desk.replace(decided, { finding: 'not_proven', measures: [] })
    await desk.drain()
    expect(await book()).toMatchObject({
      ...{ deposit: before?.deposit, balance: before?.balance, withheld_balance: 0, owed: 0 },
      // The buyer keeps what was paid in good faith, at the marketplace's cost.
      ...{ compensation_paid: 400, subsidy: -400 },
    })
    const now = await standing()
    expect(now).toMatchObject({ points: 0, activeSanctions: [], canList: true, canWithdraw: true })
    expect(now.history.filter(({ event }) => event === 'reversed')).toHaveLength(5)
    // At the past moment it stood.
    const then = await standing('s1', past)
    expect(then).toMatchObject({ points: 12, canWithdraw: false })
    expect(then.activeSanctions).toHaveLength(5)
  })

  it('and replaced by a milder one charges the milder sum, and the buyer pays nothing back', async () => {
    await desk.deposit('s1', 1_000)
    const decided = await desk.decide({ measures: [measure.compensate('o1', 'b1', 500)] })
    await desk.drain()
    await desk.replace(decided, { measures: [measure.compensate('o1', 'b1', 300)] })
    await desk.drain()
    expect(await book()).toMatchObject({ deposit: 700, compensation_paid: 500, subsidy: -200 })
  })

  it('after three later ones built on it gives the world in which it never was', async () => {
    const play = async (shopId: string, isThere: boolean) => {
      await desk.deposit(shopId, 500)
      await desk.settle(shopId, 400)
      const first = isThere
        ? await desk.decide({
            shopId,
            measures: [measure.compensate('o1', 'b1', 600), measure.warning(3)],
          })
        : undefined
      const later = [
        [measure.compensate('o2', 'b2', 250), measure.delist(9, 'l1')],
        [measure.hold('deposit', 200, 30), measure.compensate('o3', 'b3', 70)],
        [measure.compensate('o4', 'b4', 300), measure.compensate('o5', 'b5', 100)],
      ]
      for (const measures of later) {
        desk.wait(SECOND)
        await desk.decide({ shopId, measures })
        await desk.drain()
        await desk.settle(shopId, 60)
        await desk.drain()
      }
      if (first) await desk.replace(first, { shopId, measures: [] })
      await desk.drain()
      const effects = (await readEffects(desk.db, `shop:${shopId}`)).filter(
        ({ reversedAt }) => reversedAt === null,
      )
      const { history: _history, ...told } = await standing(shopId)
      return {
        book: await book(shopId),
        charged: effects.map(({ kind, compensation }) => [kind, compensation?.charged]),
        standing: { ...told, activeSanctions: told.activeSanctions.map(({ kind }) => kind) },
      }
    }
    const overturned = await play('with', true)
    const never = await play('without', false)
    expect(overturned.charged).toEqual(never.charged)
    expect(overturned.standing).toEqual(never.standing)
    const { compensation_paid: paid = 0, subsidy = 0, ...shop } = overturned.book ?? {}
    const { compensation_paid: alsoPaid = 0, subsidy: none = 0, ...other } = never.book ?? {}
    expect(shop).toEqual(other)
    expect([paid + subsidy, none]).toEqual([alsoPaid, 0])
  })
})

describe('compensation that a shop cannot pay', () => {
  it('is collected from later money exactly, the earlier decision first', async () => {
    await desk.decide({ measures: [measure.compensate('o1', 'b1', 100)] })
    desk.wait(SECOND)
    await desk.decide({
      measures: [measure.compensate('o2', 'b2', 50), measure.compensate('o3', 'b3', 100)],
    })
    await desk.drain()
    await desk.settle('s1', 115)
    await desk.drain()
    const paid = async () =>
      (await readEffects(desk.db, 'shop:s1')).map(({ compensation }) => compensation?.paid)
    expect(await paid()).toEqual([100, 5, 10])
    await desk.settle('s1', 200)
    await desk.drain()
    expect(await paid()).toEqual([100, 50, 100])
    const [accounts] = await readAccounts(desk.db, { actor, shopId: 's1' }, desk.clock())
    expect(accounts).toMatchObject({ balance: { posted: { amount: 65 } }, owed: { amount: 0 } })
    expect((await readPast(desk.db, 's1', 'CNY')).map(({ amount }) => amount)).toEqual([115, 200])
  })
})
