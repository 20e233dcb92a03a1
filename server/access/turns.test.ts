// Turns keep costly work from taking the machine: few at once, a short queue, and a refusal.
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createTurns } from './turns.ts'

const rules = { atOnce: 2, waiting: 3, refuse: () => new Error('full') }

test('so many work at a time, so many wait, and the others are refused at once', async () => {
  const turns = createTurns(rules)
  let working = 0
  let most = 0
  const work = async () => {
    working++
    most = Math.max(most, working)
    await wait(5)
    working--
  }
  const results = await Promise.allSettled(Array.from({ length: 8 }, () => turns(work)))
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
  expect(most).toBe(2)
})

test('a turn that fails is given back', async () => {
  const turns = createTurns({ ...rules, atOnce: 1 })
  const fail = async () => {
    throw new Error('no')
  }
  await Promise.allSettled([turns(fail), turns(fail), turns(fail)])
  expect(await turns(async () => 'done')).toBe('done')
})
