// The state store in memory: everything absorbed is at hand.
import type { EngineRecord } from '../intake/record.ts'
import type { Instant } from '../vocabulary/time.ts'
import { type Fact, factOf, momentOf, type PlacedOrder } from './fact.ts'
import { emptyMemory, type Memory, takeFact } from './memory.ts'
import type { OrderState, Reading, StateStore, States, WaybillState } from './state.ts'

const NO_ORDERS: readonly PlacedOrder[] = []

/** Everything that a memory holds, whatever its moment. */
export function everything(memory: Memory): States {
  return {
    order: (id) => memory.orders.get(id),
    waybill: (carrier, waybillNo) => memory.carriers.get(carrier)?.get(waybillNo),
    listing: (id) => memory.listings.get(id),
    shopHour: (shopId, hour) => memory.shops.get(shopId)?.get(hour)?.orders ?? NO_ORDERS,
  }
}

function upTo<Kept extends Fact>(facts: readonly Kept[], now: Instant): readonly Kept[] {
  return facts.filter((fact) => momentOf(fact) <= now)
}

function orderUpTo(entry: OrderState | undefined, now: Instant): OrderState | undefined {
  return (
    entry && {
      order: entry.order && entry.order.placedAt <= now ? entry.order : undefined,
      parcels: upTo(entry.parcels, now),
      refunds: upTo(entry.refunds, now),
      reports: upTo(entry.reports, now),
    }
  )
}

function waybillUpTo(entry: WaybillState | undefined, now: Instant): WaybillState | undefined {
  return entry && { claims: upTo(entry.claims, now), scans: upTo(entry.scans, now) }
}

/** What a memory knows of facts dated up to `now`; the rest waits for its time. */
export function statesAt(memory: Memory, now: Instant): States {
  const all = everything(memory)
  if (memory.latest <= now) return all
  return {
    order: (id) => orderUpTo(all.order(id), now),
    waybill: (carrier, waybillNo) => waybillUpTo(all.waybill(carrier, waybillNo), now),
    listing: all.listing,
    shopHour: (shopId, hour) => all.shopHour(shopId, hour).filter((order) => order.placedAt <= now),
  }
}

/** A state store that holds everything; its memory can be walked by `assessAll`. */
export interface MemoryStore extends StateStore {
  readonly memory: Memory
  /** As `absorb`, at once: a command that takes in millions does not wait for each page. */
  take(records: readonly EngineRecord[]): void
}

export function createMemoryStore(): MemoryStore {
  const memory = emptyMemory()
  const take = (records: readonly EngineRecord[]) => {
    for (const record of records) {
      const fact = factOf(record)
      if (fact) takeFact(memory, fact)
    }
  }
  return {
    memory,
    take,
    absorb: async (records) => take(records),
    read: (now): Reading => ({
      states: statesAt(memory, now),
      isComplete: true,
      fetch: async () => {},
    }),
  }
}
