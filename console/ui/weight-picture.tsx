// The weights as a picture: where a full parcel should lie, where an empty one, and what the scale said.

import { weightWords } from '../words/weight-words.ts'
import { useFormats } from './format.ts'
import { useWords } from './language.tsx'
import { COLOURS } from './theme.ts'

export interface WeightPictureProps {
  readonly measuredGrams: number
  readonly expectedGrams: number
  /** The range in which nine in ten full parcels of this order would lie. */
  readonly fullFrom: number
  readonly fullTo: number
  readonly emptyFrom: number
  readonly emptyTo: number
}

const WIDTH = 560
const LEFT = 16
const SPAN = WIDTH - 2 * LEFT

/** Grams on a square-root scale, so that 60 g and 3 kg are both to be seen. */
function placeOf(grams: number, most: number): number {
  return LEFT + (Math.sqrt(Math.max(0, grams)) / Math.sqrt(most)) * SPAN
}

function ticksFor(most: number): number[] {
  const steps = [50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000]
  return [0, ...steps.filter((step) => step <= most)].filter(
    (tick, index, all) =>
      index === 0 ||
      placeOf(tick, most) - placeOf(all[index - 1] ?? 0, most) > 34 ||
      index === all.length,
  )
}

export function WeightPicture(props: WeightPictureProps) {
  const say = useWords(weightWords)
  const format = useFormats()
  const most = Math.max(props.fullTo, props.measuredGrams, props.emptyTo) * 1.15
  const x = (grams: number) => placeOf(grams, most)
  const band = (from: number, to: number, colour: string, label: string) => (
    <g>
      <rect
        x={x(from)}
        y={34}
        width={Math.max(4, x(to) - x(from))}
        height={26}
        fill={colour}
        opacity={0.22}
        rx={3}
      />
      <text x={(x(from) + x(to)) / 2} y={26} textAnchor="middle" fontSize={12} fill={colour}>
        {label}
      </text>
    </g>
  )
  const at = x(props.measuredGrams)
  const anchor = at > WIDTH * 0.8 ? 'end' : at < WIDTH * 0.2 ? 'start' : 'middle'
  return (
    <svg
      role="img"
      aria-label={say('picture', {
        measured: format.grams(props.measuredGrams),
        expected: format.grams(props.expectedGrams),
      })}
      viewBox={`0 0 ${WIDTH} 116`}
      style={{ width: '100%', maxWidth: WIDTH, display: 'block' }}
    >
      {band(props.emptyFrom, props.emptyTo, COLOURS.against, say('empty'))}
      {band(props.fullFrom, props.fullTo, COLOURS.for, say('full'))}
      <line x1={LEFT} x2={WIDTH - LEFT} y1={60} y2={60} stroke={COLOURS.quiet} />
      {ticksFor(most).map((tick) => (
        <g key={tick}>
          <line x1={x(tick)} x2={x(tick)} y1={60} y2={65} stroke={COLOURS.quiet} />
          <text x={x(tick)} y={78} fontSize={11} textAnchor="middle" fill={COLOURS.quiet}>
            {format.grams(tick)}
          </text>
        </g>
      ))}
      <line x1={at} x2={at} y1={30} y2={92} stroke={COLOURS.ink} strokeWidth={2.5} />
      <text x={at} y={107} fontSize={12.5} fontWeight={600} textAnchor={anchor} fill={COLOURS.ink}>
        {say('measured', { grams: format.grams(props.measuredGrams) })}
      </text>
    </svg>
  )
}
