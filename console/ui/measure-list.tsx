// Measures as people read them: what, how much, for how long; the clause and the points once.
import type { Measure } from '../data/answers.ts'
import { measureMoreWords, measureWords } from '../words/term-words.ts'
import { useFormats } from './format.ts'
import { useTerms, useWords } from './language.tsx'

/** What is done at once and has no length: a warning is not "until lifted". */
const AT_ONCE = new Set(['warning', 'remove_review', 'refer_to_authorities', 'terminate'])

/** What is said of a measure beside its name. */
function useParticulars(): (measure: Measure) => string {
  const say = useWords(measureMoreWords)
  return ({ kind, days, scope, on }) => {
    const count = scope?.listingIds?.length
    const isEndless = days === null && !AT_ONCE.has(kind)
    const told = [
      ...(on === 'reporter' ? [say('onReporter')] : []),
      ...(count === undefined ? [] : [say('listings', { count })]),
      ...(typeof days === 'number' ? [say('days', { days })] : []),
      ...(isEndless ? [say('endless')] : []),
    ]
    return told.join(' · ')
  }
}

export function MeasureList({ measures }: { measures: readonly Measure[] }) {
  const name = useTerms(measureWords)
  const particulars = useParticulars()
  const format = useFormats()
  return (
    <div className="stack tight">
      <ul className="measure-list">
        {measures.map((measure, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a decision's measures keep their order.
          <li key={index}>
            <span>
              <span className="strong">{name(measure.kind)}</span>{' '}
              <span className="quiet small">{particulars(measure)}</span>
            </span>
            <span className="figures strong">
              {measure.amount ? format.money(measure.amount) : ''}
            </span>
          </li>
        ))}
      </ul>
      <Ground measures={measures} />
    </div>
  )
}

/** The clause that orders them, the same for all measures of a decision, and its points. */
function Ground({ measures }: { measures: readonly Measure[] }) {
  const say = useWords(measureMoreWords)
  const clauses = [...new Set(measures.map(({ clause }) => clause))].join(', ')
  const points = measures.reduce((sum, measure) => sum + measure.points, 0)
  const told = [
    say('clause', { clause: clauses }),
    ...(points > 0 ? [say('points', { points })] : []),
  ]
  return <p className="quiet small breaks">{told.join(' · ')}</p>
}
