// How a shop stands: points, what it may do, the sanctions in force, and the history.
import { Link } from 'react-router'
import type { Sanction, ShopStanding, StandingEvent } from '../data/answers.ts'
import { Facts } from '../ui/facts.tsx'
import { useFormats } from '../ui/format.ts'
import { useTerms, useWords } from '../ui/language.tsx'
import { Panel } from '../ui/panel.tsx'
import { shopWords, standingEventWords } from '../words/shop-words.ts'
import { measureWords } from '../words/term-words.ts'

interface StandingProps {
  readonly standing: ShopStanding
  /** The address of a case for this reader. */
  readonly addressOfCase: (id: string) => string
}

export function StandingPanel({ standing, addressOfCase }: StandingProps) {
  const say = useWords(shopWords)
  const format = useFormats()
  const { points, canList, canWithdraw, activeSanctions, history } = standing
  return (
    <Panel title={say('standing')}>
      <div className="stack">
        <Facts
          className="money-figures"
          facts={[
            { name: say('points'), value: format.number(points) },
            { name: say('mayList'), value: <May isAllowed={canList} /> },
            { name: say('mayWithdraw'), value: <May isAllowed={canWithdraw} /> },
          ]}
        />
        <section className="stack tight">
          <h3>{say('sanctions')}</h3>
          {activeSanctions.length === 0 ? (
            <p className="quiet">{say('noSanctions')}</p>
          ) : (
            <Sanctions sanctions={activeSanctions} addressOfCase={addressOfCase} />
          )}
        </section>
        <section className="stack tight">
          <h3>{say('history')}</h3>
          {history.length === 0 ? (
            <p className="quiet">{say('noHistory')}</p>
          ) : (
            <History history={history} />
          )}
        </section>
      </div>
    </Panel>
  )
}

function May({ isAllowed }: { isAllowed: boolean }) {
  const say = useWords(shopWords)
  return (
    <span className={isAllowed ? 'mark good' : 'mark bad'}>{say(isAllowed ? 'yes' : 'no')}</span>
  )
}

interface SanctionsProps {
  readonly sanctions: readonly Sanction[]
  readonly addressOfCase: (id: string) => string
}

function Sanctions({ sanctions, addressOfCase }: SanctionsProps) {
  const say = useWords(shopWords)
  const name = useTerms(measureWords)
  const format = useFormats()
  return (
    <div className="inset">
      <table className="ledger stacks">
        <thead>
          <tr>
            <th scope="col">{say('kind')}</th>
            <th scope="col">{say('from')}</th>
            <th scope="col">{say('until')}</th>
            <th scope="col" className="to-right">
              {say('amount')}
            </th>
            <th scope="col">{say('openCase')}</th>
          </tr>
        </thead>
        <tbody>
          {sanctions.map(({ effectId, kind, from, until, amount, caseId, clause }) => (
            <tr key={effectId}>
              <td className="strong">{name(kind)}</td>
              <td data-name={say('from')}>{format.day(from)}</td>
              <td data-name={say('until')}>{until ? format.day(until) : say('endless')}</td>
              <td className="to-right" data-name={amount ? say('amount') : undefined}>
                {amount ? format.money(amount) : ''}
              </td>
              <td>
                <Link to={addressOfCase(caseId)}>{clause}</Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const MOST_SHOWN = 12

function History({ history }: { history: readonly StandingEvent[] }) {
  const name = useTerms(measureWords)
  const nameEvent = useTerms(standingEventWords)
  const format = useFormats()
  return (
    <ol className="thread">
      {history.slice(0, MOST_SHOWN).map(({ effectId, event, at, kind, amount }) => (
        <li key={`${effectId}-${event}`}>
          <span>
            {name(kind)} {nameEvent(event)}
          </span>{' '}
          {amount && <span className="figures">{format.money(amount)}</span>}
          <div className="quiet small">{format.moment(at)}</div>
        </li>
      ))}
    </ol>
  )
}
