// Both sides next to one another: what the buyer says, what the seller says, or that one is silent.
import type { ReactNode } from 'react'
import type { WholeCase } from '../data/answers.ts'
import { useFormats } from '../ui/format.ts'
import { useTerms, useWords } from '../ui/language.tsx'
import { Panel } from '../ui/panel.tsx'
import { caseWords } from '../words/case-words.ts'
import { outcomeWords, reasonWords, stanceWords } from '../words/term-words.ts'

interface CaseProps {
  readonly subject: WholeCase
}

export function TwoSides({ subject }: CaseProps) {
  const say = useWords(caseWords)
  return (
    <Panel title={say('sides')}>
      <div className="sides">
        <Side title={say('buyerSays')}>
          <BuyersWord subject={subject} />
        </Side>
        <Side title={say('sellerSays')}>
          <SellersWord subject={subject} />
        </Side>
      </div>
    </Panel>
  )
}

function Side({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="side">
      <h3>{title}</h3>
      {children}
    </section>
  )
}

function BuyersWord({ subject }: CaseProps) {
  const say = useWords(caseWords)
  const nameReason = useTerms(reasonWords)
  const nameOutcome = useTerms(outcomeWords)
  const format = useFormats()
  if (subject.reason === null) return <p className="quiet">{say('noReport')}</p>
  const reported = subject.timeline.find(({ event }) => event === 'case.reported')
  return (
    <>
      <p className="strong">{nameReason(subject.reason)}</p>
      <p className="said">{subject.description}</p>
      {subject.desiredOutcome && (
        <p>{say('wants', { outcome: nameOutcome(subject.desiredOutcome) })}</p>
      )}
      {reported && (
        <p className="quiet small">{say('reportedAt', { at: format.moment(reported.at) })}</p>
      )}
    </>
  )
}

function SellersWord({ subject }: CaseProps) {
  const say = useWords(caseWords)
  const nameStance = useTerms(stanceWords)
  const format = useFormats()
  const { response, state, answerDueAt } = subject
  if (response === null) {
    const isOpen = state === 'awaiting_response'
    const due = format.moment(answerDueAt)
    return <p className="quiet">{isOpen ? say('silentUntil', { due }) : say('silent')}</p>
  }
  return (
    <>
      <p className="strong">{nameStance(response.stance)}</p>
      <p className="said">{response.explanation}</p>
      <p className="quiet small">{say('answeredAt', { at: format.moment(response.at) })}</p>
    </>
  )
}
