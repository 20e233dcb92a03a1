// The page of one shop: how it stands, its money, its entries for finance, its cases.
import { useParams } from 'react-router'
import { isRefused } from '../data/refusal.ts'
import { useMay } from '../data/session.ts'
import { useAccounts, useShopStanding } from '../data/shops.ts'
import { addressOf } from '../routes.tsx'
import { EntriesPanel } from '../shop/entries-panel.tsx'
import { MoneyPanel } from '../shop/money-panel.tsx'
import { ShopCases } from '../shop/shop-cases.tsx'
import { StandingPanel } from '../shop/standing-panel.tsx'
import { useWords } from '../ui/language.tsx'
import { Loading } from '../ui/loading.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { RefusalNote } from '../ui/refusal-note.tsx'
import { shopWords } from '../words/shop-words.ts'

export default function ShopPage() {
  const { id = '' } = useParams()
  const say = useWords(shopWords)
  const may = useMay()
  const standing = useShopStanding('desk', id)
  const title = say('title', { id })
  usePageTitle(title)
  if (standing.isPending) return <Loading lines={10} />
  if (!standing.data) {
    return isRefused(standing.error, 404) ? (
      <p className="nothing">{say('notKnown')}</p>
    ) : (
      <RefusalNote failure={standing.error} retry={() => void standing.refetch()} />
    )
  }
  return (
    <div className="stack wide-gap">
      <h1 className="breaks">{title}</h1>
      <div className="even-columns">
        <StandingPanel standing={standing.data} addressOfCase={addressOf.oneCase} />
        <Money shopId={id} />
      </div>
      {may('ledger.read') && <EntriesPanel shopId={id} />}
      <ShopCases shopId={id} />
    </div>
  )
}

function Money({ shopId }: { shopId: string }) {
  const accounts = useAccounts('desk', shopId)
  if (accounts.isPending) return <Loading lines={4} />
  if (!accounts.data) {
    return <RefusalNote failure={accounts.error} retry={() => void accounts.refetch()} />
  }
  return <MoneyPanel accounts={accounts.data} />
}
