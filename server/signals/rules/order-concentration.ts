// The signal order_concentration: in one hour a shop's orders outnumber their buyers three to one.
import { formatInstant, instant } from '../../vocabulary/time.ts'
import {
  BRUSHED_RATIO,
  brushedWindows,
  concentrationOf,
  repeatsOf,
  strongestWindows,
  type Window,
} from '../concentration.ts'
import type { PlacedOrder } from '../fact.ts'
import type { ShopWeighing, Signal, Weigher, Weighing } from '../signal.ts'
import { hourOf, type Keys, type KnownOrder, type States, shopHourKey } from '../state.ts'

/**
 * A contest on brushing took this ratio for the label itself, so a large burst is strong evidence
 * about the shop; of a single order in it less is known: 14 dB, one in 25.
 */
const STRONGEST = 14
/**
 * One loyal buyer who splits a purchase in three makes the ratio too. Evidence counts by its
 * repeats, shrunk as if six more windows' worth of chance had been seen: 2 repeats weigh a
 * quarter, 30 five sixths.
 */
const CHANCE_REPEATS = 6

/** Of the shop itself the ratio says more than of one order: 30 dB with many repeats. */
const STRONGEST_OF_SHOP = 30

/** The best window of each order of one hour, by the order's id. */
type HourWindows = ReadonlyMap<string, { readonly window: Window; readonly own: number }>

function need({ order }: KnownOrder, _states: States, keys: Keys): void {
  const hour = hourOf(order.placedAt)
  for (const each of [hour - 1, hour, hour + 1]) keys.shopHours.add(shopHourKey(order.shopId, each))
}

// Whatever holds an order lies within an hour of it, hence in its own hour or the two beside it.
function windowsOfHour(states: States, shopId: string, hour: number): Found {
  const before = states.shopHour(shopId, hour - 1)
  const during = states.shopHour(shopId, hour)
  const after = states.shopHour(shopId, hour + 1)
  if (before.length + during.length + after.length < BRUSHED_RATIO) return NONE
  const around = [...before, ...during, ...after]
  const windows = brushedWindows(around)
  if (windows.length === 0) return NONE
  const strongest = strongestWindows(windows, around.length)
  const byOrder = new Map<string, { window: Window; own: number }>()
  const places = placesByBuyer(around)
  for (const [index, { id, buyerId }] of during.entries()) {
    const window = strongest[before.length + index]
    if (window) byOrder.set(id, { window, own: countWithin(places.get(buyerId) ?? [], window) })
  }
  return { around, windows: byOrder }
}

interface Found {
  readonly around: readonly PlacedOrder[]
  readonly windows: HourWindows
}

const NONE: Found = { around: [], windows: new Map() }

function placesByBuyer(orders: readonly PlacedOrder[]): Map<string, number[]> {
  const places = new Map<string, number[]>()
  for (const [index, { buyerId }] of orders.entries()) {
    const own = places.get(buyerId)
    if (own) own.push(index)
    else places.set(buyerId, [index])
  }
  return places
}

/** How many of some rising places lie within a window. */
function countWithin(places: readonly number[], window: Window): number {
  return placesBelow(places, window.last + 1) - placesBelow(places, window.first)
}

function placesBelow(places: readonly number[], bound: number): number {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((places[middle] ?? bound) < bound) low = middle + 1
    else high = middle
  }
  return low
}

function weighWindow(window: Window, own: number, around: readonly PlacedOrder[]): Weighing {
  const repeats = repeatsOf(window)
  // An order counts in full where its buyer placed as many as the definition asks for, by a
  // third or two where fewer: an honest customer may come by in the middle of a burst.
  const share = Math.min(own, 3) / 3
  return {
    decibans: (STRONGEST * share * repeats) / (repeats + CHANCE_REPEATS),
    because: {
      ratio: ratioOf(window),
      orders: window.orders,
      buyers: window.buyers,
      ownOrders: own,
      intervalFrom: timeAt(around, window.first),
      intervalTo: timeAt(around, window.last),
    },
  }
}

function weighShop(orders: readonly PlacedOrder[]): ShopWeighing | undefined {
  const found = concentrationOf(orders)
  if (!found) return undefined
  const { densest, mostRepeats, brushedOrders, suspects } = found
  return {
    decibans: (STRONGEST_OF_SHOP * mostRepeats) / (mostRepeats + CHANCE_REPEATS),
    because: {
      maxRatio: ratioOf(densest),
      intervalFrom: timeAt(orders, densest.first),
      intervalTo: timeAt(orders, densest.last),
      orders: densest.orders,
      buyers: densest.buyers,
      brushedOrders,
      suspects: suspects.length,
    },
    members: { buyers: suspects },
  }
}

function ratioOf({ orders, buyers }: Window): number {
  return Math.round((orders / buyers) * 100) / 100
}

function timeAt(orders: readonly PlacedOrder[], index: number): string {
  return formatInstant(orders[index]?.placedAt ?? instant(0))
}

function weigher(states: States): Weigher {
  // Orders come shop by shop and hour by hour, so remembering the last hour is enough.
  let lastKey = ''
  let last = NONE
  return ({ order }) => {
    const key = shopHourKey(order.shopId, hourOf(order.placedAt))
    if (key !== lastKey) {
      last = windowsOfHour(states, order.shopId, hourOf(order.placedAt))
      lastKey = key
    }
    const found = last.windows.get(order.id)
    return found && weighWindow(found.window, found.own, last.around)
  }
}

/**
 * Sees: an hour, beginning at any moment, both ends included, in which all orders of the shop
 * divided by their distinct buyers are three or more. Data: `order.placedAt`, `shopId`, `buyerId`.
 * Formula: the definition of the Shopee Code League 2020 contest, exactly; weight by repeats,
 * shrunk, above. Cannot tell: nothing; where no window reaches three it is silent.
 * False positives: a group or company purchase split into orders, a buyer who orders piece by
 * piece to use coupons. A flash sale has many buyers and does not reach the ratio.
 */
export const orderConcentration: Signal = {
  kind: 'order_concentration',
  group: 'conduct',
  need,
  weigher,
  accusesBuyer: true,
  weighShop,
}
