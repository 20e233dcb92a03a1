// Why an order is suspect: the waterfall of its signals, the same figures as a table, the scale.
import type { Assessment } from '../data/answers.ts'
import { useAssessment } from '../data/orders.ts'
import { isRefused } from '../data/refusal.ts'
import { useFormats } from '../ui/format.ts'
import { useLanguage, useTerms, useWords } from '../ui/language.tsx'
import { Loading } from '../ui/loading.tsx'
import { Panel } from '../ui/panel.tsx'
import { RefusalNote } from '../ui/refusal-note.tsx'
import { Suspicion } from '../ui/suspicion.tsx'
import { Waterfall } from '../ui/waterfall.tsx'
import { suspicionWords } from '../words/suspicion-words.ts'
import { signalWords } from '../words/term-words.ts'
import { ScalePicture } from './scale-picture.tsx'

export function WhySuspect({ orderId }: { orderId: string }) {
  const say = useWords(suspicionWords)
  const { language } = useLanguage()
  const assessment = useAssessment(orderId, language)
  return (
    <Panel title={say('title')}>
      {assessment.isPending && <Loading lines={4} />}
      {assessment.isError &&
        (isRefused(assessment.error, 404) ? (
          <p className="quiet">{say('notWeighed')}</p>
        ) : (
          <RefusalNote failure={assessment.error} retry={() => void assessment.refetch()} />
        ))}
      {assessment.data && <Weighed assessment={assessment.data} />}
    </Panel>
  )
}

/** What was believed before any signal: what is left of the sum without them. */
function priorOf({ decibans, signals }: Assessment): number {
  return signals.reduce((rest, signal) => rest - signal.decibans, decibans)
}

function Weighed({ assessment }: { assessment: Assessment }) {
  const say = useWords(suspicionWords)
  const nameSignal = useTerms(signalWords)
  const { probability, band, decibans, signals } = assessment
  const steps = signals.map(({ kind, decibans: weight }) => ({
    label: nameSignal(kind),
    decibans: weight,
  }))
  return (
    <div className="stack">
      <div>
        <div className="row">
          <span>{say('chance')}</span>
          <Suspicion probability={probability} band={band} />
        </div>
        <p className="quiet small">{say('lead')}</p>
      </div>
      {signals.length === 0 && <p>{say('nothing')}</p>}
      <div className="picture">
        <Waterfall prior={priorOf(assessment)} steps={steps} total={decibans} />
      </div>
      <SignalTable assessment={assessment} />
      <ScalePicture signals={signals} />
    </div>
  )
}

function SignalTable({ assessment }: { assessment: Assessment }) {
  const say = useWords(suspicionWords)
  const nameSignal = useTerms(signalWords)
  const format = useFormats()
  const { signals, decibans, modelVersion, assessedAt } = assessment
  const total = say('totalWhy', { version: modelVersion, at: format.moment(assessedAt) })
  return (
    <div className="inset">
      <table className="ledger stacks">
        <thead>
          <tr>
            <th scope="col">{say('signal')}</th>
            <th scope="col" className="to-right">
              {say('weight')}
            </th>
            <th scope="col">{say('why')}</th>
          </tr>
        </thead>
        <tbody>
          <Row name={say('prior')} decibans={priorOf(assessment)} why={say('priorWhy')} />
          {signals.map(({ kind, decibans: weight, explanation }) => (
            <Row key={kind} name={nameSignal(kind)} decibans={weight} why={explanation} />
          ))}
          <Row name={say('total')} decibans={decibans} why={total} />
        </tbody>
      </table>
    </div>
  )
}

interface RowProps {
  readonly name: string
  readonly decibans: number
  readonly why: string
}

function Row({ name, decibans, why }: RowProps) {
  const say = useWords(suspicionWords)
  const format = useFormats()
  return (
    <tr>
      <td className="names">{name}</td>
      <td className="to-right" data-name={say('weight')}>
        {format.decibans(decibans)}
      </td>
      <td>{why}</td>
    </tr>
  )
}
