// Tests of the rule for the pages of decisions.
import { expect, test } from 'vitest'
import { found } from '../samples.ts'
import { decisions } from './decisions.ts'

const list = { 'docs/decisions/README.md': '- [one](001-one.md)\n- [two](002-two-words.md)' }

test('listed pages with numbers of their own pass', () => {
  const pages = { 'docs/decisions/001-one.md': '', 'docs/decisions/002-two-words.md': '' }
  expect(found(decisions, { ...list, ...pages })).toEqual([])
})

test('a page without a line in the list, a number or a proper name is found', () => {
  for (const name of ['003-three.md', 'four.md', '005_five.md', '1-one.md']) {
    expect(found(decisions, { ...list, [`docs/decisions/${name}`]: '' })).toHaveLength(1)
  }
})

test('a number used twice is found on both pages', () => {
  const pages = { 'docs/decisions/001-one.md': '', 'docs/decisions/001-other.md': '' }
  const faults = found(decisions, { ...list, ...pages }).join('\n')
  expect(faults.match(/used 2 times/g)).toHaveLength(2)
})
