// The head of a case: its number and state, what comes next, who has it, and its people.
import { Link } from 'react-router'
import type { WholeCase } from '../data/answers.ts'
import { useAssignCase } from '../data/cases.ts'
import { usePerson } from '../data/session.ts'
import { ADDRESSES, addressOf } from '../routes.tsx'
import { ActButton } from '../ui/act-button.tsx'
import { Facts } from '../ui/facts.tsx'
import { useFormats } from '../ui/format.ts'
import { useTerms, useWords } from '../ui/language.tsx'
import { RefusalNote } from '../ui/refusal-note.tsx'
import { StateMark } from '../ui/state-mark.tsx'
import { caseWords } from '../words/case-words.ts'
import { nextStepWords, originWords } from '../words/state-words.ts'
import { reasonWords } from '../words/term-words.ts'

interface CaseProps {
  readonly subject: WholeCase
}

export function CaseHeading({ subject }: CaseProps) {
  const say = useWords(caseWords)
  const nameReason = useTerms(reasonWords)
  const nameOrigin = useTerms(originWords)
  const origin = nameOrigin(subject.origin)
  return (
    <div className="stack">
      <div className="page-head">
        <div>
          <Link className="small" to={ADDRESSES.queue}>
            ← {say('cases')}
          </Link>
          <div className="row">
            <h1 className="figures">{subject.number}</h1>
            <StateMark state={subject.state} />
          </div>
          <p className="quiet">
            {subject.reason === null ? origin : `${nameReason(subject.reason)} · ${origin}`}
          </p>
        </div>
        <Assignment subject={subject} />
      </div>
      <NextStep subject={subject} />
      <People subject={subject} />
    </div>
  )
}

/** What comes next, and until when. */
export function NextStep({ subject }: CaseProps) {
  const name = useTerms(nextStepWords)
  const format = useFormats()
  const { state, answerDueAt, finalDueAt } = subject
  const key = state === 'decided' && finalDueAt === null ? 'decided_no_appeal' : state
  const due = format.moment(answerDueAt)
  const distance = format.distance(answerDueAt)
  const waits = state === 'awaiting_response' || state === 'under_review'
  const isOver = state === 'decided' || state === 'final'
  return (
    <p className={`note ${waits ? 'waits' : ''} ${isOver ? 'good' : ''}`}>
      {name(key, { due, distance, final: finalDueAt ? format.day(finalDueAt) : '' })}
    </p>
  )
}

function Assignment({ subject }: CaseProps) {
  const say = useWords(caseWords)
  const person = usePerson()
  const assign = useAssignCase(subject.id)
  const isMine = subject.assignee === person.id
  const holder = subject.assignee === null ? 'nobody' : isMine ? 'you' : 'colleague'
  return (
    <div className="stack tight">
      <div className="row">
        <span>
          <span className="quiet">{say('assignee')} </span>
          <span className="strong">{say(holder)}</span>
        </span>
        {(subject.can.assign.allowed || isMine) && (
          <ActButton
            can={subject.can.assign}
            loading={assign.isPending}
            onClick={() => assign.mutate(isMine ? null : 'me')}
          >
            {say(isMine ? 'layDown' : 'take')}
          </ActButton>
        )}
      </div>
      {assign.isError && <RefusalNote failure={assign.error} />}
    </div>
  )
}

function People({ subject }: CaseProps) {
  const say = useWords(caseWords)
  const format = useFormats()
  const shop = <Link to={addressOf.shop(subject.shopId)}>{subject.shopId}</Link>
  return (
    <Facts
      facts={[
        { name: say('order'), value: subject.orderIds.join(', ') },
        { name: say('shop'), value: shop },
        { name: say('buyer'), value: subject.buyerId },
        { name: say('opened'), value: format.moment(subject.openedAt) },
      ]}
    />
  )
}
