// The goods of an order with their weights by the catalogue.
import type { OrderFact } from './fact.ts'
import type { States } from './state.ts'

/** Goods of one order line: how many, and what one of them weighs. */
export interface WeighedLine {
  readonly quantity: number
  readonly unitGrams: number
}

/** The lines with their weights; undefined where there are none, or a weight is not known. */
export function weighedLines(order: OrderFact, states: States): WeighedLine[] | undefined {
  if (order.lines.length === 0) return undefined
  const weighed: WeighedLine[] = []
  for (const { listingId, quantity } of order.lines) {
    const unitGrams = states.listing(listingId)?.weightGrams
    // A weight of zero is a field left empty, not goods without weight.
    if (!unitGrams) return undefined
    weighed.push({ quantity, unitGrams })
  }
  return weighed
}
