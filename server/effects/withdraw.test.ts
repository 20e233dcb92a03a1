// A withdrawal takes what is free and nothing else, whoever else asks at the same moment.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type EffectsDesk, measure, openEffectsDesk } from '../../test/effects-desk.ts'
import type { Actor } from '../access/actor.ts'
import type { ShopId } from '../vocabulary/ids.ts'
import { DAY } from '../vocabulary/time.ts'
import { readBooks } from './ledger-store.ts'
import { withdraw } from './withdraw.ts'

let desk: EffectsDesk
beforeAll(async () => {
  desk = await openEffectsDesk(20)
})
afterAll(() => desk.close())

const marketplace: Actor = { kind: 'marketplace', keyId: 'k' }

function ask(shopId: string, amount: number, more: { key?: string; actor?: Actor } = {}) {
  return withdraw(desk.db, {
    ...{ actor: more.actor ?? marketplace, shopId, key: more.key, now: desk.clock() },
    amount: { amount, currency: 'CNY' },
  })
}

async function book(shopId: string) {
  return (await readBooks(desk.db, [shopId])).get(shopId)?.get('CNY')
}

describe('a withdrawal', () => {
  it('leaves the balance where it is allowed, and changes nothing where it is not', async () => {
    await desk.settle('plain', 1_000)
    await desk.deposit('plain', 5_000)
    expect(await ask('plain', 700)).toMatchObject({ allowed: true })
    expect(await ask('plain', 301)).toEqual({
      allowed: false,
      reasons: ['insufficient_balance'],
      availableAmount: { amount: 300, currency: 'CNY' },
    })
    expect(await book('plain')).toMatchObject({ balance: 300, withdrawn: 700, deposit: 5_000 })
    expect(await ask('nobody knows it', 1)).toMatchObject({ allowed: false })
  })

  it('is one withdrawal however often it comes under its key', async () => {
    await desk.settle('again', 1_000)
    const first = await ask('again', 400, { key: 'k1' })
    expect(await ask('again', 400, { key: 'k1' })).toEqual(first)
    await expect(ask('again', 500, { key: 'k1' })).rejects.toThrow('another amount')
    expect(await book('again')).toMatchObject({ balance: 600, withdrawn: 400 })
  })

  it('is refused to the seller of another shop as if there were none', async () => {
    await desk.settle('theirs', 50)
    const actor: Actor = { kind: 'seller', shopId: 'mine' as ShopId }
    await expect(ask('theirs', 10, { actor })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('sees a decision that stands before its job has been worked off', async () => {
    await desk.settle('held', 1_000)
    await desk.decide({ shopId: 'held', measures: [measure.hold('balance', 900, 30)] })
    expect(await ask('held', 500)).toEqual({
      allowed: false,
      reasons: ['withheld_by_sanction', 'insufficient_balance'],
      availableAmount: { amount: 100, currency: 'CNY' },
    })
    await desk.decide({ shopId: 'held', measures: [measure.restrict(30)] })
    expect(await ask('held', 1)).toMatchObject({
      reasons: ['restricted_by_sanction'],
      availableAmount: { amount: 0 },
    })
    desk.wait(30 * DAY)
    expect(await ask('held', 1_000)).toMatchObject({ allowed: true })
  })

  it('gets nothing while buyers wait for their compensation', async () => {
    await desk.decide({ shopId: 'owing', measures: [measure.compensate('o1', 'b1', 500)] })
    await desk.settle('owing', 200)
    expect(await ask('owing', 100)).toMatchObject({
      reasons: ['compensation_owed', 'insufficient_balance'],
    })
  })

  it('never overdraws, with 8 clients at once and money coming in', async () => {
    await desk.settle('busy', 1_000)
    const asked = Array.from({ length: 8 }, async (_client, index) => {
      const answers = []
      for (let turn = 0; turn < 10; turn++) {
        if (index === 0) await desk.settle('busy', 10)
        answers.push(await ask('busy', 37))
      }
      return answers
    })
    const allowed = (await Promise.all(asked)).flat().filter((answer) => answer.allowed)
    expect(allowed).toHaveLength(Math.floor(1_100 / 37))
    expect(await book('busy')).toMatchObject({
      balance: 1_100 - 37 * allowed.length,
      withdrawn: 37 * allowed.length,
    })
  })
})
