// What a decision orders, as sentences with sums, terms and ends.
import type { Language } from '../vocabulary/language.ts'
import { type Money, money } from '../vocabulary/money.ts'
import { DAY, type Instant, later } from '../vocabulary/time.ts'
import type { Trace } from './consequence.ts'
import type { Compensation, Measure } from './measure.ts'
import { MEASURE_NAMES, MEASURE_WORDS } from './measure-words.ts'
import { sayList, sayMoment, sayMoney, speaker } from './message.ts'

interface Told {
  readonly measures: readonly Measure[]
  readonly trace: Pick<Trace, 'leftOut'>
  /** From when the terms run. */
  readonly from: Instant
}

/** One sentence for each measure, its points, and what the clause names but was left out. */
export function measureSentences(told: Told, language: Language): readonly string[] {
  const say = speaker(MEASURE_WORDS, language)
  const ordered = told.measures.map((measure) => measureSentence(measure, told.from, language))
  const points = told.measures
    .filter((measure) => measure.points > 0)
    .map(({ on, points: count }) => say(`points_${on}`, { points: count }))
  const left = told.trace.leftOut.map(({ kind, because }) => {
    const names: Readonly<Record<string, string>> = MEASURE_NAMES[language]
    return say(`left_${because}`, { measure: names[kind] ?? kind })
  })
  return [...ordered, ...points, ...left]
}

/** One measure as one sentence or two. */
export function measureSentence(measure: Measure, from: Instant, language: Language): string {
  const say = speaker(MEASURE_WORDS, language)
  if (measure.kind === 'compensate_buyers') return compensationSentence(measure, language)
  const term = termSlots(measure.days, from, language)
  switch (measure.kind) {
    case 'warning':
      return say(measure.on === 'shop' ? 'shop_warning' : 'reporter_warning')
    case 'delist_item': {
      const { scope } = measure
      const items = scope.kind === 'listings' ? scope.listingIds : []
      const count = items.length
      return say('delist_item', { ...term, count, items: sayList(items, language) })
    }
    case 'withhold_deposit':
    case 'withhold_balance':
      return say(measure.kind, { ...term, amount: sayMoney(measure.amount, language) })
    case 'refer_to_authorities':
    case 'remove_review':
      return say(measure.kind)
    case 'delist_all':
    case 'block_new_listings':
    case 'restrict_withdrawals':
    case 'terminate':
    case 'suspend_reporting':
      return say(measure.kind, term)
  }
}

function termSlots(days: number | null, from: Instant, language: Language) {
  if (days === null) return { term: 'open', days: 0, until: '' }
  return { term: 'days', days, until: sayMoment(later(from, days * DAY), language) }
}

function compensationSentence(measure: Compensation, language: Language): string {
  const { amount, orderId: order, buyerId: buyer } = measure
  const price: Money = measure.priceBack ?? money(0, amount.currency)
  const beside = money(amount.amount - price.amount, amount.currency)
  const key =
    price.amount === 0
      ? 'compensate_beside'
      : beside.amount === 0
        ? 'compensate_price'
        : 'compensate_both'
  return speaker(MEASURE_WORDS, language)(key, {
    ...{ order, buyer, amount: sayMoney(amount, language) },
    ...{ price: sayMoney(price, language), beside: sayMoney(beside, language) },
  })
}
