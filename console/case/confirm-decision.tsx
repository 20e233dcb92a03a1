// The last look before a decision: what is held, and what it costs whom.
import { Modal } from 'antd'
import type { ProposedFinding, WholeCase } from '../data/answers.ts'
import { lookAgain } from '../data/cases.ts'
import { useDecide } from '../data/decisions.ts'
import { useTerms, useWords } from '../ui/language.tsx'
import { MeasureList } from '../ui/measure-list.tsx'
import { RefusalNote } from '../ui/refusal-note.tsx'
import { decideWords } from '../words/decide-words.ts'
import { findingWords } from '../words/term-words.ts'

interface ConfirmDecisionProps {
  readonly subject: WholeCase
  readonly proposed: ProposedFinding
  readonly rationale: string
  readonly close: () => void
  readonly done: () => void
}

export function ConfirmDecision(props: ConfirmDecisionProps) {
  const { subject, proposed, rationale, close, done } = props
  const { finding, measures, fourEyes } = proposed
  const say = useWords(decideWords)
  const name = useTerms(findingWords)
  const decide = useDecide(subject.id)
  const finish = () => {
    done()
    close()
  }
  const act = () => decide.mutate({ finding, rationale }, { onSuccess: finish })
  const seeAnew = () => {
    close()
    void lookAgain('desk')
  }
  return (
    <Modal
      open
      title={say('confirmTitle', { number: subject.number })}
      okText={say(fourEyes ? 'propose' : 'confirm')}
      cancelText={say('back')}
      confirmLoading={decide.isPending}
      onOk={act}
      onCancel={close}
    >
      <div className="stack">
        <p>{say('confirmLead', { finding: name(finding) })}</p>
        {measures.length === 0 ? <p>{say('nothing')}</p> : <MeasureList measures={measures} />}
        {fourEyes && <p className="note waits">{say('confirmPropose')}</p>}
        <p className="said side">{rationale}</p>
        {decide.isError && <RefusalNote failure={decide.error} retry={seeAnew} />}
      </div>
    </Modal>
  )
}
