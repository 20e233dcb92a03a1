// Why an order is suspect, as a picture: each signal moves the sum of decibans left or right.

import { waterfallWords } from '../words/waterfall-words.ts'
import { useFormats } from './format.ts'
import { useWords } from './language.tsx'
import { useIsPhone } from './screen.ts'
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

const ROW = 30
/** Room for the figure behind the longest bar. */
const FIGURE = 52

/** Drawn at its real size, so that its letters are as large as those around it. */
const WIDE = { width: 600, label: 168 }
const NARROW = { width: 330, label: 124 }

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

/** A waterfall of decibans. The table of the same figures beside it serves who cannot see it. */
export function Waterfall(props: WaterfallProps) {
  const say = useWords(waterfallWords)
  const format = useFormats()
  const { width, label } = useIsPhone() ? NARROW : WIDE
  const bars = barsOf(props, [say('prior'), say('total')])
  const ends = bars.flatMap((bar) => [bar.from, bar.to])
  const low = Math.min(0, ...ends)
  const high = Math.max(0, ...ends)
  const scale = (width - label - FIGURE) / Math.max(1, high - low)
  const x = (decibans: number) => label + (decibans - low) * scale
  const height = bars.length * ROW + 4
  return (
    <svg role="img" viewBox={`0 0 ${width} ${height}`}>
      <title>{say('picture', { total: format.decibans(props.total) })}</title>
      <line x1={x(0)} x2={x(0)} y1={0} y2={height} stroke={COLOURS.line} strokeWidth={1.5} />
      {bars.map((bar, index) => (
        <g key={bar.key}>
          <BarRow bar={bar} y={index * ROW + 6} label={label} x={x} />
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
  readonly label: number
  readonly x: (decibans: number) => number
}

function BarRow({ bar, y, label, x }: BarRowProps) {
  const format = useFormats()
  const left = Math.min(x(bar.from), x(bar.to))
  const width = Math.max(2, Math.abs(x(bar.to) - x(bar.from)))
  return (
    <>
      <text x={label - 10} y={y + 14} textAnchor="end" fontSize={13} fill={COLOURS.ink}>
        {bar.label}
      </text>
      <rect x={left} y={y} width={width} height={ROW - 12} rx={2} fill={bar.colour} />
      <text
        x={left + width + 6}
        y={y + 14}
        fontSize={12.5}
        fill={COLOURS.quiet}
        stroke={COLOURS.card}
        strokeWidth={3}
        paintOrder="stroke"
      >
        {format.decibans(bar.to - bar.from)}
      </text>
    </>
  )
}
