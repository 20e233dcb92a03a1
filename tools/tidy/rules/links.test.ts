// Tests of the rule that links between documents lead somewhere.
import { expect, test } from 'vitest'
import { found } from '../samples.ts'
import { links } from './links.ts'

const rule = links((path) => ['docs/STYLE.md', 'README.md', 'docs/images/a.png'].includes(path))

test('a link to a file that is not there is found', () => {
  const text = 'one\n[style](STYLE.md) and ![picture](images/b.png)'
  expect(found(rule, { 'docs/a.md': text })).toEqual(['docs/a.md:2 leads nowhere: images/b.png'])
})

test('links to files, to chapters, to the web and within the page pass', () => {
  const text = '[a](STYLE.md#size) [b](../README.md) [c](https://example.org/x) [d](#here)'
  expect(found(rule, { 'docs/a.md': `${text} ![e](images/a.png)` })).toEqual([])
})
