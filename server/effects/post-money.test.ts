// Recorded money gets into the books once, in its time, and is what the newest version says.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type EffectsDesk, openEffectsDesk } from '../../test/effects-desk.ts'
import { callDueRecords } from '../intake/call-due-records.ts'
import { DAY, formatInstant, later } from '../vocabulary/time.ts'
import { listEntries } from './entry-list-store.ts'
import { readBooks } from './ledger-store.ts'
import { postRecordedMoney } from './post-money.ts'
import { readAccounts } from './read-accounts.ts'

let desk: EffectsDesk
beforeEach(async () => {
  desk = await openEffectsDesk()
})
afterEach(() => desk.close())

const system = { kind: 'system' } as const

async function book(shopId: string, currency = 'CNY') {
  return (await readBooks(desk.db, [shopId])).get(shopId)?.get(currency)
}

async function accounts(shopId: string) {
  const [main] = await readAccounts(desk.db, { actor: system, shopId }, desk.clock())
  return main
}

describe('settlements and deposits', () => {
  it('are in the books once, however often their batch is heard', async () => {
    await desk.deposit('s1', 5_000)
    await desk.settle('s1', 700)
    await desk.drain()
    const batches = await desk.db.query<{ id: string }>('select id from record_batch')
    for (const { id } of batches) await postRecordedMoney(desk.db, { batchId: id }, desk.clock())
    expect(await book('s1')).toMatchObject({ deposit: 5_000, balance: 700, world: -5_700 })
  })

  it('follow a correction by the difference, to another shop and currency too', async () => {
    const first = { type: 'settlement', id: 'x', at: formatInstant(desk.clock()) }
    await desk.take({ ...first, shopId: 's1', amount: { amount: 900, currency: 'CNY' } })
    await desk.drain()
    await desk.take({ ...first, shopId: 's1', amount: { amount: 650, currency: 'CNY' } })
    await desk.drain()
    expect(await book('s1')).toMatchObject({ balance: 650 })
    await desk.take({ ...first, shopId: 's2', amount: { amount: 40, currency: 'USD' } })
    await desk.drain()
    expect(await book('s1')).toMatchObject({ balance: 0, world: 0 })
    expect(await book('s2', 'USD')).toMatchObject({ balance: 40, world: -40 })
    const entries = await listEntries(desk.db, {
      ...{ kinds: ['balance'], shopId: 's1', after: undefined, limit: 10 },
    })
    expect(entries.map(({ amount, balanceAfter }) => [amount, balanceAfter])).toEqual([
      [-650, 0],
      [-250, 650],
      [900, 900],
    ])
  })

  it('count when their time has come, and until then as future settlements', async () => {
    const at = formatInstant(later(desk.clock(), DAY))
    await desk.settle('s1', 800, { at })
    await desk.drain()
    expect(await accounts('s1')).toMatchObject({
      balance: { posted: { amount: 0 } },
      futureSettlements: { amount: 800, currency: 'CNY' },
    })
    desk.wait(2 * DAY)
    // Seen at once, before the clock has called the record …
    expect(await accounts('s1')).toMatchObject({
      balance: { posted: { amount: 800 } },
      futureSettlements: { amount: 0 },
    })
    // … and not a second time when it does.
    expect(await callDueRecords(desk.db, desk.clock())).toBe(1)
    await desk.drain()
    expect(await book('s1')).toMatchObject({ balance: 800 })
  })

  it('leave the books again where a correction puts them off, until the new day', async () => {
    const record = {
      type: 'settlement',
      id: 'x',
      shopId: 's1',
      amount: { amount: 10, currency: 'CNY' },
    }
    await desk.take({ ...record, at: formatInstant(desk.clock()) })
    await desk.drain()
    await desk.take({ ...record, at: formatInstant(later(desk.clock(), DAY)) })
    await desk.drain()
    expect(await book('s1')).toMatchObject({ balance: 0 })
    desk.wait(DAY)
    await callDueRecords(desk.db, desk.clock())
    await desk.drain()
    expect(await book('s1')).toMatchObject({ balance: 10 })
  })

  it('are seen by whoever asks, though no job has been worked off yet', async () => {
    await desk.settle('s1', 123)
    expect((await accounts('s1'))?.balance.posted.amount).toBe(123)
    await desk.drain()
    expect((await accounts('s1'))?.balance.posted.amount).toBe(123)
  })

  it('come in from many writers at once, each unit once', async () => {
    const shops = ['s1', 's2', 's3']
    await Promise.all(
      Array.from({ length: 24 }, async (_each, index) => {
        await desk.settle(shops[index % 3] ?? '', 100 + index)
        await desk.drain()
      }),
    )
    await desk.drain()
    const sums = await Promise.all(shops.map(async (id) => (await book(id))?.balance))
    expect(sums).toEqual([0, 1, 2].map((rest) => 8 * 100 + 8 * rest + 3 * 28))
  })
})

describe('a deposit paid back', () => {
  it('beyond what there is, is owed and collected from what comes in next', async () => {
    await desk.deposit('s1', 300)
    await desk.deposit('s1', -500)
    await desk.drain()
    expect(await accounts('s1')).toMatchObject({ owed: { amount: 200 } })
    await desk.settle('s1', 260)
    expect(await accounts('s1')).toMatchObject({
      owed: { amount: 0 },
      balance: { posted: { amount: 60 } },
    })
  })
})
