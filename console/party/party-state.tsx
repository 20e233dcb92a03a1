// Where a case stands for its parties: a sentence, and a line of four steps.
import { useTerms, useWords } from '../ui/language.tsx'
import { partyStateWords, partyStepWords } from '../words/party-words.ts'

const STEPS = ['reported', 'answer', 'review', 'decided'] as const

/** Which step is at hand in each state. */
const AT: Readonly<Record<string, number>> = {
  awaiting_response: 1,
  answered: 2,
  defaulted: 2,
  under_review: 2,
  decided: 3,
  final: 3,
}

export function PartySteps({ state }: { state: string }) {
  const say = useWords(partyStepWords)
  const at = AT[state] ?? 0
  return (
    <ol className="steps" aria-label={say('steps')}>
      {STEPS.map((step, index) => (
        <li
          key={step}
          className={index < at ? 'done' : index === at ? 'now' : ''}
          aria-current={index === at ? 'step' : undefined}
        >
          {say(step)}
        </li>
      ))}
    </ol>
  )
}

const LOOKS: Readonly<Record<string, string>> = {
  awaiting_response: 'waits',
  answered: 'calls',
  defaulted: 'calls',
  under_review: 'calls',
  decided: 'good',
}

export function PartyStateMark({ state }: { state: string }) {
  const name = useTerms(partyStateWords)
  return <span className={`mark ${LOOKS[state] ?? ''}`}>{name(state)}</span>
}
