// Where a buyer reports an order, in a minute, on a phone.
import { Button, Checkbox, Form, Input, Radio, Select } from 'antd'
import { useNavigate, useSearchParams } from 'react-router'
import { type Reporting, useReportOrder } from '../data/cases.ts'
import { Refusal } from '../data/refusal.ts'
import { usePerson } from '../data/session.ts'
import { ADDRESSES, addressOf } from '../routes.tsx'
import { useWords } from '../ui/language.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { RefusalNote } from '../ui/refusal-note.tsx'
import { DownSign } from '../ui/signs.tsx'
import { partyReportWords, plainReasonWords } from '../words/party-form-words.ts'
import { outcomeWords } from '../words/term-words.ts'

const REASONS = [
  'empty_parcel',
  'wrong_item',
  'not_received',
  'damaged',
  'counterfeit',
  'other',
] as const
const OUTCOMES = ['refund', 'reship', 'compensate'] as const

type Entered = Omit<Reporting, 'buyerId' | 'declaredTruthful'>

export default function PartyReport() {
  const say = useWords(partyReportWords)
  const person = usePerson()
  const navigate = useNavigate()
  const [asked] = useSearchParams()
  const report = useReportOrder()
  usePageTitle(say('title'))
  const send = (entered: Entered) =>
    report.mutate(
      { ...entered, buyerId: person.id, declaredTruthful: true },
      { onSuccess: ({ id }) => void navigate(addressOf.partyCase(id), { replace: true }) },
    )
  return (
    <div className="stack">
      <div>
        <h1>{say('title')}</h1>
        <p className="quiet">{say('lead')}</p>
      </div>
      <Form<Entered>
        layout="vertical"
        requiredMark={false}
        noValidate
        scrollToFirstError
        validateTrigger="onSubmit"
        initialValues={{ orderId: asked.get('order') ?? '' }}
        onFinish={send}
      >
        <Fields />
        <div className="stack">
          {report.isError && <NotTaken failure={report.error} />}
          <Button type="primary" htmlType="submit" size="large" block loading={report.isPending}>
            {say('send')}
          </Button>
        </div>
      </Form>
    </div>
  )
}

function Fields() {
  const say = useWords(partyReportWords)
  const sayReason = useWords(plainReasonWords)
  const sayOutcome = useWords(outcomeWords)
  const required = (message: string) => [{ required: true, whitespace: true, message }]
  const outcomes = OUTCOMES.map((value) => ({ value, label: sayOutcome(value) }))
  return (
    <>
      <Form.Item name="orderId" label={say('orderId')} rules={required(say('orderMissing'))}>
        <Input size="large" autoComplete="off" maxLength={128} />
      </Form.Item>
      <Form.Item name="reason" label={say('reason')} rules={required(say('reasonMissing'))}>
        <Radio.Group className="choices">
          {REASONS.map((value) => (
            <Radio key={value} value={value}>
              {sayReason(value)}
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      <Form.Item
        name="description"
        label={say('description')}
        extra={say('descriptionHelp')}
        rules={required(say('descriptionMissing'))}
      >
        <Input.TextArea autoSize={{ minRows: 4, maxRows: 14 }} maxLength={5_000} />
      </Form.Item>
      <Form.Item name="desiredOutcome" label={say('outcome')}>
        <Select size="large" suffixIcon={<DownSign />} options={outcomes} />
      </Form.Item>
      <Form.Item
        name="isTrue"
        valuePropName="checked"
        extra={say('declareWhy')}
        rules={[
          {
            validator: (_rule, isTrue: unknown) =>
              isTrue === true
                ? Promise.resolve()
                : Promise.reject(new Error(say('declareMissing'))),
          },
        ]}
      >
        <Checkbox>{say('declare')}</Checkbox>
      </Form.Item>
    </>
  )
}

/** The two refusals that a buyer can do something about, in plain words; others as they are. */
function NotTaken({ failure }: { failure: unknown }) {
  const say = useWords(partyReportWords)
  const navigate = useNavigate()
  const code = failure instanceof Refusal ? failure.code : ''
  if (code === 'invalid_fields') return <p className="note bad">{say('orderUnknown')}</p>
  if (code !== 'already_exists') return <RefusalNote failure={failure} />
  return (
    <div className="note waits row spread">
      <span>{say('exists')}</span>
      <Button size="small" onClick={() => void navigate(ADDRESSES.party)}>
        →
      </Button>
    </div>
  )
}
