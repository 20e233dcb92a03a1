// The sanctions in force, one row a kind, with the newest of the cases behind them.
import { Link } from 'react-router'
import type { Sanction } from '../data/answers.ts'
import { useFormats } from '../ui/format.ts'
import { useTerms, useWords } from '../ui/language.tsx'
import { shopWords } from '../words/shop-words.ts'
import { measureWords } from '../words/term-words.ts'
import { gatherSanctions, type SanctionsOfKind } from './sanctions.ts'

interface SanctionTableProps {
  readonly sanctions: readonly Sanction[]
  readonly addressOfCase: (id: string) => string
}

export function SanctionTable({ sanctions, addressOfCase }: SanctionTableProps) {
  const say = useWords(shopWords)
  const gathered = gatherSanctions(sanctions)
  if (gathered.length === 0) return <p className="quiet">{say('noSanctions')}</p>
  return (
    <div className="inset">
      <table className="ledger stacks">
        <thead>
          <tr>
            <th scope="col">{say('kind')}</th>
            <th scope="col">{say('from')}</th>
            <th scope="col">{say('until')}</th>
            <th scope="col">{say('because')}</th>
          </tr>
        </thead>
        <tbody>
          {gathered.map((each) => (
            <Row key={each.kind} each={each} addressOfCase={addressOfCase} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface RowProps {
  readonly each: SanctionsOfKind
  readonly addressOfCase: (id: string) => string
}

/** What is over in a moment, and only its record stays. */
const AT_ONCE = new Set(['warning', 'refer_to_authorities', 'terminate'])

function Row({ each, addressOfCase }: RowProps) {
  const say = useWords(shopWords)
  const name = useTerms(measureWords)
  const format = useFormats()
  const { kind, from, until, amounts, caseIds } = each
  const end = until ? format.day(until) : AT_ONCE.has(kind) ? '–' : say('endless')
  return (
    <tr>
      <td>
        <span className="strong">{name(kind)}</span>{' '}
        <span className="figures">{amounts.map((amount) => format.money(amount)).join(' + ')}</span>
      </td>
      <td data-name={say('from')}>{format.day(from)}</td>
      <td data-name={say('until')}>{end}</td>
      <td data-name={say('because')}>
        <Link to={addressOfCase(caseIds[0] ?? '')}>
          {say('fromCases', { count: caseIds.length })}
        </Link>
      </td>
    </tr>
  )
}
