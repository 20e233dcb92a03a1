// Tests of the rule that the repository points at nothing outside itself.
import { expect, test } from 'vitest'
import { found } from '../samples.ts'
import { mentions } from './mentions.ts'

test('a path outside the repository is found in every kind of file', () => {
  const outside = ['', 'work', 'main'].join('/')
  const beside = ['..', 'shared', 'data'].join('/')
  const files = { 'README.md': `one\nsee ${outside}`, 'scripts/a.sh': `cat ${beside}` }
  const breaches = found(mentions, files)
  expect(breaches).toHaveLength(2)
  expect(breaches[0]).toContain('README.md:2')
})

test('words that merely look alike pass', () => {
  expect(found(mentions, { 'a.md': 'work/shared, /worker/a, ./shared, homework' })).toEqual([])
})
