// An assessment: what Tare thinks of an order, a shop or a buyer, as a sum that explains itself.
import type { OrderId, ShopId } from '../vocabulary/ids.ts'

/** From harmless to almost sure. */
export const BANDS = ['clear', 'watch', 'suspect', 'near_certain'] as const
export type Band = (typeof BANDS)[number]

/** The facts behind a contribution, by name: numbers with their unit last, times as RFC 3339. */
export type Because = Readonly<Record<string, string | number | boolean | null>>

/** What one signal adds: ten times the log10 of its likelihood ratio, and the facts behind it. */
export interface Contribution {
  readonly kind: string
  /** Rounded to hundredths; negative where the facts speak for the order. */
  readonly decibans: number
  readonly because: Because
}

/** What is thought of an order. `decibans` is the prior plus the sum of its signals, exactly. */
export interface Assessment {
  readonly orderId: OrderId
  readonly shopId: ShopId
  readonly probability: number
  readonly decibans: number
  readonly band: Band
  /** Heaviest first. */
  readonly signals: readonly Contribution[]
  readonly modelVersion: string
}

export const SUBJECTS = ['order', 'shop', 'buyer', 'outlet', 'ring'] as const
export type Subject = (typeof SUBJECTS)[number]

/** A line of an offline assessment: a subject that signals have something to say about. */
export interface Finding {
  readonly subject: Subject
  readonly id: string
  readonly probability: number
  readonly decibans: number
  readonly band: Band
  readonly signals: readonly Contribution[]
  readonly members?: Readonly<Record<string, readonly string[]>>
}

/** The probability that decibans of odds stand for. */
export function probabilityOf(decibans: number): number {
  return 1 / (1 + 10 ** (-decibans / 10))
}

/** Rounds to hundredths, as every contribution is before the sum is taken. Never minus zero. */
export function toHundredths(decibans: number): number {
  return Math.round(decibans * 100) / 100 + 0
}

/** Whether one band is at least as grave as another. */
export function isAtLeast(band: Band, least: Band): boolean {
  return BANDS.indexOf(band) >= BANDS.indexOf(least)
}
