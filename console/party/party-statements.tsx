// What both sides have said, as one of them reads it.
import type { WholeCase } from '../data/answers.ts'
import { usePerson } from '../data/session.ts'
import { useFormats } from '../ui/format.ts'
import { useTerms, useWords } from '../ui/language.tsx'
import { Panel } from '../ui/panel.tsx'
import { partyCaseWords } from '../words/party-words.ts'
import { outcomeWords, stanceWords } from '../words/term-words.ts'

interface CaseProps {
  readonly subject: WholeCase
}

export function PartyWords({ subject }: CaseProps) {
  return (
    <>
      <BuyersWord subject={subject} />
      <SellersWord subject={subject} />
    </>
  )
}

function BuyersWord({ subject }: CaseProps) {
  const say = useWords(partyCaseWords)
  const name = useTerms(outcomeWords)
  const isBuyer = usePerson().kind === 'buyer'
  const { reason, description, desiredOutcome } = subject
  const outcome = desiredOutcome && name(desiredOutcome)
  return (
    <Panel title={say(isBuyer ? 'youSaid' : 'buyerSaid')}>
      {reason === null ? (
        <p className="quiet">{say('detected')}</p>
      ) : (
        <div className="stack tight">
          <p className="said">{description}</p>
          {outcome && <p className="quiet">{say(isBuyer ? 'wants' : 'buyerWants', { outcome })}</p>}
        </div>
      )}
    </Panel>
  )
}

function SellersWord({ subject }: CaseProps) {
  const say = useWords(partyCaseWords)
  const name = useTerms(stanceWords)
  const format = useFormats()
  const isSeller = usePerson().kind === 'seller'
  const { response, state, answerDueAt, can } = subject
  if (response === null && can.respond.allowed) return null
  const silence =
    state === 'awaiting_response'
      ? say('silentUntil', { due: format.moment(answerDueAt) })
      : say('silent')
  return (
    <Panel title={say(isSeller ? 'youSaid' : 'sellerSaid')}>
      {response === null ? (
        <p className="quiet">{silence}</p>
      ) : (
        <div className="stack tight">
          <p className="strong">{name(response.stance)}</p>
          <p className="said">{response.explanation}</p>
        </div>
      )}
    </Panel>
  )
}
