// The decision of a case, proposed or standing: finding, reasons, measures, what was carried out.
import { Button } from 'antd'
import { useState } from 'react'
import type { WholeCase, WholeDecision } from '../data/answers.ts'
import { useDecision } from '../data/decisions.ts'
import { useFormats } from '../ui/format.ts'
import { useTerms, useWords } from '../ui/language.tsx'
import { Loading } from '../ui/loading.tsx'
import { MeasureList } from '../ui/measure-list.tsx'
import { Panel } from '../ui/panel.tsx'
import { RefusalNote } from '../ui/refusal-note.tsx'
import { StatementWindow } from '../ui/statement.tsx'
import { decideWords, decisionWords } from '../words/decide-words.ts'
import { findingWords } from '../words/term-words.ts'
import { EffectList } from './effect-list.tsx'

export function DecisionPanel({ subject }: { subject: WholeCase }) {
  const say = useWords(decisionWords)
  const decision = useDecision('desk', subject.id)
  const isProposed = subject.state === 'under_review'
  return (
    <Panel title={say(isProposed ? 'proposed' : 'title')}>
      {decision.isPending && <Loading lines={5} />}
      {decision.isError && (
        <RefusalNote failure={decision.error} retry={() => void decision.refetch()} />
      )}
      {decision.data && <Decided subject={subject} decision={decision.data} />}
    </Panel>
  )
}

interface DecidedProps {
  readonly subject: WholeCase
  readonly decision: WholeDecision
}

function Decided({ subject, decision }: DecidedProps) {
  const say = useWords(decisionWords)
  const sayDecide = useWords(decideWords)
  const name = useTerms(findingWords)
  const format = useFormats()
  const { finding, rationale, measures, decidedAt, approvedBy, policy, state } = decision
  const stands = state === 'standing'
  return (
    <div className="stack">
      <div>
        <p className="verdict">{name(finding)}</p>
        <p className="quiet small">
          {say(stands ? 'decidedAt' : 'proposedAt', { at: format.moment(decidedAt) })} ·{' '}
          {sayDecide('policy', { name: policy.name, version: String(policy.version) })}
        </p>
        {approvedBy !== null && <p className="quiet small">{say('approved')}</p>}
      </div>
      <section className="stack tight">
        <h3>{say('reasons')}</h3>
        <p className="said">{rationale}</p>
      </section>
      <section className="stack tight">
        <h3>{say('measures')}</h3>
        {measures.length === 0 ? <p>{say('noMeasures')}</p> : <MeasureList measures={measures} />}
      </section>
      {stands && <StatementButton id={subject.id} />}
      {stands && measures.length > 0 && <EffectList subject={subject} ordered={measures.length} />}
    </div>
  )
}

function StatementButton({ id }: { id: string }) {
  const say = useWords(decisionWords)
  const [isOpen, open] = useState(false)
  return (
    <div>
      <Button onClick={() => open(true)}>{say('statement')}</Button>
      {isOpen && <StatementWindow side="desk" id={id} close={() => open(false)} />}
    </div>
  )
}
