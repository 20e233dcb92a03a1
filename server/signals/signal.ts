// What a signal is: the keys it needs, and how it weighs an order given what is known under them.
import type { Because } from './assessment.ts'
import type { FactLine, PlacedOrder } from './fact.ts'
import type { Keys, KnownOrder, States } from './state.ts'

/** A weight before caps, and why. */
export interface Weighing {
  readonly decibans: number
  readonly because: Because
}

/** A weight on a shop, with those who stand behind it. */
export interface ShopWeighing extends Weighing {
  readonly members?: Readonly<Record<string, readonly string[]>>
}

/** Weighs one order; undefined where the signal has nothing to say or cannot tell. */
export type Weigher = (known: KnownOrder) => Weighing | undefined

export interface Signal {
  readonly kind: string
  /** Signals of one group see the same thing and share a cap (`Model.groups`). */
  readonly group: string
  /**
   * Adds the keys that weighing this order needs, as far as they can be told from the states at
   * hand. It is asked again after each fetch, so a key may lead to further ones.
   */
  readonly need: (known: KnownOrder, states: States, keys: Keys) => void
  /** A weigher over one set of states. It may remember what it computed for the next order. */
  readonly weigher: (states: States) => Weigher
  /** Of whom else it speaks, beside the order and its shop. */
  readonly accusesBuyer: boolean
  /**
   * What ties orders of one shop together under this signal: evidence that one mistake could have
   * made for all of them counts once. Every order stands for itself where this is left out.
   */
  readonly cluster?: (known: KnownOrder) => string
  /**
   * What it says of a shop as a whole, given all its orders by time. It stands in place of what
   * the same signal says of the single orders.
   */
  readonly weighShop?: (orders: readonly PlacedOrder[]) => ShopWeighing | undefined
}

/** The key under which orders share a mistake of the catalogue: their listings. */
export function listingCluster(lines: readonly FactLine[]): string {
  return lines
    .map(({ listingId }) => listingId)
    .sort()
    .join('\n')
}
