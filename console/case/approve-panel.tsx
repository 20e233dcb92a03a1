// Where a second person agrees to a severe decision, or sends it back.
import { Button, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import type { WholeCase } from '../data/answers.ts'
import { lookAgain } from '../data/cases.ts'
import { useApprove } from '../data/decisions.ts'
import { ActButton } from '../ui/act-button.tsx'
import { useWords } from '../ui/language.tsx'
import { Panel } from '../ui/panel.tsx'
import { RefusalNote } from '../ui/refusal-note.tsx'
import { approveWords } from '../words/decide-words.ts'

export function ApprovePanel({ subject }: { subject: WholeCase }) {
  const say = useWords(approveWords)
  const [step, go] = useState<'look' | 'agree' | 'send_back'>('look')
  const approve = useApprove(subject.id)
  const { can } = subject
  return (
    <Panel title={say('title')}>
      <div className="stack">
        <p>{say('lead')}</p>
        {approve.isError && (
          <RefusalNote failure={approve.error} retry={() => void lookAgain('desk')} />
        )}
        {step === 'send_back' ? (
          <SendBack
            isBusy={approve.isPending}
            send={(reason) => approve.mutate({ approve: false, reason })}
            cancel={() => go('look')}
          />
        ) : (
          <div className="row">
            <ActButton can={can.approve} type="primary" onClick={() => go('agree')}>
              {say('agree')}
            </ActButton>
            {can.approve.allowed && (
              <Button onClick={() => go('send_back')}>{say('sendBack')}</Button>
            )}
          </div>
        )}
        <Modal
          open={step === 'agree'}
          title={say('confirmTitle')}
          okText={say('agree')}
          cancelText={say('cancel')}
          confirmLoading={approve.isPending}
          onOk={() => approve.mutate({ approve: true }, { onSettled: () => go('look') })}
          onCancel={() => go('look')}
        >
          <p>{say('confirmLead')}</p>
        </Modal>
      </div>
    </Panel>
  )
}

interface SendBackProps {
  readonly isBusy: boolean
  readonly send: (reason: string) => void
  readonly cancel: () => void
}

function SendBack({ isBusy, send, cancel }: SendBackProps) {
  const say = useWords(approveWords)
  const [reason, write] = useState('')
  const [isTried, tryOut] = useState(false)
  const id = useId()
  const isMissing = reason.trim() === ''
  const submit = () => {
    tryOut(true)
    if (!isMissing) send(reason.trim())
  }
  return (
    <div className="stack tight">
      <label className="strong" htmlFor={id}>
        {say('reason')}
      </label>
      <Input.TextArea
        id={id}
        autoFocus
        autoSize={{ minRows: 3, maxRows: 10 }}
        maxLength={10_000}
        status={isTried && isMissing ? 'error' : ''}
        value={reason}
        onChange={({ target }) => write(target.value)}
      />
      {isTried && isMissing && <span className="near small">{say('reasonMissing')}</span>}
      <div className="row">
        <Button type="primary" loading={isBusy} onClick={submit}>
          {say('sendBack')}
        </Button>
        <Button onClick={cancel}>{say('cancel')}</Button>
      </div>
    </div>
  )
}
