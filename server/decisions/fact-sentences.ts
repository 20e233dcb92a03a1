// The facts behind an assessment as sentences that a lay reader understands.
import type { FileAssessment, FileSignal } from '../cases/frozen-file.ts'
import { factsForParties } from '../cases/visible-facts.ts'
import type { Language } from '../vocabulary/language.ts'
import { parseInstant } from '../vocabulary/time.ts'
import { FACT_WORDS, REASON_WORDS } from './fact-words.ts'
import { sayList, sayMoment, sayWeight, speaker } from './message.ts'

/** One sentence for each signal, heaviest first. Facts about people outside are left out. */
export function factSentences(
  { orderId, signals }: FileAssessment,
  language: Language,
): readonly string[] {
  const byWeight = [...signals].sort((a, b) => Math.abs(b.decibans) - Math.abs(a.decibans))
  return byWeight.map((signal) => factSentence(signal, orderId, language))
}

/** What a complaint alleges, as part of a sentence. */
export function reasonPhrase(reason: string, language: Language): string {
  const phrases: Readonly<Record<string, string>> = REASON_WORDS[language]
  return phrases[reason] ?? phrases.other ?? reason
}

function factSentence(signal: FileSignal, order: string, language: Language): string {
  const { kind, decibans } = signal
  const because = factsForParties(signal.because)
  const say = speaker(FACT_WORDS, language)
  const text = (name: string) => String(because[name] ?? '')
  const count = (name: string) => Number(because[name] ?? 0)
  const moment = (name: string) => {
    const at = parseInstant(text(name))
    return at === undefined ? text(name) : sayMoment(at, language)
  }
  switch (kind) {
    case 'parcel_underweight':
      return say(decibans > 0 ? 'underweight' : 'fullWeight', {
        ...{ order, parcels: count('parcels') },
        measured: sayWeight(count('measuredGrams'), language),
        expected: sayWeight(count('expectedGrams'), language),
        spread: sayWeight(count('spreadGrams'), language),
      })
    case 'waybill_reused':
      return say(waybillSentence(because), {
        ...{ order, waybill: `${text('carrier')} ${text('waybillNo')}` },
        ...{ at: moment('deliveredBeforeAt'), others: count('otherAddresses') },
      })
    case 'route_elsewhere':
      return say('routeElsewhere', {
        ...{ order, kind: text('scanKind'), at: moment('at') },
        ...{ scanCity: text('scanCity'), orderCity: text('orderCity') },
      })
    case 'order_concentration':
      return say('concentration', {
        ...{ order, from: moment('intervalFrom'), to: moment('intervalTo') },
        ...{ orders: count('orders'), buyers: count('buyers'), own: count('ownOrders') },
      })
    case 'buyer_report': {
      const reason = reasonPhrase(text('reason'), language)
      return say('complaint', { order, reason, at: moment('firstAt') })
    }
    default: {
      const facts = Object.entries(because).map(([name, value]) => `${name} = ${value}`)
      const side = decibans > 0 ? 'against' : 'for'
      return say('other', { kind, order, side, facts: sayList(facts, language) })
    }
  }
}

function waybillSentence(because: FileSignal['because']) {
  if (because.deliveredBeforeAt) return 'waybillDelivered'
  return because.usedBefore ? 'waybillBefore' : 'waybillAfter'
}
