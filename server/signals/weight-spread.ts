// How weights scatter, and how scales round them: the chance of a reading under a supposition.
import { areaBelowBell, belowBell } from './bell-curve.ts'

/** One way a weight may come about: normal, plus something anywhere between 0 and `filler`. */
export interface Part {
  /** Its share of all cases; the shares of one spread add up to 1. */
  readonly share: number
  readonly meanGrams: number
  readonly deviationGrams: number
  readonly fillerGrams: number
}

/** A weight as far as it is known: a mixture. */
export type Spread = readonly Part[]

/** A way of rounding: the true weight lies between `value - under` and `value + over`. */
export interface Rounding {
  readonly stepGrams: number
  readonly underGrams: number
  readonly overGrams: number
  /** How common it is among carriers. */
  readonly share: number
}

const nearest = (stepGrams: number, share: number): Rounding => ({
  stepGrams,
  underGrams: stepGrams / 2,
  overGrams: stepGrams / 2,
  share,
})

const up = (stepGrams: number, share: number): Rounding => ({
  stepGrams,
  underGrams: stepGrams,
  overGrams: 0,
  share,
})

/**
 * How carriers are known to write weights down. Which of them it was is never told, so all that
 * the value allows are weighed together; a value such as 1000 allows all six, and then the coarse
 * ones carry most, since they make round values likelier. Shares are reasoned: parcel networks
 * weigh to 1 or 10 g at the belt, some record tenths of a kilogram, and tariffs that are passed
 * on as weights go up in half or whole kilograms.
 */
export const ROUNDINGS: readonly Rounding[] = [
  nearest(1, 0.3),
  nearest(10, 0.3),
  nearest(100, 0.05),
  up(100, 0.15),
  up(500, 0.15),
  up(1_000, 0.05),
]

// A scale of class III with e = 10 g may be wrong by 5 g up to 5 kg, 10 g up to 20 kg, 15 g
// above, and twice that in service; read as two standard deviations.
export function scaleVariance(grams: number): number {
  const deviation = grams <= 5_000 ? 5 : grams <= 20_000 ? 10 : 15
  return deviation * deviation
}

function chanceBelow(part: Part, grams: number, extraVariance: number): number {
  const deviation = Math.sqrt(part.deviationGrams * part.deviationGrams + extraVariance)
  const z = (grams - part.meanGrams) / deviation
  if (part.fillerGrams === 0) return belowBell(z)
  const wide = part.fillerGrams / deviation
  return (areaBelowBell(z) - areaBelowBell(z - wide)) / wide
}

/** The chance that a weight of this spread lies in an interval, read from scales so inexact. */
function chanceBetween(spread: Spread, interval: Interval): number {
  let chance = 0
  for (const part of spread) {
    const { low, high, variance } = interval
    chance += part.share * (chanceBelow(part, high, variance) - chanceBelow(part, low, variance))
  }
  return chance
}

export interface Interval {
  readonly low: number
  readonly high: number
  /** Of the scales' own error, in square grams. */
  readonly variance: number
}

/** The interval that readings rounded so leave for their sum; undefined where they were not. */
export function intervalOf(measured: readonly number[], rounding: Rounding): Interval | undefined {
  let low = 0
  let high = 0
  let variance = 0
  for (const grams of measured) {
    if (grams % rounding.stepGrams !== 0) return undefined
    low += grams - rounding.underGrams
    high += grams + rounding.overGrams
    variance += scaleVariance(grams)
  }
  return { low, high, variance }
}

/** An interval, and how common the rounding is that leaves it. */
export interface Possibility extends Interval {
  readonly share: number
}

/** Everything that readings leave open under the given ways of rounding. */
export function possibilitiesOf(
  measured: readonly number[],
  roundings: readonly Rounding[] = ROUNDINGS,
): readonly Possibility[] {
  const open: Possibility[] = []
  for (const rounding of roundings) {
    const interval = intervalOf(measured, rounding)
    if (interval) open.push({ ...interval, share: rounding.share })
  }
  return open
}

/** The chance that a weight, as scales read it, lies below so many grams. */
export type Curve = (grams: number) => number

/** The curve of a spread, each value computed when it is asked for. */
export function curveOf(spread: Spread, variance: number): Curve {
  return (grams) =>
    spread.reduce((sum, part) => sum + part.share * chanceBelow(part, grams, variance), 0)
}

/** The same from a table in whole grams, for a curve that many orders ask for. */
export function tabulated(curve: Curve, mostGrams: number): Curve {
  const table = Float64Array.from({ length: mostGrams + 1 }, (_, grams) => curve(grams))
  return (grams) => {
    if (grams >= mostGrams) return 1
    if (grams <= 0) return 0
    const left = Math.floor(grams)
    const from = table[left] ?? 0
    return from + ((table[left + 1] ?? 1) - from) * (grams - left)
  }
}

/** The chance of these readings where the weight follows this curve. */
export function chanceOnCurve(possibilities: readonly Possibility[], curve: Curve): number {
  let chance = 0
  for (const { share, low, high } of possibilities) chance += share * (curve(high) - curve(low))
  return chance
}

/** The chance of these readings where the weight has this spread. */
export function chanceOfReading(possibilities: readonly Possibility[], spread: Spread): number {
  let chance = 0
  for (const each of possibilities) chance += each.share * chanceBetween(spread, each)
  return chance
}

/**
 * The chance of these readings where the weight is off by an unknown factor: log-normal around
 * `aroundGrams`, `decades` wide as one standard deviation.
 */
export function chanceOfReadingAround(
  possibilities: readonly Possibility[],
  aroundGrams: number,
  decades: number,
): number {
  const middle = Math.log10(aroundGrams)
  const below = (grams: number) => belowBell((Math.log10(Math.max(grams, 0.1)) - middle) / decades)
  let chance = 0
  for (const { share, low, high } of possibilities) chance += share * (below(high) - below(low))
  return chance
}

export function meanOf(spread: Spread): number {
  return spread.reduce((sum, part) => sum + part.share * (part.meanGrams + part.fillerGrams / 2), 0)
}

/** Standard deviation of the whole mixture, in grams. */
export function deviationOf(spread: Spread): number {
  const mean = meanOf(spread)
  const variance = spread.reduce((sum, part) => {
    const off = part.meanGrams + part.fillerGrams / 2 - mean
    const own = part.deviationGrams ** 2 + part.fillerGrams ** 2 / 12
    return sum + part.share * (own + off * off)
  }, 0)
  return Math.sqrt(variance)
}
