// Order concentration: the hours in which a shop's orders outnumber their buyers three to one.
import { HOUR } from '../vocabulary/time.ts'
import type { PlacedOrder } from './fact.ts'

/** Orders per distinct buyer from which a window counts as brushed. */
export const BRUSHED_RATIO = 3
export const WINDOW = HOUR

/** Orders `first` to `last` (both included) of a list by time that one closed hour holds. */
export interface Window {
  readonly first: number
  readonly last: number
  readonly orders: number
  /** Distinct ones. */
  readonly buyers: number
}

interface Codes {
  readonly code: Int32Array
  readonly count: number
}

// Buyers as small numbers: counting them in a typed array is several times faster than in a map.
function codeBuyers(orders: readonly PlacedOrder[]): Codes {
  const codes = new Map<string, number>()
  const code = new Int32Array(orders.length)
  for (const [index, { buyerId }] of orders.entries()) {
    let own = codes.get(buyerId)
    if (own === undefined) {
      own = codes.size
      codes.set(buyerId, own)
    }
    code[index] = own
  }
  return { code, count: codes.size }
}

/**
 * Every set of orders that some closed interval [a, a + 1 h] with a real `a` holds and whose
 * orders are at least three times its distinct buyers. `orders` must lie by time. One pass: as `a`
 * grows, an order at t enters at a = t - 1 h and leaves just after a = t, so the set changes at
 * most twice for each order; where both happen at one `a`, both orders are inside.
 * Windows come with `first` and `last` never falling.
 */
export function brushedWindows(orders: readonly PlacedOrder[]): Window[] {
  const { code, count } = codeBuyers(orders)
  const inside = new Int32Array(count)
  const found: Window[] = []
  let first = 0
  let next = 0
  let buyers = 0
  const timeOf = (index: number): number => orders[index]?.placedAt ?? Number.POSITIVE_INFINITY
  const look = () => {
    const size = next - first
    if (size < BRUSHED_RATIO || size < BRUSHED_RATIO * buyers) return
    found.push({ first, last: next - 1, orders: size, buyers })
  }
  const add = (index: number, change: 1 | -1) => {
    const own = code[index] ?? 0
    const before = inside[own] ?? 0
    inside[own] = before + change
    if (before === 0) buyers++
    if (before + change === 0) buyers--
  }
  while (next < orders.length) {
    const entersAt = timeOf(next) - WINDOW
    const leavesAt = first < next ? timeOf(first) : Number.POSITIVE_INFINITY
    if (entersAt <= leavesAt) {
      while (timeOf(next) - WINDOW === entersAt) add(next++, 1)
    } else {
      while (first < next && timeOf(first) === leavesAt) add(first++, -1)
    }
    look()
  }
  // The last orders leave one by one; only what stays behind can be denser than before.
  while (first < next) {
    const leavesAt = timeOf(first)
    while (first < next && timeOf(first) === leavesAt) add(first++, -1)
    look()
  }
  return found
}

/** The orders that lie in some brushed window. `orders` must lie by time. */
export function ordersInBursts<Placed extends PlacedOrder>(
  orders: readonly Placed[],
  windows = brushedWindows(orders),
): Placed[] {
  const found: Placed[] = []
  let counted = 0
  for (const { first, last } of windows) {
    for (let index = Math.max(first, counted); index <= last; index++) {
      const order = orders[index]
      if (order) found.push(order)
    }
    counted = Math.max(counted, last + 1)
  }
  return found
}

/** Orders beyond the first of each buyer: how much of a window is repetition. */
export function repeatsOf({ orders, buyers }: Window): number {
  return orders - buyers
}

/**
 * For each order the brushed window that holds it and repeats most; undefined where none does.
 * Since `first` and `last` never fall, the windows that hold an order are neighbours, and a queue
 * of the best candidates finds each in constant time.
 */
export function strongestWindows(
  windows: readonly Window[],
  count: number,
): readonly (Window | undefined)[] {
  const strongest: (Window | undefined)[] = new Array(count)
  const queue: Window[] = []
  let head = 0
  let next = 0
  for (let index = 0; index < count; index++) {
    for (let window = windows[next]; window && window.first <= index; window = windows[++next]) {
      while (
        queue.length > head &&
        repeatsOf(queue[queue.length - 1] ?? window) < repeatsOf(window)
      ) {
        queue.pop()
      }
      queue.push(window)
    }
    while ((queue[head]?.last ?? index) < index) head++
    strongest[index] = queue[head]
  }
  return strongest
}

/** What Shopee's definition says of a shop: brushed if this is not undefined. */
export interface Concentration {
  /** The window of the highest ratio; of equals the one with more orders, then the earliest. */
  readonly densest: Window
  /** Orders that lie in the union of all brushed windows. */
  readonly brushedOrders: number
  /** The buyers with the most of those orders, all ties, sorted. */
  readonly suspects: readonly string[]
  /** The most repeats in one window. */
  readonly mostRepeats: number
}

function isDenser(left: Window, right: Window): boolean {
  const difference = left.orders * right.buyers - right.orders * left.buyers
  return difference > 0 || (difference === 0 && left.orders > right.orders)
}

/** Judges a whole shop. `orders` must be all its orders, by time; linear in their number. */
export function concentrationOf(orders: readonly PlacedOrder[]): Concentration | undefined {
  const windows = brushedWindows(orders)
  const [start] = windows
  if (!start) return undefined
  const inBursts = ordersInBursts(orders, windows)
  const counts = new Map<string, number>()
  for (const { buyerId } of inBursts) counts.set(buyerId, (counts.get(buyerId) ?? 0) + 1)
  const most = [...counts.values()].reduce((top, count) => Math.max(top, count), 0)
  return {
    densest: windows.reduce((best, each) => (isDenser(each, best) ? each : best), start),
    brushedOrders: inBursts.length,
    suspects: [...counts].flatMap(([buyer, count]) => (count === most ? [buyer] : [])).sort(),
    mostRepeats: windows.reduce((top, each) => Math.max(top, repeatsOf(each)), 0),
  }
}
