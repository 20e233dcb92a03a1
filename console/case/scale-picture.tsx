// What the scale said, as a picture, where the weight of the parcel is among the signals.
import type { Signal } from '../data/answers.ts'
import { useFormats } from '../ui/format.ts'
import { useWords } from '../ui/language.tsx'
import { WeightPicture } from '../ui/weight-picture.tsx'
import { suspicionWords } from '../words/suspicion-words.ts'

/** Of a normal spread nine in ten lie within so many standard deviations of the middle. */
const NINE_IN_TEN = 1.645

function numberOf(signal: Signal, name: string): number | undefined {
  const value = signal.because[name]
  return typeof value === 'number' ? value : undefined
}

/** The range named by two facts, if both are told. */
function rangeOf(signal: Signal, from: string, to: string): [number, number] | undefined {
  const low = numberOf(signal, from)
  const high = numberOf(signal, to)
  return low === undefined || high === undefined ? undefined : [low, high]
}

export function ScalePicture({ signals }: { signals: readonly Signal[] }) {
  const say = useWords(suspicionWords)
  const format = useFormats()
  const signal = signals.find(({ kind }) => kind === 'parcel_underweight')
  if (!signal) return null
  const measuredGrams = numberOf(signal, 'measuredGrams')
  const expectedGrams = numberOf(signal, 'expectedGrams')
  const spread = numberOf(signal, 'spreadGrams')
  if (measuredGrams === undefined || expectedGrams === undefined || spread === undefined) {
    return null
  }
  const from = Math.max(0, expectedGrams - NINE_IN_TEN * spread)
  const to = expectedGrams + NINE_IN_TEN * spread
  const expected = format.grams(expectedGrams)
  return (
    <figure className="stack tight">
      <h3>{say('scale')}</h3>
      <div className="picture">
        <WeightPicture
          measuredGrams={measuredGrams}
          expectedGrams={expectedGrams}
          full={[from, to]}
          empty={rangeOf(signal, 'emptyFromGrams', 'emptyToGrams')}
        />
      </div>
      <figcaption className="quiet small">
        {say('expected', { expected, from: format.grams(from), to: format.grams(to) })}
      </figcaption>
    </figure>
  )
}
