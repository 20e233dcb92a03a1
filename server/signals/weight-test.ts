// The weight test: do the readings fit the goods, or only an empty parcel?
import type { WeighedLine } from './goods.ts'
import { EMPTY_TARE, HEAVY_GRAMS, tareFor } from './packaging.ts'
import {
  type Curve,
  chanceOfReading,
  chanceOfReadingAround,
  chanceOnCurve,
  curveOf,
  deviationOf,
  meanOf,
  type Part,
  possibilitiesOf,
  type Spread,
  scaleVariance,
  tabulated,
} from './weight-spread.ts'

/** What the parcels of an order should weigh together, full and empty. */
export interface Expectation {
  readonly full: Spread
  readonly empty: Curve
  readonly meanGrams: number
  readonly deviationGrams: number
}

// Pieces of one make differ, and catalogues round: 8 % where nothing better is known. The pieces
// of a line share their error, so it does not shrink with their number. One listing in seven is
// only roughly right: variants of several sizes, a weight with or without its own wrapping.
const UNIT_VARIATION = 0.08
const ROUGH_VARIATION = 0.25
const ROUGH_SHARE = 0.15
const LEAST_DEVIATION_GRAMS = 2

// One listing in 25 has a wrong weight in the catalogue: of one piece for the pack, kilograms for
// grams, a default. Such a weight is off by any factor, a tenth or tenfold as a matter of course.
const WRONG_SHARE = 0.04
const WRONG_DECADES = 1

// What a sham is made of. Most hold nothing but up to 50 g of paper, or, one in five, a trifle.
// One in ten is made to weigh what the goods would: a brick in the box. One in ten holds some
// other thing, lighter than the goods: about a tenth of them, between a third and three times that.
const FILLER_GRAMS = 50
const TRIFLE_SHARE = 0.2
const TRIFLE_GRAMS = 200
const MATCHED_SHARE = 0.1
const OTHER_SHARE = 0.1
const OTHER_FRACTION = 0.1
const OTHER_DECADES = 0.5

// A sender of nothing uses the smallest packaging, or, to look right, what the goods would need.
const LOOKS_RIGHT_SHARE = 0.5

function goodsDeviation(lines: readonly WeighedLine[], variation: number): number {
  const variance = lines.reduce(
    (sum, { quantity, unitGrams }) => sum + (variation * quantity * unitGrams) ** 2,
    LEAST_DEVIATION_GRAMS ** 2,
  )
  return Math.sqrt(variance)
}

/** The sum of several tares of one kind. */
function several(tare: Spread, parcels: number): Spread {
  return tare.map((part) => ({
    ...part,
    meanGrams: part.meanGrams * parcels,
    deviationGrams: part.deviationGrams * Math.sqrt(parcels),
  }))
}

function scaled(spread: Spread, share: number): Spread {
  return spread.map((part) => ({ ...part, share: part.share * share }))
}

function withGoods(tare: Spread, goodsGrams: number, deviationGrams: number): Spread {
  return tare.map((part) => ({
    ...part,
    meanGrams: part.meanGrams + goodsGrams,
    deviationGrams: Math.sqrt(part.deviationGrams ** 2 + deviationGrams ** 2),
  }))
}

function withFiller(tare: Spread, parcels: number): Spread {
  return tare.flatMap((part) => [
    { ...part, share: part.share * (1 - TRIFLE_SHARE), fillerGrams: FILLER_GRAMS * parcels },
    { ...part, share: part.share * TRIFLE_SHARE, fillerGrams: TRIFLE_GRAMS * parcels },
  ])
}

/** Where goods are only roughly known, the kinds of packaging need not be told apart. */
function roughPart(lines: readonly WeighedLine[], goodsGrams: number, tare: Spread): Part {
  const deviation = goodsDeviation(lines, ROUGH_VARIATION)
  return {
    share: ROUGH_SHARE,
    meanGrams: goodsGrams + meanOf(tare),
    deviationGrams: Math.sqrt(deviation ** 2 + deviationOf(tare) ** 2),
    fillerGrams: 0,
  }
}

function emptySpread(tare: Spread, parcels: number): Spread {
  const looks = scaled(several(tare, parcels), LOOKS_RIGHT_SHARE)
  const cheap = scaled(several(EMPTY_TARE, parcels), 1 - LOOKS_RIGHT_SHARE)
  return withFiller([...looks, ...cheap], parcels)
}

/** No empty parcel weighs more than this. */
const HEAVIEST_EMPTY_GRAMS = 1_200
const tables = new WeakMap<Spread, Curve>()

// Nearly all orders travel in one parcel, in packaging that is one of a few constant spreads.
function emptyCurve(tare: Spread, parcels: number, isConstant: boolean): Curve {
  const found = parcels === 1 ? tables.get(tare) : undefined
  if (found) return found
  const curve = curveOf(emptySpread(tare, parcels), scaleVariance(0) * parcels)
  if (parcels > 1 || !isConstant) return curve
  const table = tabulated(curve, HEAVIEST_EMPTY_GRAMS)
  tables.set(tare, table)
  return table
}

/**
 * What an order's parcels should weigh together. Which part of the order lies in which parcel is
 * not known, so only the sum is tested.
 */
export function expectationOf(lines: readonly WeighedLine[], parcels: number): Expectation {
  const goodsGrams = lines.reduce((sum, line) => sum + line.quantity * line.unitGrams, 0)
  const tareOfOne = tareFor(goodsGrams / parcels)
  const tare = parcels === 1 ? tareOfOne : several(tareOfOne, parcels)
  const usual = withGoods(tare, goodsGrams, goodsDeviation(lines, UNIT_VARIATION))
  return {
    full: [...scaled(usual, 1 - ROUGH_SHARE), roughPart(lines, goodsGrams, tare)],
    empty: emptyCurve(tareOfOne, parcels, goodsGrams <= HEAVY_GRAMS),
    meanGrams: meanOf(usual),
    deviationGrams: deviationOf(usual),
  }
}

/**
 * How much readings speak for an empty parcel, in decibans: ten times the log10 of
 * P(readings | sham) / P(readings | honest). Bounded on both sides by its own suppositions: a sham
 * may be made to weigh enough, and a catalogue may be wrong. Readings at or above what was
 * expected never accuse.
 */
export function weigh(expectation: Expectation, measuredGrams: readonly number[]): number {
  const { full, empty, meanGrams } = expectation
  const open = possibilitiesOf(measuredGrams)
  const wrong = chanceOfReadingAround(open, meanGrams, WRONG_DECADES)
  const honest = (1 - WRONG_SHARE) * chanceOfReading(open, full) + WRONG_SHARE * wrong
  const other = chanceOfReadingAround(open, meanGrams * OTHER_FRACTION, OTHER_DECADES)
  const light = chanceOnCurve(open, empty)
  const sham = (1 - MATCHED_SHARE - OTHER_SHARE) * light + OTHER_SHARE * other
  const decibans = 10 * Math.log10(MATCHED_SHARE + sham / honest)
  const total = measuredGrams.reduce((sum, grams) => sum + grams, 0)
  return total >= meanGrams ? Math.min(decibans, 0) : decibans
}
