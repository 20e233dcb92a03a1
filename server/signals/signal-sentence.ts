// Puts a contribution into a sentence of the reader's language.
import { IntlMessageFormat } from 'intl-messageformat'
import type { Language } from '../vocabulary/language.ts'
import type { Because, Contribution } from './assessment.ts'
import { SIGNAL_WORDS } from './signal-words.ts'

type Words = (typeof SIGNAL_WORDS)[Language]
type Key = keyof Words

const formats = new Map<string, IntlMessageFormat>()

function formatOf(text: string, language: Language): IntlMessageFormat {
  const key = `${language}\n${text}`
  const found = formats.get(key)
  if (found) return found
  const made = new IntlMessageFormat(text, language)
  formats.set(key, made)
  return made
}

/** Fills an ICU message, in the language's own way of writing numbers. */
export function fillMessage(text: string, values: Because, language: Language): string {
  return String(formatOf(text, language).format(values))
}

/** `2026-03-01T10:00:00Z` as people read it; seconds matter to nobody here. */
function readable(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

function valuesOf(because: Because): Because {
  const values = Object.entries(because).map(([name, value]): [string, Because[string]] => {
    if (typeof value === 'boolean') return [name, String(value)]
    return [name, typeof value === 'string' && TIME.test(value) ? readable(value) : value]
  })
  return Object.fromEntries(values)
}

function keyOf({ kind, decibans, because }: Contribution, words: Words): Key | undefined {
  const isOf = (name: string): name is Key => Object.hasOwn(words, name)
  if ('ordersAgainst' in because) return 'orders_of_subject'
  if (kind === 'order_concentration' && 'maxRatio' in because) return 'order_concentration_of_shop'
  const speaking = decibans < 0 ? `${kind}_for` : kind
  return isOf(speaking) ? speaking : undefined
}

/** Why a signal weighs what it weighs, in a sentence; its kind where no sentence is known. */
export function explainSignal(contribution: Contribution, language: Language): string {
  const words = SIGNAL_WORDS[language]
  const key = keyOf(contribution, words)
  if (!key) return contribution.kind
  const values = valuesOf(contribution.because)
  const deliveredAt = values.deliveredBeforeAt ?? null
  const told = { ...values, delivered: deliveredAt === null ? 'no' : 'yes', deliveredAt }
  return fillMessage(words[key], told, language)
}
