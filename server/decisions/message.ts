// Sentences from the tables of words: ICU messages, filled and formatted for one language.
import { IntlMessageFormat } from 'intl-messageformat'
import type { Language } from '../vocabulary/language.ts'
import type { Money } from '../vocabulary/money.ts'
import type { Instant } from '../vocabulary/time.ts'

/** Both languages, the same keys in each. */
export type Words<Key extends string> = Readonly<Record<Language, Readonly<Record<Key, string>>>>

export type Slots = Readonly<Record<string, string | number>>

const compiled = new Map<string, IntlMessageFormat>()

function compile(text: string, language: Language): IntlMessageFormat {
  const key = `${language}\n${text}`
  const known = compiled.get(key)
  if (known) return known
  const fresh = new IntlMessageFormat(text, language)
  compiled.set(key, fresh)
  return fresh
}

/** Speaks from a table of words in one language. */
export function speaker<Key extends string>(words: Words<Key>, language: Language) {
  return (key: Key, slots: Slots = {}): string =>
    String(compile(words[language][key], language).format({ ...slots }))
}

/** A sum with its currency: `CNY 129.00`, `129.00元`. */
export function sayMoney({ amount, currency }: Money, language: Language): string {
  const format = new Intl.NumberFormat(language, {
    ...{ style: 'currency', currency },
    currencyDisplay: language === 'en' ? 'code' : 'name',
  })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  const value = amount / 10 ** digits
  // A Chinese text says 元 of its own money; Intl would say 人民币 after the figure.
  if (language === 'zh-CN' && currency === 'CNY') {
    const plain = { minimumFractionDigits: digits, maximumFractionDigits: digits }
    return `${new Intl.NumberFormat(language, plain).format(value)}元`
  }
  return format.format(value)
}

/** A moment to the minute, in UTC and saying so. */
export function sayMoment(at: Instant, language: Language): string {
  const date = new Date(at)
  const two = (value: number) => String(value).padStart(2, '0')
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
  if (language === 'zh-CN') return `UTC时间${year}年${month}月${day}日${time}`
  return `${day} ${MONTHS[month - 1]} ${year}, ${time} UTC`
}

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August'],
  ...['September', 'October', 'November', 'December'],
] as const

/** A weight: `1,240 g`, `1,240克`. */
export function sayWeight(grams: number, language: Language): string {
  const figure = new Intl.NumberFormat(language).format(grams)
  return language === 'en' ? `${figure} g` : `${figure}克`
}

/** A probability in per cent, never told as certain: `97.0%`, at most `99.9%`. */
export function sayProbability(probability: number, language: Language): string {
  const share = Math.min(Math.max(probability, 0.001), 0.999)
  return new Intl.NumberFormat(language, {
    ...{ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 },
  }).format(share)
}

/** Several names in one sentence. */
export function sayList(names: readonly string[], language: Language): string {
  return names.join(language === 'en' ? ', ' : '、')
}
