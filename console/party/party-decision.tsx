// The decision as a party reads it: the finding, the money first, what follows, and the reasons.
import { Button } from 'antd'
import { useState } from 'react'
import type { Measure, WholeCase, WholeDecision } from '../data/answers.ts'
import { useDecision } from '../data/decisions.ts'
import { usePerson } from '../data/session.ts'
import { useFormats } from '../ui/format.ts'
import { useTerms, useWords } from '../ui/language.tsx'
import { Loading } from '../ui/loading.tsx'
import { MeasureList } from '../ui/measure-list.tsx'
import { Panel } from '../ui/panel.tsx'
import { RefusalNote } from '../ui/refusal-note.tsx'
import { StatementWindow } from '../ui/statement.tsx'
import { partyCaseWords } from '../words/party-words.ts'
import { findingWords } from '../words/term-words.ts'

export function PartyDecision({ subject }: { subject: WholeCase }) {
  const say = useWords(partyCaseWords)
  const decision = useDecision('party', subject.id)
  return (
    <Panel title={say('decision')}>
      {decision.isPending && <Loading lines={4} />}
      {decision.isError && (
        <RefusalNote failure={decision.error} retry={() => void decision.refetch()} />
      )}
      {decision.data && <Decided decision={decision.data} />}
    </Panel>
  )
}

function Decided({ decision }: { decision: WholeDecision }) {
  const say = useWords(partyCaseWords)
  const name = useTerms(findingWords)
  const format = useFormats()
  const { finding, rationale, measures, appealUntil } = decision
  const paid = measures.filter(({ kind }) => kind === 'compensate_buyers')
  const rest = measures.filter(({ kind }) => kind !== 'compensate_buyers')
  return (
    <div className="stack">
      <p className="verdict">{name(finding)}</p>
      {paid.map((measure) => (
        <Payment key={measure.orderId} measure={measure} />
      ))}
      <p className="said">{rationale}</p>
      {measures.length === 0 && <p className="quiet">{say('nothing')}</p>}
      {rest.length > 0 && (
        <section className="stack tight">
          <h3>{say('measures')}</h3>
          <MeasureList measures={rest} />
        </section>
      )}
      {appealUntil && (
        <p className="quiet small">{say('appealUntil', { at: format.day(appealUntil) })}</p>
      )}
      <Reasons caseId={decision.caseId} />
    </div>
  )
}

function Payment({ measure }: { measure: Measure }) {
  const say = useWords(partyCaseWords)
  const format = useFormats()
  const person = usePerson()
  if (!measure.amount) return null
  const amount = format.money(measure.amount)
  const isTheirs = person.kind === 'buyer' && measure.buyerId === person.id
  return (
    <div className="note good">
      <p className="strong figures">{say(isTheirs ? 'receive' : 'pay', { amount })}</p>
      <p className="small">{say(isTheirs ? 'receiveWhy' : 'payWhy')}</p>
    </div>
  )
}

function Reasons({ caseId }: { caseId: string }) {
  const say = useWords(partyCaseWords)
  const [isOpen, open] = useState(false)
  return (
    <div>
      <Button onClick={() => open(true)}>{say('statement')}</Button>
      {isOpen && <StatementWindow side="party" id={caseId} close={() => open(false)} />}
    </div>
  )
}
