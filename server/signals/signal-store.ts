// The state store in the database: states are derived from the records when they are asked for.
import type { EngineRecord } from '../intake/record.ts'
import { type Database, sqlTime } from '../platform/database.ts'
import type { BuyerId, OrderId, ShopId } from '../vocabulary/ids.ts'
import { HOUR, type Instant, instant } from '../vocabulary/time.ts'
import { factOf, type PlacedOrder } from './fact.ts'
import { emptyMemory, type Memory, putFact, putPlacedOrder } from './memory.ts'
import { everything } from './memory-state.ts'
import { type Keys, LIMITS, noKeys, type Reading, type StateStore } from './state.ts'
import type { Span } from './touch.ts'

interface BodyRow {
  body: EngineRecord
}

// A record dated in the future has its `due_at` until its moment has come, and does not count.
// Of an overfull key the earliest are kept; all that share the last moment come along, and the
// states cut them by identifier as they do for every store.
const OF_KEYS = (key: string, types: string) => `
  select body from (
    select body, rank() over (partition by ${key}, type order by at nulls first) as place
    from record where ${key} = any($1::text[]) and type in (${types}) and due_at is null
  ) as known where place <= $2`

const OF_ORDERS = OF_KEYS('order_id', `'order', 'parcel', 'refund', 'report'`)
const OF_WAYBILLS = OF_KEYS('waybill', `'parcel', 'scan'`)

async function readBodies(
  db: Database,
  text: string,
  { keys, most }: { readonly keys: readonly string[]; readonly most: number },
): Promise<EngineRecord[]> {
  if (keys.length === 0) return []
  const rows = await db.query<BodyRow>(text, [keys, most])
  return rows.map(({ body }) => body)
}

async function readListings(db: Database, ids: readonly string[]): Promise<EngineRecord[]> {
  if (ids.length === 0) return []
  const rows = await db.query<BodyRow>(
    `select body from record
     where id = any($1::text[]) and type = 'listing' and due_at is null`,
    [ids],
  )
  return rows.map(({ body }) => body)
}

/** An order as its shop's hour has it. */
export interface ShopOrder extends PlacedOrder {
  readonly shopId: ShopId
}

/** The orders of these stretches that count, by shop and time; `most` of each hour. */
export async function readPlacedOrders(
  db: Database,
  spans: readonly Span[],
): Promise<readonly ShopOrder[]> {
  if (spans.length === 0) return []
  const rows = await db.query<{ id: OrderId; shop_id: ShopId; buyer_id: BuyerId; at: Instant }>(
    `select id, shop_id, buyer_id, at from (
       select record.id, record.shop_id, buyer_id, record.at, rank() over (
         partition by record.shop_id, floor(extract(epoch from record.at) / 3600)
         order by record.at) as place
       from unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) as span (shop_id, start, stop)
       join record on record.shop_id = span.shop_id and record.type = 'order'
         and record.at between span.start and span.stop and record.due_at is null
     ) as placed where place <= $4 order by shop_id, at, id collate "C"`,
    [
      spans.map(({ shopId }) => shopId),
      spans.map(({ from }) => sqlTime(from)),
      spans.map(({ to }) => sqlTime(to)),
      LIMITS.shopHour,
    ],
  )
  return rows.map(({ id, shop_id, buyer_id, at }) => ({
    id,
    shopId: shop_id,
    buyerId: buyer_id,
    placedAt: at,
  }))
}

/** The hours asked for as stretches, neighbours joined. */
function spansOf(shopHours: readonly string[]): Span[] {
  const byShop = new Map<string, number[]>()
  for (const key of shopHours) {
    const cut = key.indexOf('\n')
    const shopId = key.slice(cut + 1)
    byShop.set(shopId, [...(byShop.get(shopId) ?? []), Number(key.slice(0, cut))])
  }
  return [...byShop].flatMap(([shopId, hours]) => runsOf(hours).map(spanOf(shopId as ShopId)))
}

interface Run {
  readonly first: number
  last: number
}

function runsOf(hours: number[]): Run[] {
  const runs: Run[] = []
  for (const hour of hours.sort((left, right) => left - right)) {
    const open = runs.at(-1)
    if (open && hour <= open.last + 1) open.last = hour
    else runs.push({ first: hour, last: hour })
  }
  return runs
}

const spanOf =
  (shopId: ShopId) =>
  ({ first, last }: Run): Span => ({
    shopId,
    from: instant(first * HOUR),
    to: instant((last + 1) * HOUR - 1),
  })

/** The keys that were not asked for before; they count as asked for from now on. */
function fresh(asked: ReadonlySet<string>, before: Set<string>): string[] {
  const found = [...asked].filter((key) => !before.has(key))
  for (const key of found) before.add(key)
  return found.sort()
}

async function fill(
  db: Database,
  memory: Memory,
  wanted: { keys: Keys; had: Keys },
): Promise<void> {
  const { keys, had } = wanted
  const most = Math.max(LIMITS.parcels, LIMITS.refunds, LIMITS.reports)
  const waybillMost = Math.max(LIMITS.claims, LIMITS.scans)
  const orders = fresh(keys.orders, had.orders)
  const waybills = fresh(keys.waybills, had.waybills)
  const bodies = [
    ...(await readBodies(db, OF_ORDERS, { keys: orders, most })),
    ...(await readBodies(db, OF_WAYBILLS, { keys: waybills, most: waybillMost })),
    ...(await readListings(db, fresh(keys.listings, had.listings))),
  ]
  for (const body of bodies) {
    const fact = factOf(body)
    if (fact) putFact(memory, fact)
  }
  const spans = spansOf(fresh(keys.shopHours, had.shopHours))
  for (const order of await readPlacedOrders(db, spans)) {
    putPlacedOrder(memory, order.shopId, order)
  }
}

/**
 * The state store over the table of records. It absorbs nothing: the records are the state. What
 * counts is what has come of age, which is told by intake and not by the moment given here.
 */
export function createSignalStore(db: Database): StateStore {
  return {
    absorb: async () => {},
    read: (): Reading => {
      const memory = emptyMemory()
      const had = noKeys()
      return {
        states: everything(memory),
        isComplete: false,
        fetch: (keys) => fill(db, memory, { keys, had }),
      }
    },
  }
}
