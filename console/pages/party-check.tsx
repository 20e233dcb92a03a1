// Where a seller weighs a parcel before it ships, so that a slip is found at the door.
import { Button, Form, Input, InputNumber } from 'antd'
import type { ParcelCheck } from '../data/answers.ts'
import { useCheckParcel, type Weighing } from '../data/orders.ts'
import { isRefused } from '../data/refusal.ts'
import { Facts } from '../ui/facts.tsx'
import { useFormats } from '../ui/format.ts'
import { useLanguage, useWords } from '../ui/language.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { RefusalNote } from '../ui/refusal-note.tsx'
import { WeightPicture } from '../ui/weight-picture.tsx'
import { partyCheckWords } from '../words/party-form-words.ts'

const HEAVIEST = 1_000_000

export default function PartyCheck() {
  const say = useWords(partyCheckWords)
  const { language } = useLanguage()
  const check = useCheckParcel()
  usePageTitle(say('title'))
  return (
    <div className="stack">
      <div>
        <h1>{say('title')}</h1>
        <p className="quiet">{say('lead')}</p>
      </div>
      <Form<Weighing>
        layout="vertical"
        requiredMark={false}
        noValidate
        validateTrigger="onSubmit"
        onFinish={(weighing) => check.mutate(weighing)}
      >
        <Form.Item
          name="orderId"
          label={say('orderId')}
          rules={[{ required: true, whitespace: true, message: say('orderMissing') }]}
        >
          <Input size="large" autoComplete="off" maxLength={128} />
        </Form.Item>
        <Form.Item
          name="measuredGrams"
          label={say('grams')}
          rules={[{ required: true, message: say('gramsMissing') }]}
        >
          <InputNumber
            className="full"
            size="large"
            min={1}
            max={HEAVIEST}
            precision={0}
            controls={false}
            inputMode="numeric"
            suffix={say('gramsUnit')}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" block loading={check.isPending}>
          {say('check')}
        </Button>
      </Form>
      {check.isError &&
        (isRefused(check.error, 404) ? (
          <p className="note bad">{say('notYours')}</p>
        ) : (
          <RefusalNote failure={check.error} />
        ))}
      {check.data && (
        <Checked key={language} found={check.data} grams={check.variables.measuredGrams} />
      )}
    </div>
  )
}

interface CheckedProps {
  readonly found: ParcelCheck
  readonly grams: number
}

function Checked({ found, grams }: CheckedProps) {
  const say = useWords(partyCheckWords)
  const format = useFormats()
  const { ok, expectedGrams, tolerance, advice } = found
  if (expectedGrams === null || tolerance === null) {
    return (
      <div className="note" role="status">
        <p className="strong">{say('unknown')}</p>
        <p>{advice}</p>
      </div>
    )
  }
  return (
    <section className="stack" role="status">
      <div className={ok ? 'note good' : 'note bad'}>
        <p className="strong">{say(ok ? 'fits' : 'odd')}</p>
        <p>{advice}</p>
      </div>
      <Facts
        className="money-figures"
        facts={[
          { name: say('measured'), value: format.grams(grams) },
          { name: say('expected'), value: format.grams(expectedGrams) },
          { name: say('tolerance'), value: format.grams(tolerance) },
        ]}
      />
      <div className="picture">
        <WeightPicture
          measuredGrams={grams}
          expectedGrams={expectedGrams}
          full={[Math.max(0, expectedGrams - tolerance), expectedGrams + tolerance]}
        />
      </div>
    </section>
  )
}
