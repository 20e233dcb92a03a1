// How a seller's shop stands, and its money.
import { usePerson } from '../data/session.ts'
import { useAccounts, useShopStanding } from '../data/shops.ts'
import { addressOf } from '../routes.tsx'
import { MoneyPanel } from '../shop/money-panel.tsx'
import { StandingPanel } from '../shop/standing-panel.tsx'
import { useWords } from '../ui/language.tsx'
import { Loading } from '../ui/loading.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { RefusalNote } from '../ui/refusal-note.tsx'
import { partyShopWords } from '../words/party-words.ts'

export default function PartyShop() {
  const say = useWords(partyShopWords)
  const { id } = usePerson()
  const standing = useShopStanding('party', id)
  const accounts = useAccounts('party', id)
  usePageTitle(say('title'))
  return (
    <div className="stack">
      <div>
        <h1>{say('title')}</h1>
        <p className="quiet">{say('lead')}</p>
      </div>
      {standing.isPending && <Loading lines={5} />}
      {standing.isError && (
        <RefusalNote failure={standing.error} retry={() => void standing.refetch()} />
      )}
      {standing.data && (
        <StandingPanel standing={standing.data} addressOfCase={addressOf.partyCase} />
      )}
      {accounts.isError && (
        <RefusalNote failure={accounts.error} retry={() => void accounts.refetch()} />
      )}
      {accounts.data && <MoneyPanel accounts={accounts.data} />}
    </div>
  )
}
