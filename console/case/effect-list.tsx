// What has been carried out of a decision, and whether the marketplace has confirmed it.
import type { Effect, WholeCase } from '../data/answers.ts'
import { useEffects } from '../data/decisions.ts'
import { useMay } from '../data/session.ts'
import { useFormats } from '../ui/format.ts'
import { useTerms, useWords } from '../ui/language.tsx'
import { Loading } from '../ui/loading.tsx'
import { RefusalNote } from '../ui/refusal-note.tsx'
import { decisionWords } from '../words/decide-words.ts'
import { measureWords } from '../words/term-words.ts'

interface EffectListProps {
  readonly subject: WholeCase
  /** How many effects the decision orders. */
  readonly ordered: number
}

export function EffectList(props: EffectListProps) {
  const may = useMay()
  return may('effect.read') ? <Effects {...props} /> : null
}

function Effects({ subject, ordered }: EffectListProps) {
  const say = useWords(decisionWords)
  const { id: caseId, shopId, buyerId } = subject
  const effects = useEffects({ caseId, shopId, buyerId, ordered })
  return (
    <section className="stack tight">
      <h3>{say('effects')}</h3>
      {effects.isPending && <Loading lines={3} />}
      {effects.isError && <RefusalNote failure={effects.error} />}
      {effects.data?.length === 0 && <p className="quiet">{say('noEffects')}</p>}
      {effects.data && effects.data.length > 0 && <EffectTable effects={effects.data} />}
    </section>
  )
}

function EffectTable({ effects }: { effects: readonly Effect[] }) {
  const say = useWords(decisionWords)
  const name = useTerms(measureWords)
  const format = useFormats()
  return (
    <div className="inset">
      <table className="ledger">
        <thead>
          <tr>
            <th scope="col">{say('effect')}</th>
            <th scope="col">{say('state')}</th>
          </tr>
        </thead>
        <tbody>
          {effects.map((effect) => (
            <tr key={effect.id}>
              <td>
                {name(effect.kind)}{' '}
                {effect.amount && <span className="figures">{format.money(effect.amount)}</span>}
              </td>
              <td>
                <Progress effect={effect} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Progress({ effect }: { effect: Effect }) {
  const say = useWords(decisionWords)
  const { state, confirmedAt, overdue } = effect
  const told = confirmedAt !== null ? 'confirmed' : overdue ? 'overdue' : 'waiting'
  const looks = { confirmed: 'good', overdue: 'bad', waiting: 'waits' } as const
  return (
    <span className="row">
      {state !== 'applied' && <span className="mark">{say(state)}</span>}
      <span className={`mark ${looks[told]}`}>{say(told)}</span>
    </span>
  )
}
