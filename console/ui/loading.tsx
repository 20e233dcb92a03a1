// What stands where an answer is still awaited: the outline of the page, told to screen readers.
import { Skeleton } from 'antd'
import { frameWords } from '../words/frame-words.ts'
import { useWords } from './language.tsx'

export function Loading({ lines = 6 }: { lines?: number }) {
  const say = useWords(frameWords)
  return (
    <output aria-live="polite" style={{ display: 'block' }}>
      <span className="hidden-but-read">{say('loading')}</span>
      <Skeleton active title={{ width: '32%' }} paragraph={{ rows: lines }} />
    </output>
  )
}
