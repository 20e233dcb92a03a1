// What a finding would bring under the policy: the clause, the measures, and how it was reached.
import type { ProposedFinding } from '../data/answers.ts'
import { useLanguage, useTerms, useWords } from '../ui/language.tsx'
import { MeasureList } from '../ui/measure-list.tsx'
import { decideWords, leftOutWords } from '../words/decide-words.ts'
import { measureWords } from '../words/term-words.ts'

export function Consequence({ proposed }: { proposed: ProposedFinding }) {
  const say = useWords(decideWords)
  const { language } = useLanguage()
  const { title, measures, policy, trace, fourEyes } = proposed
  const { name, version } = policy
  return (
    <section className="stack tight" aria-live="polite">
      <h3>{say('brings')}</h3>
      <p className="strong">{title[language]}</p>
      {measures.length === 0 ? <p>{say('nothing')}</p> : <MeasureList measures={measures} />}
      <LeftOut proposed={proposed} />
      {fourEyes && <p className="note waits">{say('fourEyes')}</p>}
      <p className="quiet small">
        {say('prior', { count: trace.priorCount, days: trace.windowDays })}{' '}
        {say('policy', { name, version: String(version) })}
      </p>
    </section>
  )
}

function LeftOut({ proposed }: { proposed: ProposedFinding }) {
  const say = useWords(decideWords)
  const nameMeasure = useTerms(measureWords)
  const nameWhy = useTerms(leftOutWords)
  const { language } = useLanguage()
  const { leftOut } = proposed.trace
  if (leftOut.length === 0) return null
  const parts = leftOut.map(({ kind, because }) => nameWhy(because, { kind: nameMeasure(kind) }))
  const list = new Intl.ListFormat(language).format(parts)
  return <p className="quiet small">{say('leftOut', { list })}</p>
}
