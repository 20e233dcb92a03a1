// Why an order is suspect, as a picture: each signal moves the sum of decibans left or right.

import { waterfallWords } from '../words/waterfall-words.ts'
import { useLanguage, useWords } from './language.tsx'
import { COLOURS } from './theme.ts'

export interface WaterfallStep {
  readonly label: string
  readonly decibans: number
}

export interface WaterfallProps {
  /** The prior, before any signal. */
  readonly prior: number
  readonly steps: readonly WaterfallStep[]
  readonly total: number
}

const WIDTH = 560
const ROW = 30
const LABEL = 190
const SPAN = WIDTH - LABEL - 60

interface Bar {
  readonly label: string
  readonly from: number
  readonly to: number
  readonly colour: string
}

function barsOf({ prior, steps, total }: WaterfallProps, names: readonly [string, string]): Bar[] {
  let sum = prior
  const bars: Bar[] = [{ label: names[0], from: 0, to: prior, colour: COLOURS.prior }]
  for (const step of steps) {
    const colour = step.decibans >= 0 ? COLOURS.against : COLOURS.for
    bars.push({ label: step.label, from: sum, to: sum + step.decibans, colour })
    sum += step.decibans
  }
  bars.push({ label: names[1], from: 0, to: total, colour: COLOURS.ink })
  return bars
}

/** A waterfall of decibans. The table of the same figures beside it serves those who cannot see it. */
export function Waterfall(props: WaterfallProps) {
  const say = useWords(waterfallWords)
  const { language } = useLanguage()
  const bars = barsOf(props, [say('prior'), say('total')])
  const ends = bars.flatMap((bar) => [bar.from, bar.to])
  const low = Math.min(0, ...ends)
  const high = Math.max(0, ...ends)
  const scale = SPAN / Math.max(1, high - low)
  const x = (decibans: number) => LABEL + (decibans - low) * scale
  const figure = new Intl.NumberFormat(language, {
    maximumFractionDigits: 1,
    signDisplay: 'always',
  })
  return (
    <svg
      role="img"
      aria-label={say('picture', { total: figure.format(props.total) })}
      viewBox={`0 0 ${WIDTH} ${bars.length * ROW + 8}`}
      style={{ width: '100%', maxWidth: WIDTH, display: 'block' }}
    >
      <line
        x1={x(0)}
        x2={x(0)}
        y1={0}
        y2={bars.length * ROW}
        stroke={COLOURS.line}
        strokeWidth={1.5}
      />
      {bars.map((bar, index) => {
        const left = Math.min(x(bar.from), x(bar.to))
        const width = Math.max(2, Math.abs(x(bar.to) - x(bar.from)))
        const y = index * ROW + 6
        return (
          <g key={bar.label}>
            <text x={LABEL - 10} y={y + 14} textAnchor="end" fontSize={12.5} fill={COLOURS.ink}>
              {bar.label}
            </text>
            <rect x={left} y={y} width={width} height={ROW - 12} rx={2} fill={bar.colour} />
            <text x={left + width + 6} y={y + 14} fontSize={12} fill={COLOURS.quiet}>
              {figure.format(bar.to - bar.from)}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
