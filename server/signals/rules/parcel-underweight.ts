// The signal parcel_underweight: the parcel was weighed, and what was ordered cannot be inside.
import type { ScanFact } from '../fact.ts'
import { weighedLines } from '../goods.ts'
import { needWaybills } from '../shipment.ts'
import { listingCluster, type Signal, type Weighing } from '../signal.ts'
import type { Keys, KnownOrder, Shipment, States } from '../state.ts'
import { expectationOf, weigh } from '../weight-test.ts'

/** Below this the readings fit a full parcel about as well as an empty one: nothing is said. */
const UNINFORMATIVE_DECIBANS = 0.5

function need(known: KnownOrder, states: States, keys: Keys): void {
  for (const { listingId } of known.order.lines) keys.listings.add(listingId)
  needWaybills(known, states, keys)
}

// What comes back may be packed anew, and an exception is often a parcel that broke open.
function isReading(scan: ScanFact): boolean {
  return scan.measuredGrams !== undefined && scan.measuredGrams > 0 && isOutward(scan)
}

function isOutward({ kind }: ScanFact): boolean {
  return kind !== 'returned' && kind !== 'exception'
}

/** The middle of the readings of one parcel; of two in the middle the heavier, in doubt. */
function middleReading(scans: readonly ScanFact[]): number | undefined {
  const grams: number[] = []
  for (const scan of scans) if (isReading(scan)) grams.push(scan.measuredGrams ?? 0)
  if (grams.length > 1) grams.sort((left, right) => left - right)
  return grams[grams.length >> 1]
}

/** One reading for each parcel; undefined where any parcel has none, or there is none. */
function readingsOf(shipments: readonly Shipment[]): number[] | undefined {
  const readings: number[] = []
  for (const { trip } of shipments) {
    const reading = middleReading(trip)
    if (reading === undefined) return undefined
    readings.push(reading)
  }
  return readings.length > 0 ? readings : undefined
}

function weighOrder(known: KnownOrder, states: States): Weighing | undefined {
  const readings = readingsOf(known.shipments)
  const lines = readings && weighedLines(known.order, states)
  if (!readings || !lines) return undefined
  const expectation = expectationOf(lines, readings.length)
  const decibans = weigh(expectation, readings)
  if (Math.abs(decibans) < UNINFORMATIVE_DECIBANS) return undefined
  const measuredGrams = readings.reduce((sum, grams) => sum + grams, 0)
  const { meanGrams, deviationGrams } = expectation
  const because = {
    measuredGrams,
    expectedGrams: Math.round(meanGrams),
    spreadGrams: Math.round(deviationGrams),
    sigmas: Math.round(((meanGrams - measuredGrams) / deviationGrams) * 10) / 10 + 0,
    parcels: readings.length,
  }
  return { decibans, because }
}

/**
 * Sees: the carrier's reading of the parcels against the goods by the catalogue plus packaging.
 * Data: `scan.measuredGrams`, `listing.weightGrams`, `order.lines`.
 * Formula: 10 log10 P(reading | sham) / P(reading | honest), each a mixture; see `weight-test.ts`
 * and docs/signals.md. Speaks for the order too: a parcel as heavy as it should be.
 * Cannot tell: without a reading of every parcel or a weight of every line; where readings are so
 * coarse, or goods so light, that full and empty look alike.
 * False positives: a wrong catalogue weight (a share of the honest supposition, which bounds the
 * signal), billed weight passed on as measured, an order split into parcels of which one is not
 * told, unknown packaging.
 */
export const parcelUnderweight: Signal = {
  kind: 'parcel_underweight',
  group: 'weight',
  need,
  weigher: (states) => (known) => weighOrder(known, states),
  accusesBuyer: true,
  cluster: (known) => listingCluster(known.order.lines),
}
