// The state of a case as a mark: what calls for somebody stands out, what is over does not.
import { stateWords } from '../words/state-words.ts'
import { useTerms } from './language.tsx'

const LOOKS: Readonly<Record<string, string>> = {
  awaiting_response: 'waits',
  answered: 'calls',
  defaulted: 'calls',
  under_review: 'waits',
  decided: 'good',
  final: '',
}

export function StateMark({ state }: { state: string }) {
  const name = useTerms(stateWords)
  return <span className={`mark ${LOOKS[state] ?? ''}`}>{name(state)}</span>
}
