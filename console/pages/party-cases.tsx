// The cases of a buyer or seller.
import { Button } from 'antd'
import { Link } from 'react-router'
import type { ListedCase } from '../data/answers.ts'
import { useCases } from '../data/cases.ts'
import { usePerson } from '../data/session.ts'
import { PartyStateMark } from '../party/party-state.tsx'
import { ReporterStanding } from '../party/reporter-standing.tsx'
import { ADDRESSES, addressOf } from '../routes.tsx'
import { useFormats } from '../ui/format.ts'
import { useTerms, useWords } from '../ui/language.tsx'
import { Loading } from '../ui/loading.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { RefusalNote } from '../ui/refusal-note.tsx'
import { partyWords } from '../words/party-words.ts'
import { originWords } from '../words/state-words.ts'
import { findingWords, reasonWords } from '../words/term-words.ts'

export default function PartyCases() {
  const say = useWords(partyWords)
  const isBuyer = usePerson().kind === 'buyer'
  usePageTitle(say('casesTitle'))
  return (
    <div className="stack">
      <div>
        <h1>{say('casesTitle')}</h1>
        <p className="quiet">{say(isBuyer ? 'casesLeadBuyer' : 'casesLeadSeller')}</p>
      </div>
      {isBuyer && <ReporterStanding />}
      <CaseCards isBuyer={isBuyer} />
      {isBuyer && (
        <Link to={ADDRESSES.partyReport}>
          <Button type="primary" size="large" block tabIndex={-1}>
            {say('report')}
          </Button>
        </Link>
      )}
    </div>
  )
}

function CaseCards({ isBuyer }: { isBuyer: boolean }) {
  const say = useWords(partyWords)
  const cases = useCases('party', { sort: 'newest' })
  if (cases.isPending) return <Loading lines={5} />
  if (cases.isError) {
    return <RefusalNote failure={cases.error} retry={() => void cases.refetch()} />
  }
  const items = cases.data.pages.flatMap((page) => page.items)
  if (items.length === 0) {
    return <p className="panel nothing">{say(isBuyer ? 'noneBuyer' : 'noneSeller')}</p>
  }
  return (
    <>
      <ul className="card-list">
        {items.map((item) => (
          <CaseCard key={item.id} item={item} />
        ))}
      </ul>
      {cases.hasNextPage && (
        <Button loading={cases.isFetchingNextPage} onClick={() => void cases.fetchNextPage()}>
          {say('more')}
        </Button>
      )}
    </>
  )
}

function CaseCard({ item }: { item: ListedCase }) {
  const say = useWords(partyWords)
  const nameReason = useTerms(reasonWords)
  const nameOrigin = useTerms(originWords)
  const nameFinding = useTerms(findingWords)
  const format = useFormats()
  const { number, reason, origin, state, orderId, openedAt, answerDueAt, can, decision } = item
  return (
    <li className="lead-card">
      <div className="row spread">
        <Link className="covers strong" to={addressOf.partyCase(item.id)}>
          {reason === null ? nameOrigin(origin) : nameReason(reason)}
        </Link>
        <PartyStateMark state={state} />
      </div>
      <div className="quiet small breaks">
        {say('order', { id: orderId })} · {number} · {format.day(openedAt)}
      </div>
      {decision && <div>{say('outcome', { finding: nameFinding(decision.finding) })}</div>}
      {can.respond.allowed && (
        <div className="near small">{say('answerBy', { due: format.distance(answerDueAt) })}</div>
      )}
    </li>
  )
}
