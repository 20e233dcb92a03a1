// The finding that the facts suggest, with the facts that suggest it; or that they suggest none.
import type { CaseFacts } from './case-facts.ts'
import type { Finding } from './measure.ts'

/**
 * What speaks for a suggestion: `admitted` · `silent` the seller did not answer in time ·
 * `contested` · `reported` · `not_weighed` the machine knows nothing of the order · a band ·
 * `pattern_of_orders` the orders of the shop, not the parcel, are what stands out.
 */
export type SuggestedBy =
  | 'admitted'
  | 'silent'
  | 'contested'
  | 'reported'
  | 'not_weighed'
  | 'clear'
  | 'watch'
  | 'suspect'
  | 'near_certain'
  | 'pattern_of_orders'

export interface Suggestion {
  /** Null: the file must be read; the figures alone suggest nothing. */
  readonly finding: Finding | null
  readonly because: readonly SuggestedBy[]
}

/**
 * Never suggests that a buyer lied: an order that looks harmless says nothing about why somebody
 * complained. What is only suspect and contested is left to whoever reads the file.
 */
export function suggestFinding(facts: CaseFacts): Suggestion {
  const { isAdmitted, isReported } = facts
  const weight = bandOf(facts)
  const voice = isAdmitted === null ? 'silent' : isAdmitted ? 'admitted' : 'contested'
  if (isAdmitted) return { finding: 'honest_mistake', because: ['admitted'] }
  if (isPatternOfOrders(facts)) {
    return { finding: 'brushing', because: ['pattern_of_orders', weight, voice] }
  }
  if (weight === 'near_certain') {
    return { finding: 'deliberate_empty_parcel', because: [weight, voice] }
  }
  if (voice === 'silent') return suggestOnSilence(weight, isReported)
  const isHarmless = weight === 'clear' || weight === 'watch'
  return { finding: isHarmless ? 'not_proven' : null, because: [weight, voice] }
}

/**
 * Whoever does not answer a report is held to have nothing to say against it, so the buyer is made
 * good; that it was done on purpose takes more than silence.
 */
function suggestOnSilence(weight: SuggestedBy, isReported: boolean): Suggestion {
  if (weight === 'suspect' && isReported) {
    return { finding: 'deliberate_empty_parcel', because: [weight, 'reported', 'silent'] }
  }
  if (isReported) return { finding: 'honest_mistake', because: [weight, 'reported', 'silent'] }
  const isHarmless = weight === 'clear' || weight === 'watch'
  return { finding: isHarmless ? 'not_proven' : null, because: [weight, 'silent'] }
}

const BANDS = ['clear', 'watch', 'suspect', 'near_certain'] as const

function bandOf({ band }: CaseFacts): SuggestedBy {
  return BANDS.find((known) => known === band) ?? 'not_weighed'
}

function isPatternOfOrders({ leadingSignal, band, isReported }: CaseFacts): boolean {
  const isGrave = band === 'suspect' || band === 'near_certain'
  return isGrave && !isReported && leadingSignal === 'order_concentration'
}
