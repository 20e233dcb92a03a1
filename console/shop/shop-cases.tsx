// The cases of one shop.

import { Button } from 'antd'
import { useCases } from '../data/cases.ts'
import { QueueCards, QueueTable } from '../queue/queue-table.tsx'
import { useWords } from '../ui/language.tsx'
import { Loading } from '../ui/loading.tsx'
import { RefusalNote } from '../ui/refusal-note.tsx'
import { useIsPhone } from '../ui/screen.ts'
import { shopWords } from '../words/shop-words.ts'

export function ShopCases({ shopId }: { shopId: string }) {
  const say = useWords(shopWords)
  const isPhone = useIsPhone()
  const cases = useCases('desk', { shopId, sort: 'newest' })
  const items = cases.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section className="stack">
      <h2>{say('cases')}</h2>
      {cases.isPending && <Loading lines={4} />}
      {cases.isError && <RefusalNote failure={cases.error} retry={() => void cases.refetch()} />}
      {cases.data && items.length === 0 && <p className="quiet">{say('noCases')}</p>}
      {items.length > 0 && (isPhone ? <QueueCards items={items} /> : <QueueTable items={items} />)}
      {cases.hasNextPage && (
        <div>
          <Button loading={cases.isFetchingNextPage} onClick={() => void cases.fetchNextPage()}>
            {say('more')}
          </Button>
        </div>
      )}
    </section>
  )
}
