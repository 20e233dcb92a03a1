// One case for its buyer or seller: where it stands, what was said, what was decided, what follows.
import { Link, useParams } from 'react-router'
import type { WholeCase } from '../data/answers.ts'
import { useCase } from '../data/cases.ts'
import { usePerson } from '../data/session.ts'
import { AnswerForm } from '../party/answer-form.tsx'
import { PartyDecision } from '../party/party-decision.tsx'
import { PartyStateMark, PartySteps } from '../party/party-state.tsx'
import { PartyWords } from '../party/party-statements.tsx'
import { ADDRESSES } from '../routes.tsx'
import { useFormats } from '../ui/format.ts'
import { useTerms, useWords } from '../ui/language.tsx'
import { Loading } from '../ui/loading.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { RefusalNote } from '../ui/refusal-note.tsx'
import { partyCaseWords, partyWords } from '../words/party-words.ts'
import { originWords } from '../words/state-words.ts'
import { reasonWords } from '../words/term-words.ts'

export default function PartyCasePage() {
  const { id = '' } = useParams()
  const found = useCase('party', id)
  usePageTitle(found.data?.number ?? 'Tare')
  if (found.isPending) return <Loading lines={8} />
  if (!found.data) return <RefusalNote failure={found.error} retry={() => void found.refetch()} />
  return <Found key={id} subject={found.data} />
}

interface CaseProps {
  readonly subject: WholeCase
}

function Found({ subject }: CaseProps) {
  const mayAnswer = subject.can.respond.allowed
  return (
    <div className="stack">
      <Heading subject={subject} />
      <PartySteps state={subject.state} />
      <Next subject={subject} />
      {subject.decision && <PartyDecision subject={subject} />}
      <PartyWords subject={subject} />
      {mayAnswer && <AnswerForm subject={subject} />}
    </div>
  )
}

function Heading({ subject }: CaseProps) {
  const say = useWords(partyCaseWords)
  const sayParty = useWords(partyWords)
  const nameReason = useTerms(reasonWords)
  const nameOrigin = useTerms(originWords)
  const { reason, origin, number, orderId } = subject
  return (
    <div className="stack tight">
      <Link className="small" to={ADDRESSES.party}>
        ← {say('back')}
      </Link>
      <div className="row spread">
        <h1>{reason === null ? nameOrigin(origin) : nameReason(reason)}</h1>
        <PartyStateMark state={subject.state} />
      </div>
      <p className="quiet small breaks">
        {number} · {sayParty('order', { id: orderId })}
      </p>
    </div>
  )
}

/** What the reader has to do now, and until when; or that there is nothing to do. */
function Next({ subject }: CaseProps) {
  const say = useWords(partyCaseWords)
  const format = useFormats()
  const isBuyer = usePerson().kind === 'buyer'
  const { state, answerDueAt, can } = subject
  if (state === 'decided' || state === 'final') return null
  const due = format.moment(answerDueAt)
  if (can.respond.allowed) {
    return (
      <p className="note waits">
        {say('yourTurn', { due, distance: format.distance(answerDueAt) })} {say('ifSilent')}
      </p>
    )
  }
  const waitsForSeller = isBuyer && state === 'awaiting_response'
  return <p className="note">{waitsForSeller ? say('waitBuyer', { due }) : say('waitReview')}</p>
}
