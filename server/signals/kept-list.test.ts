// Short lists: the earliest stay, in any order of arrival, and none twice.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noFacts, put, take } from './kept-list.ts'

interface Thing {
  readonly id: string
  readonly at: number
}

const LIMIT = 5
const sorting = { at: (thing: Thing) => thing.at, limit: LIMIT }
const things = fc.uniqueArray(
  fc.record({ id: fc.string({ minLength: 1, maxLength: 2 }), at: fc.nat(6) }),
  { selector: ({ id }) => id, maxLength: 12 },
)

function kept(arrived: readonly Thing[]): readonly Thing[] {
  let list = noFacts<Thing>()
  for (const thing of arrived) list = put(list, thing, sorting)
  return list
}

describe('a kept list', () => {
  it('holds the earliest, by moment and then by identifier, however they came', () => {
    fc.assert(
      fc.property(things, fc.infiniteStream(fc.double({ noNaN: true })), (all, chance) => {
        const keyed = all.map((thing) => [thing, chance.next().value ?? 0] as const)
        const shuffled = keyed.sort(([, left], [, right]) => left - right).map(([thing]) => thing)
        const sorted = [...all].sort((left, right) =>
          left.at === right.at ? (left.id < right.id ? -1 : 1) : left.at - right.at,
        )
        expect(kept(shuffled)).toEqual(sorted.slice(0, LIMIT))
      }),
    )
  })

  it('gives back what is taken out of it, and minds nothing that it did not keep', () => {
    const list = kept([
      { id: 'a', at: 1 },
      { id: 'b', at: 2 },
    ])
    take(list, { id: 'c', at: 2 }, sorting.at)
    take(list, { id: 'a', at: 1 }, sorting.at)
    expect(list).toEqual([{ id: 'b', at: 2 }])
  })
})
