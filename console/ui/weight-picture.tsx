// The weights as a picture: where a full parcel lies, where an empty one, and what the scale said.

import { weightWords } from '../words/weight-words.ts'
import { useFormats } from './format.ts'
import { useWords } from './language.tsx'
import { COLOURS } from './theme.ts'

/** From and to, in grams. */
export type Range = readonly [number, number]

export interface WeightPictureProps {
  readonly measuredGrams: number
  readonly expectedGrams: number
  /** The range in which nine in ten full parcels of this order would lie. */
  readonly full: Range
  /** The same for empty ones, where it is known. */
  readonly empty?: Range | undefined
}

const WIDTH = 600
const LEFT = 18
const SPAN = WIDTH - 2 * LEFT
const BASE = 64
const TICKS = [0, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000]
/** As much room as the label of a tick takes. */
const TICK_ROOM = 44

/** Grams on a square-root scale, so that 60 g and 3 kg are both to be seen. */
function placeOf(grams: number, most: number): number {
  return LEFT + (Math.sqrt(Math.max(0, grams)) / Math.sqrt(most)) * SPAN
}

function ticksFor(most: number): number[] {
  const shown: number[] = []
  for (const tick of TICKS) {
    const last = shown.at(-1)
    const isClear = last === undefined || placeOf(tick, most) - placeOf(last, most) > TICK_ROOM
    if (tick <= most && isClear) shown.push(tick)
  }
  return shown
}

function anchorAt(x: number): 'start' | 'middle' | 'end' {
  return x > WIDTH * 0.84 ? 'end' : x < WIDTH * 0.16 ? 'start' : 'middle'
}

interface BandProps {
  readonly from: number
  readonly to: number
  readonly colour: string
  readonly label: string
}

function Band({ from, to, colour, label }: BandProps) {
  const middle = (from + to) / 2
  const anchor = anchorAt(middle)
  const at = anchor === 'start' ? from : anchor === 'end' ? to : middle
  const width = Math.max(6, to - from)
  return (
    <g>
      <rect x={from} y={36} width={width} height={BASE - 36} fill={colour} opacity={0.2} rx={3} />
      <text x={at} y={28} textAnchor={anchor} fontSize={13} fill={colour}>
        {label}
      </text>
    </g>
  )
}

export function WeightPicture({ measuredGrams, expectedGrams, full, empty }: WeightPictureProps) {
  const say = useWords(weightWords)
  const format = useFormats()
  const most = Math.max(full[1], measuredGrams, empty?.[1] ?? 0) * 1.15
  const x = (grams: number) => placeOf(grams, most)
  const at = x(measuredGrams)
  const [measured, expected] = [format.grams(measuredGrams), format.grams(expectedGrams)]
  return (
    <svg role="img" viewBox={`0 0 ${WIDTH} 122`}>
      <title>{say('picture', { measured, expected })}</title>
      {empty && (
        <Band from={x(empty[0])} to={x(empty[1])} colour={COLOURS.against} label={say('empty')} />
      )}
      <Band from={x(full[0])} to={x(full[1])} colour={COLOURS.for} label={say('full')} />
      <line x1={LEFT} x2={WIDTH - LEFT} y1={BASE} y2={BASE} stroke={COLOURS.quiet} />
      {ticksFor(most).map((tick) => (
        <g key={tick}>
          <line x1={x(tick)} x2={x(tick)} y1={BASE} y2={BASE + 5} stroke={COLOURS.quiet} />
          <text x={x(tick)} y={BASE + 19} fontSize={12} textAnchor="middle" fill={COLOURS.quiet}>
            {format.grams(tick)}
          </text>
        </g>
      ))}
      <line x1={at} x2={at} y1={32} y2={BASE + 30} stroke={COLOURS.ink} strokeWidth={2.5} />
      <text
        x={at}
        y={BASE + 47}
        fontSize={13.5}
        fontWeight={600}
        textAnchor={anchorAt(at)}
        fill={COLOURS.ink}
      >
        {say('measured', { grams: measured })}
      </text>
    </svg>
  )
}
