// How suspect something is, as a small bar and in words; the figure alone would say too much.
import { bandWords } from '../words/state-words.ts'
import { useFormats } from './format.ts'
import { useTerms } from './language.tsx'

interface SuspicionProps {
  readonly probability: number
  readonly band: string
}

export function Suspicion({ probability, band }: SuspicionProps) {
  const name = useTerms(bandWords)
  const format = useFormats()
  return (
    <span className="row nowrap" style={{ gap: 8, flexWrap: 'nowrap' }}>
      <span className={`meter ${band.replace('_', '-')}`} aria-hidden="true">
        <span style={{ width: `${Math.round(probability * 100)}%` }} />
      </span>
      <span>
        <span className="figures">{format.share(probability)}</span>{' '}
        <span className="quiet">{name(band)}</span>
      </span>
    </span>
  )
}
