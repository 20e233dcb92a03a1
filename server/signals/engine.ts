// The engine: brings to hand what is known about orders, and weighs them one signal after another.
import type { OrderId } from '../vocabulary/ids.ts'
import type { Instant } from '../vocabulary/time.ts'
import type { Assessment, Contribution } from './assessment.ts'
import type { OrderFact } from './fact.ts'
import { addUp, type Model, withinCap } from './model.ts'
import { knownOrder } from './shipment.ts'
import type { Signal, Weigher } from './signal.ts'
import { type KnownOrder, noKeys, type Reading, type StateStore } from './state.ts'

/** What weighs: the signals that are asked, the model that adds up, and the moment it is. */
export interface Scales {
  readonly signals: readonly Signal[]
  readonly model: Model
  readonly now: Instant
}

// An order leads to its waybills, listings and hours, a waybill to the orders that claim it.
const MOST_ROUNDS = 3

function knownOrders(orderIds: readonly OrderId[], { states }: Reading): KnownOrder[] {
  return orderIds.flatMap((id) => knownOrder(states.order(id), states) ?? [])
}

async function bringToHand(
  orderIds: readonly OrderId[],
  reading: Reading,
  signals: readonly Signal[],
): Promise<void> {
  if (reading.isComplete) return
  const keys = noKeys()
  for (const id of orderIds) keys.orders.add(id)
  await reading.fetch(keys)
  for (let round = 1; round < MOST_ROUNDS; round++) {
    for (const known of knownOrders(orderIds, reading)) {
      for (const signal of signals) signal.need(known, reading.states, keys)
    }
    await reading.fetch(keys)
  }
}

/** Signals with their weighers over one set of states, ready for many orders. */
export interface Weighers {
  readonly signals: readonly Signal[]
  readonly weighers: readonly Weigher[]
  /** The groups, each with the places of its signals. */
  readonly groups: ReadonlyMap<string, readonly number[]>
  readonly model: Model
}

/** Prepares the weighing of a page of orders. */
export function weighersOf({ signals, model }: Scales, { states }: Reading): Weighers {
  const groups = new Map<string, number[]>()
  for (const [index, { group }] of signals.entries()) {
    groups.set(group, [...(groups.get(group) ?? []), index])
  }
  return { signals, weighers: signals.map((signal) => signal.weigher(states)), groups, model }
}

const NO_SIGNALS: readonly Contribution[] = []

/** The contributions to one order, within the caps of their groups, heaviest first. */
export function contributionsTo(known: KnownOrder, weighers: Weighers): readonly Contribution[] {
  const weighed = weighers.weighers.map((weigh) => weigh(known))
  if (weighed.every((each) => each === undefined)) return NO_SIGNALS
  const found: Contribution[] = []
  for (const [group, places] of weighers.groups) {
    const decibans = withinCap(
      places.map((place) => weighed[place]?.decibans ?? 0),
      weighers.model.groups[group],
    )
    for (const [index, place] of places.entries()) {
      const weighing = weighed[place]
      const kind = weighers.signals[place]?.kind ?? ''
      if (weighing) found.push({ kind, decibans: decibans[index] ?? 0, because: weighing.because })
    }
  }
  return found.sort(byWeight)
}

function byWeight(left: Contribution, right: Contribution): number {
  return right.decibans - left.decibans || (left.kind < right.kind ? -1 : 1)
}

/** What an order's contributions add up to. */
export function assess(
  { order }: KnownOrder,
  signals: readonly Contribution[],
  model: Model,
): Assessment {
  const { probability, decibans, band } = addUp(model.priorDecibans, signals, model)
  return {
    orderId: order.id,
    shopId: order.shopId,
    probability,
    decibans,
    band,
    signals,
    modelVersion: model.version,
  }
}

function byShopAndTime({ order: left }: KnownOrder, { order: right }: KnownOrder): number {
  if (left.shopId !== right.shopId) return left.shopId < right.shopId ? -1 : 1
  return left.placedAt - right.placedAt || (left.id < right.id ? -1 : 1)
}

/** An order with what is thought of it. */
export interface WeighedOrder {
  readonly order: OrderFact
  readonly assessment: Assessment
}

/**
 * Weighs orders by everything known up to `scales.now`. Orders of which only parcels or
 * complaints are known have no assessment and are left out. Answers by shop, then by time.
 */
export async function weighOrders(
  orderIds: readonly OrderId[],
  store: StateStore,
  scales: Scales,
): Promise<WeighedOrder[]> {
  const reading = store.read(scales.now)
  await bringToHand(orderIds, reading, scales.signals)
  const weighers = weighersOf(scales, reading)
  return knownOrders(orderIds, reading)
    .sort(byShopAndTime)
    .map((known) => ({
      order: known.order,
      assessment: assess(known, contributionsTo(known, weighers), scales.model),
    }))
}
