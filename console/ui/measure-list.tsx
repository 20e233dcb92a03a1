// Measures as people read them: what, how much, for how long, under which clause.
import type { Measure } from '../data/answers.ts'
import { measureMoreWords, measureWords } from '../words/term-words.ts'
import { useFormats } from './format.ts'
import { useTerms, useWords } from './language.tsx'

/** What is done at once and has no length: a warning is not "until lifted". */
const AT_ONCE = new Set(['warning', 'remove_review', 'refer_to_authorities', 'terminate'])

/** What is said of a measure beside its name. */
function useParticulars(): (measure: Measure) => string[] {
  const say = useWords(measureMoreWords)
  return ({ kind, days, points, scope, on, clause }) => {
    const count = scope?.listingIds?.length
    const isEndless = days === null && !AT_ONCE.has(kind)
    return [
      ...(on === 'reporter' ? [say('onReporter')] : []),
      ...(count === undefined ? [] : [say('listings', { count })]),
      ...(typeof days === 'number' ? [say('days', { days })] : []),
      ...(isEndless ? [say('endless')] : []),
      ...(points > 0 ? [say('points', { points })] : []),
      say('clause', { clause }),
    ]
  }
}

export function MeasureList({ measures }: { measures: readonly Measure[] }) {
  const name = useTerms(measureWords)
  const particulars = useParticulars()
  const format = useFormats()
  return (
    <ul className="measure-list">
      {measures.map((measure, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the order of a decision's measures is fixed.
        <li key={index}>
          <span className="strong">{name(measure.kind)}</span>
          <span className="figures strong">
            {measure.amount ? format.money(measure.amount) : ''}
          </span>
          <span className="quiet small">{particulars(measure).join(' · ')}</span>
        </li>
      ))}
    </ul>
  )
}
