// A world is the same for the same seed, differs by seed, and is well formed in every record.
import { describe, expect, it } from 'vitest'
import { checkRecord } from '../server/intake/record-check.ts'
import { makeWorld } from './world.ts'

const endsAt = Date.UTC(2026, 5, 30)
const small = (seed: number) => makeWorld({ seed, orders: 400, endsAt })
const text = (seed: number) => [...small(seed).records()].map((each) => JSON.stringify(each))

describe('a made world', () => {
  it('is the same for the same seed and another for another', () => {
    expect(text(7)).toEqual(text(7))
    expect(text(7)).not.toEqual(text(8))
  })

  it('consists of records that intake takes', () => {
    for (const seed of [1, 2, 3]) {
      for (const record of small(seed).records()) {
        const checked = checkRecord(record)
        if (!checked.ok) throw new Error(`${JSON.stringify(record)}: ${checked.message}`)
      }
    }
  })

  it('holds empty parcels of every kind, and mostly honest orders', () => {
    const { truth } = makeWorld({ seed: 1, orders: 3_000, endsAt })
    const whys = truth.map((each) => each.why)
    expect(new Set(whys)).toEqual(new Set(['full', 'cheat', 'brush', 'slip']))
    expect(whys.filter((why) => why === 'full').length).toBeGreaterThan(whys.length * 0.6)
  })

  it('names every record once', () => {
    const ids = [...small(4).records()].map(({ type, id }) => `${type} ${id}`)
    expect(new Set(ids).size).toBe(ids.length)
  })
})
