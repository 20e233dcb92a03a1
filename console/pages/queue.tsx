// The queue: what needs somebody first.
import { Button } from 'antd'
import { useCases } from '../data/cases.ts'
import { QueueBar } from '../queue/queue-bar.tsx'
import { filterOf, type QueueView, useQueueView } from '../queue/queue-filter.ts'
import { QueueCards, QueueTable } from '../queue/queue-table.tsx'
import { useWords } from '../ui/language.tsx'
import { Loading } from '../ui/loading.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { RefusalNote } from '../ui/refusal-note.tsx'
import { useIsPhone } from '../ui/screen.ts'
import { queueWords } from '../words/queue-words.ts'

export default function Queue() {
  const say = useWords(queueWords)
  const [view, change] = useQueueView()
  usePageTitle(say('title'))
  return (
    <div className="stack">
      <div>
        <h1>{say('title')}</h1>
        <p className="quiet">{say('lead')}</p>
      </div>
      <QueueBar view={view} change={change} />
      <QueueList view={view} />
    </div>
  )
}

function QueueList({ view }: { view: QueueView }) {
  const say = useWords(queueWords)
  const isPhone = useIsPhone()
  const cases = useCases('desk', filterOf(view))
  if (cases.isPending) return <Loading lines={8} />
  if (cases.isError) {
    return <RefusalNote failure={cases.error} retry={() => void cases.refetch()} />
  }
  const items = cases.data.pages.flatMap((page) => page.items)
  if (items.length === 0) return <Nothing view={view} />
  return (
    <>
      {isPhone ? <QueueCards items={items} /> : <QueueTable items={items} />}
      <div className="row spread">
        <span className="quiet small">{say('shown', { count: items.length })}</span>
        {cases.hasNextPage && (
          <Button loading={cases.isFetchingNextPage} onClick={() => void cases.fetchNextPage()}>
            {say('more')}
          </Button>
        )}
      </div>
    </>
  )
}

function Nothing({ view }: { view: QueueView }) {
  const say = useWords(queueWords)
  const isCalm = view.show === 'toDecide' && !view.isMine
  return (
    <div className="panel nothing">
      {say(view.q ? 'emptySearch' : isCalm ? 'emptyToDecide' : 'empty')}
    </div>
  )
}
