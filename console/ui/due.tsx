// A moment that something must be done by: how far off, the exact time on asking, red when near.
import { useFormats } from './format.ts'

const NEAR = 6 * 3_600_000

interface DueProps {
  readonly at: string
  /** Whether it still counts; what is over and done is not red. */
  readonly isOpen: boolean
  /** The sentence around the distance. */
  readonly text: (distance: string) => string
}

export function Due({ at, isOpen, text }: DueProps) {
  const format = useFormats()
  const isNear = isOpen && Date.parse(at) - Date.now() < NEAR
  return (
    <time
      dateTime={at}
      title={format.moment(at)}
      className={isNear ? 'near nowrap' : 'quiet nowrap'}
    >
      {text(format.distance(at))}
    </time>
  )
}
