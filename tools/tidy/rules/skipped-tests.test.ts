// Tests of the rule that no test is left out in silence.
import { expect, test } from 'vitest'
import { found } from '../samples.ts'
import { skippedTests } from './skipped-tests.ts'

test('a test that stands alone is found, with or without a reason', () => {
  const files = { 'a.test.ts': `// Because.\ntest.only('a', f)`, 'b.test.ts': 'describe.only(f)' }
  expect(found(skippedTests, files)).toHaveLength(2)
})

test.each([['skip'], ['skipIf(x)'], ['runIf(x)'], ['todo'], ['fails']])(
  'a test with .%s needs a comment beside it',
  (word) => {
    const bare = `const a = 1\ntest.${word}('a', f)`
    const told = `const a = 1\n// Only machines with a browser can.\ntest.${word}('a', f)`
    expect(found(skippedTests, { 'a.test.ts': bare })).toHaveLength(1)
    expect(found(skippedTests, { 'a.test.ts': told })).toEqual([])
  },
)

test('a condition with a name of its own says why by itself', () => {
  const text = `test.runIf(isRoot())('a', f)\ntest.skipIf(!hasBrowser)('b', f)`
  expect(found(skippedTests, { 'a.test.ts': text })).toEqual([])
})

test('the same word on another thing is no test left out', () => {
  expect(found(skippedTests, { 'a.test.ts': 'reader.skip(3)\nrows.only()' })).toEqual([])
})
