// The parts of a case that a row of the queue and a card on a phone both show.
import type { ListedCase } from '../data/answers.ts'
import { usePerson } from '../data/session.ts'
import { Due } from '../ui/due.tsx'
import { useFormats } from '../ui/format.ts'
import { useTerms, useWords } from '../ui/language.tsx'
import { Suspicion } from '../ui/suspicion.tsx'
import { queueWords } from '../words/queue-words.ts'
import { reasonWords } from '../words/term-words.ts'

interface PartProps {
  readonly item: ListedCase
}

/** What is alleged, or that nobody but the system has said anything. */
export function About({ item }: PartProps) {
  const say = useWords(queueWords)
  const nameReason = useTerms(reasonWords)
  return <>{item.reason === null ? say('detected') : nameReason(item.reason)}</>
}

export function Weighed({ item }: PartProps) {
  const say = useWords(queueWords)
  if (item.probability === null || item.band === null) {
    return <span className="quiet">{say('notWeighed')}</span>
  }
  return <Suspicion probability={item.probability} band={item.band} />
}

export function Stake({ item }: PartProps) {
  const format = useFormats()
  return item.harm === null ? '–' : format.stake(item.harm)
}

/** Until when the seller may answer; once that is past, for how long the case has waited. */
export function When({ item }: PartProps) {
  const say = useWords(queueWords)
  const { state, answerDueAt, updatedAt } = item
  if (state === 'awaiting_response') {
    return <Due at={answerDueAt} isOpen text={(distance) => say('answerDue', { distance })} />
  }
  const waits = state === 'answered' || state === 'defaulted'
  const text = (distance: string) => (waits ? say('readySince', { distance }) : distance)
  return <Due at={updatedAt} isOpen={false} text={text} />
}

export function With({ item }: PartProps) {
  const say = useWords(queueWords)
  const person = usePerson()
  if (item.assignee === null) return <span className="quiet">{say('nobody')}</span>
  return <>{say(item.assignee === person.id ? 'you' : 'colleague')}</>
}
