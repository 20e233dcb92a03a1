// The entries of a shop's books, each with why the money moved; for those who may read the ledger.
import { Button } from 'antd'
import { Link } from 'react-router'
import type { Entry } from '../data/answers.ts'
import { useEntries } from '../data/shops.ts'
import { addressOf } from '../routes.tsx'
import { useFormats } from '../ui/format.ts'
import { useTerms, useWords } from '../ui/language.tsx'
import { Loading } from '../ui/loading.tsx'
import { Panel } from '../ui/panel.tsx'
import { RefusalNote } from '../ui/refusal-note.tsx'
import { accountWords, entryReasonWords, shopWords } from '../words/shop-words.ts'

export function EntriesPanel({ shopId }: { shopId: string }) {
  const say = useWords(shopWords)
  const entries = useEntries(shopId)
  const items = entries.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Panel title={say('entries')} flush>
      {entries.isPending && <Loading lines={4} />}
      {entries.isError && (
        <RefusalNote failure={entries.error} retry={() => void entries.refetch()} />
      )}
      {entries.data && items.length === 0 && <p className="nothing">{say('noEntries')}</p>}
      {items.length > 0 && <EntryTable entries={items} />}
      {entries.hasNextPage && (
        <div className="panel-body">
          <Button loading={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>
            {say('more')}
          </Button>
        </div>
      )}
    </Panel>
  )
}

function EntryTable({ entries }: { entries: readonly Entry[] }) {
  const say = useWords(shopWords)
  return (
    <table className="ledger stacks">
      <thead>
        <tr>
          <th scope="col">{say('entryAt')}</th>
          <th scope="col">{say('account')}</th>
          <th scope="col">{say('why')}</th>
          <th scope="col" className="to-right">
            {say('amount')}
          </th>
          <th scope="col" className="to-right">
            {say('after')}
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <EntryRow key={entry.id} entry={entry} />
        ))}
      </tbody>
    </table>
  )
}

function EntryRow({ entry }: { entry: Entry }) {
  const say = useWords(shopWords)
  const nameAccount = useTerms(accountWords)
  const nameReason = useTerms(entryReasonWords)
  const format = useFormats()
  const { at, account, reason, source, caseId, amount, balanceAfter } = entry
  return (
    <tr>
      <td className="figures nowrap">{format.moment(at)}</td>
      <td>{nameAccount(account)}</td>
      <td>
        {nameReason(reason)}{' '}
        {caseId && <Link to={addressOf.oneCase(caseId)}>{say('openCase')}</Link>}
        {source && <span className="quiet small breaks">{source}</span>}
      </td>
      <td className="to-right" data-name={say('amount')}>
        {format.moneyMoved(amount)}
      </td>
      <td className="to-right quiet" data-name={say('after')}>
        {format.money(balanceAfter)}
      </td>
    </tr>
  )
}
