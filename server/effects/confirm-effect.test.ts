// The marketplace confirms what it did; what it does not confirm within a day shows up.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type EffectsDesk, measure, openEffectsDesk } from '../../test/effects-desk.ts'
import { DAY } from '../vocabulary/time.ts'
import { confirmEffect } from './confirm-effect.ts'
import { confirmedAt, isOverdue } from './effect.ts'
import { type EffectFilter, listEffects } from './effect-list-store.ts'
import { liftDueEffects } from './lift-due-effects.ts'

let desk: EffectsDesk
beforeAll(async () => {
  desk = await openEffectsDesk()
})
afterAll(() => desk.close())

const actor = { kind: 'marketplace', keyId: 'k' } as const

async function list(more: Partial<EffectFilter> = {}) {
  const now = desk.clock()
  const all = { subject: undefined, confirmed: undefined, overdue: undefined, before: undefined }
  const effects = await listEffects(desk.db, { ...all, now, limit: 50, ...more })
  // The filter in SQL says the same as the noun.
  for (const effect of effects) {
    if (more.overdue !== undefined) expect(isOverdue(effect, now)).toBe(more.overdue)
    if (more.confirmed !== undefined) expect(confirmedAt(effect) !== null).toBe(more.confirmed)
  }
  return effects.map(({ kind }) => kind).sort()
}

const confirm = (effectId: string) => confirmEffect(desk.db, { actor, effectId }, desk.clock())

describe('an effect', () => {
  it('is open until confirmed, overdue after a day, and open again once it is lifted', async () => {
    await desk.decide({ measures: [measure.delist(3, 'l1'), measure.warning()] })
    await desk.drain()
    const [delisted] = (
      await listEffects(desk.db, {
        ...{ subject: 'shop:s1', confirmed: false, overdue: false, before: undefined },
        ...{ now: desk.clock(), limit: 5 },
      })
    ).filter(({ kind }) => kind === 'delist_item')
    const id = delisted?.id ?? ''
    expect(await list({ confirmed: false })).toEqual(['delist_item', 'warning'])
    const confirmed = await confirm(id)
    desk.wait(1_000)
    expect(await confirm(id)).toEqual(confirmed)
    expect(await list({ confirmed: false })).toEqual(['warning'])
    desk.wait(DAY)
    expect(await list({ overdue: true })).toEqual(['warning'])
    expect(await list({ overdue: false })).toEqual(['delist_item'])
    desk.wait(3 * DAY)
    await liftDueEffects(desk.db, desk.clock())
    expect(await list({ confirmed: false, subject: 'shop:s1' })).toEqual(['delist_item', 'warning'])
    expect(await list({ overdue: true })).toEqual(['warning'])
    desk.wait(DAY + 1)
    expect(await list({ overdue: true })).toEqual(['delist_item', 'warning'])
    await confirm(id)
    expect(await list({ overdue: true, subject: 'shop:other' })).toEqual([])
    expect(await list({ overdue: true })).toEqual(['warning'])
  })

  it('that is not there cannot be confirmed', async () => {
    await expect(confirm('0197c0de-0000-7000-8000-000000000000')).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(confirm('nonsense')).rejects.toMatchObject({ code: 'not_found' })
  })
})
