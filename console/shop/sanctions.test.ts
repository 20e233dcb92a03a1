// Tests of how sanctions are gathered for those who read them.
import { expect, test } from 'vitest'
import type { Sanction } from '../data/answers.ts'
import { gatherSanctions } from './sanctions.ts'

const yuan = (amount: number) => ({ amount: amount * 100, currency: 'CNY' })

function sanction(given: Partial<Sanction>): Sanction {
  return {
    ...{ effectId: 'e', decisionId: 'd', caseId: 'c', kind: 'restrict_withdrawals' },
    ...{ scope: { kind: 'shop' }, clause: 'x', points: 0, from: '2026-01-01T00:00:00Z' },
    until: '2026-02-01T00:00:00Z',
    ...given,
  }
}

test('holds of one kind become one line, from the first day to the last, with their sum', () => {
  const kind = 'withhold_deposit'
  const gathered = gatherSanctions([
    sanction({ kind, amount: yuan(1_000), caseId: 'first' }),
    sanction({ kind, amount: yuan(500), caseId: 'second', until: '2026-03-01T00:00:00Z' }),
  ])
  expect(gathered).toEqual([
    {
      kind,
      ...{ from: '2026-01-01T00:00:00Z', until: '2026-03-01T00:00:00Z' },
      ...{ amounts: [yuan(1_500)], caseIds: ['second', 'first'] },
    },
  ])
})

test('where one of them has no end, there is no end to tell', () => {
  const [gathered] = gatherSanctions([sanction({}), sanction({ until: null })])
  expect(gathered?.until).toBeNull()
})

test('sums of different currencies stay apart, and compensation is no sanction in force', () => {
  const gathered = gatherSanctions([
    sanction({ kind: 'withhold_deposit', amount: yuan(1) }),
    sanction({ kind: 'withhold_deposit', amount: { amount: 5, currency: 'USD' } }),
    sanction({ kind: 'compensate_buyers', amount: yuan(10), until: null }),
  ])
  expect(gathered).toHaveLength(1)
  expect(gathered[0]?.amounts).toEqual([
    { currency: 'CNY', amount: 100 },
    { currency: 'USD', amount: 5 },
  ])
})
