// How a shop stands: points, what it may do, the sanctions in force, and the history.
import { Button } from 'antd'
import { useState } from 'react'
import type { ShopStanding, StandingEvent } from '../data/answers.ts'
import { Facts } from '../ui/facts.tsx'
import { useFormats } from '../ui/format.ts'
import { useTerms, useWords } from '../ui/language.tsx'
import { Panel } from '../ui/panel.tsx'
import { shopWords, standingEventWords } from '../words/shop-words.ts'
import { measureWords } from '../words/term-words.ts'
import { SanctionTable } from './sanction-table.tsx'

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
          <SanctionTable sanctions={activeSanctions} addressOfCase={addressOfCase} />
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

const FIRST = 6

function History({ history }: { history: readonly StandingEvent[] }) {
  const say = useWords(shopWords)
  const [isWhole, showWhole] = useState(false)
  const shown = isWhole ? history : history.slice(0, FIRST)
  return (
    <>
      <ol className="thread">
        {shown.map((entry) => (
          <HistoryEntry key={`${entry.effectId}-${entry.event}`} entry={entry} />
        ))}
      </ol>
      {shown.length < history.length && (
        <div>
          <Button size="small" onClick={() => showWhole(true)}>
            {say('wholeHistory', { count: history.length })}
          </Button>
        </div>
      )}
    </>
  )
}

function HistoryEntry({ entry }: { entry: StandingEvent }) {
  const name = useTerms(measureWords)
  const nameEvent = useTerms(standingEventWords)
  const format = useFormats()
  const { kind, event, at, amount } = entry
  return (
    <li>
      <span className="strong">{name(kind)}</span> {nameEvent(event)}{' '}
      {amount && <span className="figures">{format.money(amount)}</span>}
      <div className="quiet small">{format.moment(at)}</div>
    </li>
  )
}
