// What packaging weighs: the tare of a parcel whose packaging nobody has told us.
import type { Part, Spread } from './weight-spread.ts'

interface Packaging {
  readonly meanGrams: number
  readonly deviationGrams: number
  /** The heaviest goods it is used for. */
  readonly holdsGrams: number
  /** The lightest goods for which it is the usual choice. */
  readonly usualFromGrams: number
  /** How common it is for an empty parcel, whatever was ordered. */
  readonly emptyShare: number
}

/**
 * Film bags of 17x30, 28x42, 38x52 and 55x65 cm; a padded envelope; boxes of 20x11x14, 29x17x19,
 * 35x19x23 and 43x21x27 cm. Ranges are read as two standard deviations to each side. What goes
 * into which is reasoned, and generous: it must not make an honest packer look odd. Nobody pays
 * for a large box to send nothing, but a sender may use up what lies at hand.
 */
const PACKAGINGS: readonly Packaging[] = [
  { meanGrams: 5, deviationGrams: 2, holdsGrams: 500, usualFromGrams: 0, emptyShare: 0.2 },
  { meanGrams: 12, deviationGrams: 3, holdsGrams: 1_500, usualFromGrams: 50, emptyShare: 0.25 },
  { meanGrams: 23, deviationGrams: 5, holdsGrams: 4_000, usualFromGrams: 200, emptyShare: 0.1 },
  { meanGrams: 41, deviationGrams: 8, holdsGrams: 12_000, usualFromGrams: 800, emptyShare: 0.05 },
  { meanGrams: 27, deviationGrams: 11, holdsGrams: 800, usualFromGrams: 0, emptyShare: 0.15 },
  { meanGrams: 90, deviationGrams: 12, holdsGrams: 2_000, usualFromGrams: 50, emptyShare: 0.12 },
  { meanGrams: 197, deviationGrams: 25, holdsGrams: 6_000, usualFromGrams: 300, emptyShare: 0.08 },
  { meanGrams: 270, deviationGrams: 35, holdsGrams: 12_000, usualFromGrams: 700, emptyShare: 0.03 },
  {
    meanGrams: 365,
    deviationGrams: 45,
    holdsGrams: 30_000,
    usualFromGrams: 1_500,
    emptyShare: 0.02,
  },
]

/** Goods above this weight are packed in proportion: 6 % of their own weight, give or take 3 %. */
export const HEAVY_GRAMS = 5_000

function tarePart(packaging: Packaging, share: number): Part {
  const { meanGrams, deviationGrams } = packaging
  return { share, meanGrams, deviationGrams, fillerGrams: 0 }
}

function inProportion(goodsGrams: number): Part {
  return {
    share: 1,
    meanGrams: goodsGrams * 0.06,
    deviationGrams: goodsGrams * 0.03,
    fillerGrams: 0,
  }
}

function normalized(parts: readonly Part[]): Spread {
  const total = parts.reduce((sum, part) => sum + part.share, 0)
  return parts.map((part) => ({ ...part, share: part.share / total }))
}

function compose(goodsGrams: number): Spread {
  const parts = PACKAGINGS.filter(({ holdsGrams }) => goodsGrams <= holdsGrams).map((each) =>
    // A small thing in a large box happens, but less often than one that fits.
    tarePart(each, goodsGrams < each.usualFromGrams ? 0.15 : 1),
  )
  return normalized(goodsGrams > HEAVY_GRAMS ? [...parts, inProportion(goodsGrams)] : parts)
}

/** Between two bounds the packaging is the same, so there are only a handful of spreads. */
const BOUNDS = [
  ...new Set(
    PACKAGINGS.flatMap(({ holdsGrams, usualFromGrams }) => [holdsGrams, usualFromGrams - 1]),
  ),
]
  .filter((bound) => bound > 0 && bound <= HEAVY_GRAMS)
  .concat(HEAVY_GRAMS)
  .sort((left, right) => left - right)
const COMPOSED = BOUNDS.map(compose)

/**
 * The tare of a parcel that holds goods of this weight. For goods up to 5 kg it is one of a few
 * constant spreads, the same object each time.
 */
export function tareFor(goodsGrams: number): Spread {
  // Weights are whole grams but for goods spread over several parcels.
  const whole = Math.floor(goodsGrams)
  const place = BOUNDS.findIndex((bound) => whole <= bound)
  return COMPOSED[place] ?? compose(goodsGrams)
}

/** The tare of a parcel that holds nothing. */
export const EMPTY_TARE: Spread = PACKAGINGS.map((each) => tarePart(each, each.emptyShare))
