// The choice of a finding: each with what it means, the suggested one marked with its facts.
import { Radio } from 'antd'
import type { Finding, Proposal } from '../data/answers.ts'
import { useLanguage, useTerms, useWords } from '../ui/language.tsx'
import { decideWords, suggestedByWords } from '../words/decide-words.ts'
import { findingMeaningWords, findingWords } from '../words/term-words.ts'

interface FindingChoiceProps {
  readonly proposal: Proposal
  /** Whether it can be decided now; else this only shows what would follow. */
  readonly isOpen: boolean
  readonly chosen: Finding | undefined
  readonly choose: (finding: Finding) => void
}

export function FindingChoice({ proposal, isOpen, chosen, choose }: FindingChoiceProps) {
  const say = useWords(decideWords)
  const name = useTerms(findingWords)
  const meaning = useTerms(findingMeaningWords)
  const { findings, suggestion } = proposal
  return (
    <fieldset className="bare stack tight">
      <legend className="strong">{say(isOpen ? 'finding' : 'wouldBring')}</legend>
      {isOpen && suggestion.finding === null && (
        <p className="quiet small">{say('suggestsNone')}</p>
      )}
      <Radio.Group
        className="choices"
        value={chosen}
        onChange={({ target }) => {
          const found = findings.find(({ finding }) => finding === target.value)
          if (found) choose(found.finding)
        }}
      >
        {findings.map(({ finding }) => (
          <Radio key={finding} value={finding}>
            <span className="strong">{name(finding)}</span>{' '}
            <span className="quiet small">{meaning(finding)}</span>
            {suggestion.finding === finding && <SuggestedBy because={suggestion.because} />}
          </Radio>
        ))}
      </Radio.Group>
    </fieldset>
  )
}

function SuggestedBy({ because }: { because: readonly string[] }) {
  const say = useWords(decideWords)
  const name = useTerms(suggestedByWords)
  const { language } = useLanguage()
  const list = new Intl.ListFormat(language).format(because.map((each) => name(each)))
  return (
    <span className="suggested small">
      {say('suggested')}
      {language === 'en' ? ': ' : '：'}
      {list}
    </span>
  )
}
