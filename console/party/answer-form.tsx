// The seller's answer: admit or contest, and what happened.
import { Button, Input, Radio } from 'antd'
import { useId, useState } from 'react'
import type { WholeCase } from '../data/answers.ts'
import { type Answering, lookAgain, useAnswerCase } from '../data/cases.ts'
import { useDraft } from '../ui/draft.ts'
import { useWords } from '../ui/language.tsx'
import { Panel } from '../ui/panel.tsx'
import { RefusalNote } from '../ui/refusal-note.tsx'
import { partyCaseWords } from '../words/party-words.ts'

const STANCES = ['accept', 'contest'] as const
const MOST = 10_000

export function AnswerForm({ subject }: { subject: WholeCase }) {
  const say = useWords(partyCaseWords)
  const [stance, choose] = useState<Answering['stance']>()
  const words = useDraft(`answer.${subject.id}`)
  const [isTried, tryOut] = useState(false)
  const answer = useAnswerCase(subject.id)
  const explanation = words.text.trim()
  const submit = () => {
    tryOut(true)
    if (stance && explanation) answer.mutate({ stance, explanation }, { onSuccess: words.clear })
  }
  return (
    <Panel title={say('answerTitle')}>
      <div className="stack">
        <StanceChoice stance={stance} choose={choose} />
        {isTried && !stance && <p className="near small">{say('stanceMissing')}</p>}
        <Explanation
          text={words.text}
          write={words.write}
          isMissing={isTried && explanation === ''}
        />
        {answer.isError && (
          <RefusalNote failure={answer.error} retry={() => void lookAgain('party')} />
        )}
        <Button type="primary" size="large" block loading={answer.isPending} onClick={submit}>
          {say('send')}
        </Button>
      </div>
    </Panel>
  )
}

interface StanceChoiceProps {
  readonly stance: Answering['stance'] | undefined
  readonly choose: (stance: Answering['stance']) => void
}

function StanceChoice({ stance, choose }: StanceChoiceProps) {
  const say = useWords(partyCaseWords)
  return (
    <Radio.Group
      className="choices"
      aria-label={say('answerTitle')}
      value={stance}
      onChange={({ target }) => choose(target.value === 'accept' ? 'accept' : 'contest')}
    >
      {STANCES.map((each) => (
        <Radio key={each} value={each}>
          <span className="strong">{say(each)}</span>
          <br />
          <span className="quiet small">{say(`${each}Meaning`)}</span>
        </Radio>
      ))}
    </Radio.Group>
  )
}

interface ExplanationProps {
  readonly text: string
  readonly write: (text: string) => void
  readonly isMissing: boolean
}

function Explanation({ text, write, isMissing }: ExplanationProps) {
  const say = useWords(partyCaseWords)
  const id = useId()
  return (
    <div className="stack tight">
      <label className="strong" htmlFor={id}>
        {say('explanation')}
      </label>
      <Input.TextArea
        id={id}
        aria-describedby={`${id}-help`}
        aria-invalid={isMissing}
        status={isMissing ? 'error' : ''}
        autoSize={{ minRows: 4, maxRows: 14 }}
        maxLength={MOST}
        value={text}
        onChange={({ target }) => write(target.value)}
      />
      <span id={`${id}-help`} className={isMissing ? 'near small' : 'quiet small'}>
        {say(isMissing ? 'explanationMissing' : 'explanationHelp')}
      </span>
    </div>
  )
}
