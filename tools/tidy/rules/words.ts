// Both languages say the same: every sentence in each of them, with the same open slots.
import { IntlMessageFormat } from 'intl-messageformat'
import type { Breach } from '../breach.ts'

const LANGUAGES = ['en', 'zh-CN'] as const

type Exports = Readonly<Record<string, unknown>>
type Pair = { readonly key: string; readonly texts: Readonly<Record<string, unknown>> }

/** Whether a file holds sentences for people, by its name. */
export function isWordsFile(path: string): boolean {
  return /(^|\/)(words[^/]*|[^/]*-words)\.tsx?$|\/words\/[^/]+\.tsx?$/.test(path)
}

/**
 * Checks what a words file exports: tables `{ en: {…}, 'zh-CN': {…} }`, at any depth. Sentences
 * that are rightly the same in both (names of standards) are listed by the file itself, under
 * `languageNeutral`, by key.
 */
export function unlikeWords(file: string, exported: Exports): readonly Breach[] {
  const neutral = new Set(listOf(exported.languageNeutral))
  const pairs = Object.entries(exported).flatMap(([name, value]) => pairsIn(name, value))
  const say = (message: string): Breach => ({ file, line: 1, rule: 'words', message })
  if (pairs.length === 0) return [say('exports no table with en and zh-CN')]
  return pairs.flatMap((pair) => faultsOf(pair, neutral).map(say))
}

function pairsIn(key: string, value: unknown): Pair[] {
  if (!isTable(value)) return []
  if (LANGUAGES.some((language) => language in value)) return pairsAt(key, value)
  return Object.entries(value).flatMap(([name, inner]) => pairsIn(`${key}.${name}`, inner))
}

/** Two tables become the pairs of their sentences; two sentences are a pair already. */
function pairsAt(key: string, sides: Readonly<Record<string, unknown>>): Pair[] {
  const tables = LANGUAGES.map((language) => sides[language]).filter(isTable)
  if (tables.length === 0) return [{ key, texts: sides }]
  const names = new Set(tables.flatMap((table) => Object.keys(table)))
  return [...names].flatMap((name) => {
    const inner = Object.fromEntries(
      LANGUAGES.map((language) => {
        const side = sides[language]
        return [language, isTable(side) ? side[name] : undefined]
      }),
    )
    return pairsAt(`${key}.${name}`, inner)
  })
}

function faultsOf({ key, texts }: Pair, neutral: ReadonlySet<string>): string[] {
  const [en, zh] = [texts.en, texts['zh-CN']]
  if (typeof en === 'function' && typeof zh === 'function') return []
  if (typeof en !== 'string' || en.trim() === '') return [`${key} has no text in en`]
  if (typeof zh !== 'string' || zh.trim() === '') return [`${key} has no text in zh-CN`]
  const name = key.slice(key.lastIndexOf('.') + 1)
  const faults = slotFaults(key, en, zh)
  const same = en === zh && hasLetters(en) && !neutral.has(name)
  if (same) faults.push(`${key} is the same in en and zh-CN: translate it, or list it as neutral`)
  return faults
}

function slotFaults(key: string, en: string, zh: string): string[] {
  const slots: (readonly string[])[] = []
  for (const [language, text] of [
    ['en', en],
    ['zh-CN', zh],
  ] as const) {
    try {
      slots.push(slotsOf(text, language))
    } catch (failure) {
      return [`${key} is no ICU message in ${language}: ${String(failure)}`]
    }
  }
  const [ofEn = [], ofZh = []] = slots
  if (ofEn.join() === ofZh.join()) return []
  return [`${key} has the slots {${ofEn.join()}} in en but {${ofZh.join()}} in zh-CN`]
}

/** The names that an ICU message leaves open, sorted, those inside its branches too. */
export function slotsOf(text: string, language: string): readonly string[] {
  const names = new Set<string>()
  const step = (part: unknown): void => {
    if (Array.isArray(part)) {
      for (const each of part) step(each)
      return
    }
    if (!isTable(part)) return
    // 0 is literal text and 7 the `#` of a plural; both have no name.
    if (part.type !== 0 && part.type !== 7) names.add(String(part.value))
    step(part.children)
    if (isTable(part.options)) {
      for (const option of Object.values(part.options)) {
        if (isTable(option)) step(option.value)
      }
    }
  }
  step(new IntlMessageFormat(text, language).getAst())
  return [...names].sort()
}

function hasLetters(text: string): boolean {
  return /\p{L}/u.test(text.replace(/\{[^{}]*\}/g, ''))
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}
