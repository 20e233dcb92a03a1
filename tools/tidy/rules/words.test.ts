// Tests of the rule that both languages say the same.
import { expect, test } from 'vitest'
import { isWordsFile, slotsOf, unlikeWords } from './words.ts'

function faults(exported: Readonly<Record<string, unknown>>): readonly string[] {
  return unlikeWords('words.ts', exported).map(({ message }) => message)
}

test('a words file is known by its name', () => {
  const yes = ['console/words.ts', 'console/words-case.ts', 'server/effects/notice-words.ts']
  const no = ['console/keywords.ts', 'server/swords/a.ts', 'console/password.ts']
  expect(yes.filter(isWordsFile)).toEqual(yes)
  expect([...no, 'console/words/case.ts'].filter(isWordsFile)).toEqual(['console/words/case.ts'])
})

test('the same keys and slots in both languages pass', () => {
  const words = {
    en: { held: '{amount} held', count: '{n, plural, one {one case} other {# cases}}' },
    'zh-CN': { held: '已冻结{amount}', count: '{n, plural, other {#宗案件}}' },
  }
  expect(faults({ words, language: 'en' })).toEqual([])
})

test('a sentence that one language lacks is found, on either side and at any depth', () => {
  const words = {
    en: { case: { open: 'Open', shut: 'Shut' } },
    'zh-CN': { case: { open: '打开', held: '冻结' } },
  }
  expect(faults({ words })).toEqual([
    'words.case.shut has no text in zh-CN',
    'words.case.held has no text in en',
  ])
  expect(faults({ words: { en: { open: 'Open' } } })).toEqual(['words.open has no text in zh-CN'])
})

test('sentences side by side under their key are compared too', () => {
  const words = { open: { en: 'Open', 'zh-CN': '打开' }, shut: { en: 'Shut', 'zh-CN': ' ' } }
  expect(faults({ words })).toEqual(['words.shut has no text in zh-CN'])
})

test('other slots, and what is no ICU message, are found', () => {
  const en = { held: '{amount} held', broken: '{n' }
  const zh = { held: '已冻结{sum}', broken: '{n' }
  const [slots, broken] = faults({ words: { en, 'zh-CN': zh } })
  expect(slots).toBe('words.held has the slots {amount} in en but {sum} in zh-CN')
  expect(broken).toContain('words.broken is no ICU message in en')
})

test('slots inside plurals and tags count', () => {
  const text = '{n, plural, one {{shop} sent <b>{what}</b>} other {#}}'
  expect(slotsOf(text, 'en')).toEqual(['b', 'n', 'shop', 'what'])
})

test('the same text in both languages is found unless it is neutral or has no letters', () => {
  const same = { name: 'Open', sku: 'SKU', dash: '–', sum: '{amount}' }
  const words = { en: same, 'zh-CN': same }
  expect(faults({ words, languageNeutral: ['sku'] })).toHaveLength(1)
  expect(faults({ words })).toHaveLength(2)
})

test('a words file without a table is a breach, not silence', () => {
  expect(faults({ other: 1 })).toHaveLength(1)
})
