// The seller's check before shipping: does the parcel weigh what its goods should?
import type { Actor } from '../access/actor.ts'
import type { Database } from '../platform/database.ts'
import type { Instant } from '../vocabulary/time.ts'
import { weighedLines } from './goods.ts'
import { maySeeOrder, noSuchOrder } from './read-order.ts'
import { createSignalStore } from './signal-store.ts'
import { noKeys } from './state.ts'
import { expectationOf, weigh } from './weight-test.ts'

export type ParcelAdvice = 'fits' | 'too_light' | 'too_heavy' | 'unknown'

export interface ParcelCheck {
  readonly ok: boolean
  /** Goods and packaging; null where a listing's weight is not known. */
  readonly expectedGrams: number | null
  /** Grams more or less that are nothing unusual; null where nothing is expected. */
  readonly tolerance: number | null
  readonly advice: ParcelAdvice
}

export interface ParcelQuestion {
  readonly actor: Actor
  readonly orderId: string
  /** Of all parcels of the order together. */
  readonly measuredGrams: number
  readonly now: Instant
}

/** Spreads within which an honest parcel lies in 99 of 100 cases. */
const TOLERATED_DEVIATIONS = 2.5
/** From here on the carrier's reading would count against the order: twice as likely empty. */
const ALARMING_DECIBANS = 3

/** Weighs a parcel that has not left yet. Sellers may ask about their own orders only. */
export async function checkParcel(db: Database, question: ParcelQuestion): Promise<ParcelCheck> {
  const { actor, orderId, measuredGrams, now } = question
  const reading = createSignalStore(db).read(now)
  await reading.fetch({ ...noKeys(), orders: new Set([orderId]) })
  const order = reading.states.order(orderId)?.order
  if (!order || !maySeeOrder(actor, order)) throw noSuchOrder(orderId)
  const listings = new Set<string>(order.lines.map(({ listingId }) => listingId))
  await reading.fetch({ ...noKeys(), listings })
  const lines = weighedLines(order, reading.states)
  if (!lines) return { ok: true, expectedGrams: null, tolerance: null, advice: 'unknown' }
  const expectation = expectationOf(lines, 1)
  const tolerance = Math.ceil(TOLERATED_DEVIATIONS * expectation.deviationGrams)
  const excess = measuredGrams - expectation.meanGrams
  const isLight = excess < -tolerance || weigh(expectation, [measuredGrams]) >= ALARMING_DECIBANS
  const advice = isLight ? 'too_light' : excess > tolerance ? 'too_heavy' : 'fits'
  const expectedGrams = Math.round(expectation.meanGrams)
  return { ok: advice === 'fits', expectedGrams, tolerance, advice }
}
