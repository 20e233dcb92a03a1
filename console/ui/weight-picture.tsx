// The weights as a picture: where a full parcel lies, where an empty one, and what the scale said.

import { weightWords } from '../words/weight-words.ts'
import { useFormats } from './format.ts'
import { useWords } from './language.tsx'
import { useIsPhone } from './screen.ts'
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

const LEFT = 18
/** Drawn at its real size, so that its letters are as large as those around it. */
const WIDE = 600
const NARROW = 330

/** From above: the reading, the names of the bands, the bands, the line with its ticks. */
const ROWS = { reading: 14, name: 38, band: 46, base: 74, tick: 93, height: 100 }
const TICKS = [0, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000]
/** As much room as the label of a tick takes. */
const TICK_ROOM = 48

/** Where things lie: grams on a square-root scale, so that 60 g and 3 kg are both to be seen. */
interface Scale {
  readonly width: number
  readonly most: number
  place(grams: number): number
}

function scaleOf(width: number, most: number): Scale {
  const span = width - 2 * LEFT
  const place = (grams: number) => LEFT + Math.sqrt(Math.max(0, grams) / most) * span
  return { width, most, place }
}

function ticksFor({ most, place }: Scale): number[] {
  const shown: number[] = []
  for (const tick of TICKS) {
    const last = shown.at(-1)
    const isClear = last === undefined || place(tick) - place(last) > TICK_ROOM
    if (tick <= most && isClear) shown.push(tick)
  }
  return shown
}

/** Text near an end grows inwards. */
function anchorAt(x: number, { width }: Scale): 'start' | 'middle' | 'end' {
  return x > width - 70 ? 'end' : x < 70 ? 'start' : 'middle'
}

interface BandProps {
  readonly range: Range
  readonly scale: Scale
  readonly colour: string
  readonly label: string
}

function Band({ range, scale, colour, label }: BandProps) {
  const from = scale.place(range[0])
  const to = scale.place(range[1])
  const middle = (from + to) / 2
  const anchor = anchorAt(middle, scale)
  const at = anchor === 'start' ? from : anchor === 'end' ? to : middle
  const [width, height] = [Math.max(6, to - from), ROWS.base - ROWS.band]
  return (
    <g fill={colour}>
      <rect x={from} y={ROWS.band} width={width} height={height} opacity={0.22} rx={3} />
      <text x={at} y={ROWS.name} textAnchor={anchor} fontSize={13}>
        {label}
      </text>
    </g>
  )
}

function Ticks({ scale }: { scale: Scale }) {
  const format = useFormats()
  return ticksFor(scale).map((tick) => {
    const x = scale.place(tick)
    return (
      <g key={tick}>
        <line x1={x} x2={x} y1={ROWS.base} y2={ROWS.base + 5} stroke={COLOURS.quiet} />
        <text x={x} y={ROWS.tick} fontSize={12} textAnchor="middle" fill={COLOURS.quiet}>
          {format.grams(tick)}
        </text>
      </g>
    )
  })
}

export function WeightPicture({ measuredGrams, expectedGrams, full, empty }: WeightPictureProps) {
  const say = useWords(weightWords)
  const format = useFormats()
  const most = Math.max(full[1], measuredGrams, empty?.[1] ?? 0) * 1.15
  const scale = scaleOf(useIsPhone() ? NARROW : WIDE, most)
  const at = scale.place(measuredGrams)
  const [measured, expected] = [format.grams(measuredGrams), format.grams(expectedGrams)]
  return (
    <svg role="img" viewBox={`0 0 ${scale.width} ${ROWS.height}`}>
      <title>{say('picture', { measured, expected })}</title>
      {empty && <Band range={empty} scale={scale} colour={COLOURS.against} label={say('empty')} />}
      <Band range={full} scale={scale} colour={COLOURS.for} label={say('full')} />
      <line
        x1={LEFT}
        x2={scale.width - LEFT}
        y1={ROWS.base}
        y2={ROWS.base}
        stroke={COLOURS.quiet}
      />
      <Ticks scale={scale} />
      <line x1={at} x2={at} y1={20} y2={ROWS.base} stroke={COLOURS.ink} strokeWidth={2.5} />
      <text
        x={at}
        y={ROWS.reading}
        fontSize={13.5}
        fontWeight={600}
        textAnchor={anchorAt(at, scale)}
        fill={COLOURS.ink}
      >
        {say('measured', { grams: measured })}
      </text>
    </svg>
  )
}
