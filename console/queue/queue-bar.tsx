// The bar above the queue: which part of it, in which order, and the search.
import { Button, Checkbox, Input, Segmented, Select } from 'antd'
import { useState } from 'react'
import { useWords } from '../ui/language.tsx'
import { useIsPhone } from '../ui/screen.ts'
import { DownSign, SearchSign } from '../ui/signs.tsx'
import { queueWords } from '../words/queue-words.ts'
import { type QueueSort, type QueueView, SHOWS, type Show, SORTS } from './queue-filter.ts'

interface QueueBarProps {
  readonly view: QueueView
  readonly change: (change: Partial<QueueView>) => void
}

export function QueueBar({ view, change }: QueueBarProps) {
  return (
    <div className="queue-bar">
      <ShowChoice view={view} change={change} />
      <SearchField key={view.q} view={view} change={change} />
      <SortChoice view={view} change={change} />
    </div>
  )
}

function ShowChoice({ view, change }: QueueBarProps) {
  const say = useWords(queueWords)
  const isPhone = useIsPhone()
  const options = (Object.keys(SHOWS) as Show[]).map((value) => ({ value, label: say(value) }))
  const shared = { options, value: view.show, 'aria-label': say('show') }
  // Five words do not fit beside one another on a phone.
  if (isPhone) {
    const choose = (show: Show) => change({ show })
    return <Select<Show> {...shared} suffixIcon={<DownSign />} onChange={choose} />
  }
  return <Segmented<Show> {...shared} onChange={(show) => change({ show })} />
}

function SearchField({ view, change }: QueueBarProps) {
  const say = useWords(queueWords)
  const [text, setText] = useState(view.q)
  // A search goes through all cases; without words the queue is as it was.
  const search = () => {
    const q = text.trim()
    change(q ? { q, show: 'all' } : { q: '' })
  }
  return (
    <search className="grows search">
      <Input
        type="search"
        value={text}
        placeholder={say('search')}
        aria-label={say('searchLabel')}
        onChange={({ target }) => setText(target.value)}
        onPressEnter={search}
      />
      <Button aria-label={say('searchLabel')} icon={<SearchSign />} onClick={search} />
    </search>
  )
}

function SortChoice({ view, change }: QueueBarProps) {
  const say = useWords(queueWords)
  const options = SORTS.map((value) => ({ value, label: say(value) }))
  return (
    <div className="row">
      <Select<QueueSort>
        className="sort"
        suffixIcon={<DownSign />}
        options={options}
        value={view.sort}
        aria-label={say('sort')}
        onChange={(sort) => change({ sort })}
      />
      <Checkbox checked={view.isMine} onChange={({ target }) => change({ isMine: target.checked })}>
        {say('mine')}
      </Checkbox>
    </div>
  )
}
