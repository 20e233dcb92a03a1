// The form in which a reviewer decides: finding, what it brings, reasons, and one look back.
import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import type { Finding, Proposal, WholeCase } from '../data/answers.ts'
import { useProposal } from '../data/decisions.ts'
import { useDraft } from '../ui/draft.ts'
import { useTerms, useWords } from '../ui/language.tsx'
import { Loading } from '../ui/loading.tsx'
import { Panel } from '../ui/panel.tsx'
import { RefusalNote } from '../ui/refusal-note.tsx'
import { decideWords } from '../words/decide-words.ts'
import { againstWords } from '../words/state-words.ts'
import { ConfirmDecision } from './confirm-decision.tsx'
import { Consequence } from './consequence.tsx'
import { FindingChoice } from './finding-choice.tsx'

/** Fewer characters give nobody a reason. Chinese says in six what English says in twenty. */
const LEAST = 10
const MOST = 10_000

interface CaseProps {
  readonly subject: WholeCase
}

export function DecidePanel({ subject }: CaseProps) {
  const say = useWords(decideWords)
  const against = useTerms(againstWords)
  const { can } = subject
  const isTheirs = can.decide.allowed || can.decide.reason !== 'not_yours'
  const proposal = useProposal(subject.id, isTheirs)
  return (
    <Panel title={say('title')}>
      <div className="stack">
        {!can.decide.allowed && (
          <p className="note waits">{against(can.decide.reason ?? 'unknown')}</p>
        )}
        {isTheirs && proposal.isPending && <Loading lines={5} />}
        {proposal.isError && (
          <RefusalNote failure={proposal.error} retry={() => void proposal.refetch()} />
        )}
        {proposal.data && (
          <DecideForm subject={subject} proposal={ripe(proposal.data, can.decide.allowed)} />
        )}
      </div>
    </Panel>
  )
}

/** Before the seller has been heard the facts are not complete: nothing is suggested yet. */
function ripe(proposal: Proposal, isRipe: boolean): Proposal {
  return isRipe ? proposal : { ...proposal, suggestion: { finding: null, because: [] } }
}

function DecideForm({ subject, proposal }: CaseProps & { proposal: Proposal }) {
  const say = useWords(decideWords)
  const [finding, choose] = useState<Finding | undefined>(proposal.suggestion.finding ?? undefined)
  const reasons = useDraft(`rationale.${subject.id}`)
  const [isAsked, ask] = useState(false)
  const [isTried, tryOut] = useState(false)
  const proposed = proposal.findings.find((each) => each.finding === finding)
  const isShort = reasons.text.trim().length < LEAST
  const next = () => {
    tryOut(true)
    if (proposed && !isShort) ask(true)
  }
  return (
    <div className="stack">
      <FindingChoice
        proposal={proposal}
        isOpen={subject.can.decide.allowed}
        chosen={finding}
        choose={choose}
      />
      {isTried && !proposed && <p className="near">{say('findingMissing')}</p>}
      {proposed && <Consequence proposed={proposed} />}
      {subject.can.decide.allowed && (
        <>
          <Reasons text={reasons.text} write={reasons.write} isShort={isTried && isShort} />
          <div>
            <Button type="primary" onClick={next}>
              {say('next')}
            </Button>
          </div>
        </>
      )}
      {isAsked && proposed && (
        <ConfirmDecision
          subject={subject}
          proposed={proposed}
          rationale={reasons.text.trim()}
          close={() => ask(false)}
          done={reasons.clear}
        />
      )}
    </div>
  )
}

interface ReasonsProps {
  readonly text: string
  readonly write: (text: string) => void
  readonly isShort: boolean
}

function Reasons({ text, write, isShort }: ReasonsProps) {
  const say = useWords(decideWords)
  const id = useId()
  return (
    <div className="stack tight">
      <label className="strong" htmlFor={id}>
        {say('rationale')}
      </label>
      <span id={`${id}-help`} className={isShort ? 'near small' : 'quiet small'}>
        {isShort ? say('rationaleShort', { least: LEAST }) : say('rationaleHelp')}
      </span>
      <Input.TextArea
        id={id}
        aria-describedby={`${id}-help`}
        aria-invalid={isShort}
        status={isShort ? 'error' : ''}
        autoSize={{ minRows: 4, maxRows: 14 }}
        maxLength={MOST}
        showCount
        placeholder={say('rationalePrompt')}
        value={text}
        onChange={({ target }) => write(target.value)}
      />
    </div>
  )
}
