// Why an order is suspect, as a picture: each signal moves the sum of decibans left or right.

import { waterfallWords } from '../words/waterfall-words.ts'
import { useFormats } from './format.ts'
import { useWords } from './language.tsx'
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

const WIDTH = 600
const ROW = 30
const LABEL = 168
/** Room for the figure behind the longest bar. */
const FIGURE = 58
const SPAN = WIDTH - LABEL - FIGURE

interface Bar {
  readonly key: string
  readonly label: string
  readonly from: number
  readonly to: number
  readonly colour: string
}

function barsOf({ prior, steps, total }: WaterfallProps, names: readonly [string, string]): Bar[] {
  let sum = prior
  const [first, last] = names
  const bars: Bar[] = [{ key: 'prior', label: first, from: 0, to: prior, colour: COLOURS.prior }]
  for (const { label, decibans } of steps) {
    const colour = decibans >= 0 ? COLOURS.against : COLOURS.for
    bars.push({ key: label, label, from: sum, to: sum + decibans, colour })
    sum += decibans
  }
  bars.push({ key: 'total', label: last, from: 0, to: total, colour: COLOURS.ink })
  return bars
}

/** A waterfall of decibans. The table of the same figures beside it serves those who cannot see it. */
export function Waterfall(props: WaterfallProps) {
  const say = useWords(waterfallWords)
  const format = useFormats()
  const bars = barsOf(props, [say('prior'), say('total')])
  const ends = bars.flatMap((bar) => [bar.from, bar.to])
  const low = Math.min(0, ...ends)
  const high = Math.max(0, ...ends)
  const scale = SPAN / Math.max(1, high - low)
  const x = (decibans: number) => LABEL + (decibans - low) * scale
  const height = bars.length * ROW + 4
  return (
    <svg role="img" viewBox={`0 0 ${WIDTH} ${height}`}>
      <title>{say('picture', { total: format.decibans(props.total) })}</title>
      <line x1={x(0)} x2={x(0)} y1={0} y2={height} stroke={COLOURS.line} strokeWidth={1.5} />
      {bars.map((bar, index) => (
        <g key={bar.key}>
          <BarRow bar={bar} y={index * ROW + 6} x={x} />
          {index < bars.length - 2 && (
            <line
              x1={x(bar.to)}
              x2={x(bar.to)}
              y1={index * ROW + ROW - 6}
              y2={index * ROW + ROW + 6}
              stroke={COLOURS.prior}
              strokeDasharray="2 2"
            />
          )}
        </g>
      ))}
    </svg>
  )
}

interface BarRowProps {
  readonly bar: Bar
  readonly y: number
  readonly x: (decibans: number) => number
}

function BarRow({ bar, y, x }: BarRowProps) {
  const format = useFormats()
  const left = Math.min(x(bar.from), x(bar.to))
  const width = Math.max(2, Math.abs(x(bar.to) - x(bar.from)))
  return (
    <>
      <text x={LABEL - 12} y={y + 14} textAnchor="end" fontSize={13} fill={COLOURS.ink}>
        {bar.label}
      </text>
      <rect x={left} y={y} width={width} height={ROW - 12} rx={2} fill={bar.colour} />
      <text x={left + width + 6} y={y + 14} fontSize={12.5} fill={COLOURS.quiet}>
        {format.decibans(bar.to - bar.from)}
      </text>
    </>
  )
}
