// A marketplace from one seed, with the truth about it: what lab, demo and tests play on.
import { type BuyerPerson, makeBuyers, makeShops, type ShopPerson } from './people.ts'
import { type Chance, chanceFrom } from './random.ts'
import { type Fate, type Line, type Purchase, recordsOf, type WorldRecord } from './shipment.ts'

export interface WorldOptions {
  readonly seed: number
  /** How many orders, roughly: bursts and repeats add a few. */
  readonly orders: number
  /** The last moment of the story, milliseconds since 1970. */
  readonly endsAt: number
  readonly days?: number
}

/** The truth about one order, which no record tells. */
export interface OrderTruth {
  readonly orderId: string
  readonly shopId: string
  readonly buyerId: string
  readonly empty: boolean
  readonly why: Fate['why']
}

export interface World {
  readonly shops: readonly ShopPerson[]
  readonly buyers: readonly BuyerPerson[]
  readonly purchases: readonly Purchase[]
  /** Every record, each as the contract has it. */
  records(): Generator<WorldRecord>
  readonly truth: readonly OrderTruth[]
}

const DAY = 86_400_000
const HOUR = 3_600_000

function linesOf(chance: Chance, shop: ShopPerson): Line[] {
  const kinds = chance.hit(0.2) ? 2 : 1
  const first = chance.whole(0, shop.goods.length - 1)
  return shop.goods
    .slice(first, first + kinds)
    .map((goods) => ({ goods, quantity: chance.hit(0.12) ? chance.whole(2, 3) : 1 }))
}

function fateOf(chance: Chance, shop: ShopPerson, buyer: BuyerPerson): Fate {
  if (buyer.hired && shop.conduct === 'brushes') return { empty: true, why: 'brush' }
  if (shop.conduct === 'cheats' && chance.hit(0.2)) return { empty: true, why: 'cheat' }
  const slip = shop.conduct === 'careless' ? 0.04 : 0.001
  return chance.hit(slip) ? { empty: true, why: 'slip' } : { empty: false, why: 'full' }
}

/** An hour of the day as people shop: few at night, most in the evening. */
function shoppingHour(chance: Chance): number {
  const hour = chance.normal(19, 4.5)
  return ((hour % 24) + 24) % 24
}

class Ledger {
  readonly purchases: Purchase[] = []
  private next = 100_000

  add(purchase: Omit<Purchase, 'orderId'>): void {
    this.purchases.push({ ...purchase, orderId: `O${this.next++}` })
  }
}

function honestOrders(chance: Chance, stage: Stage, book: Ledger): void {
  const weights = stage.shops.map((shop) => shop.popularity)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const shopAt = (point: number) => {
    let left = point * total
    const index = weights.findIndex((weight) => {
      left -= weight
      return left < 0
    })
    return stage.shops[Math.max(0, index)] as ShopPerson
  }
  for (let index = 0; index < stage.count; index++) {
    const shop = shopAt(chance.unit())
    const buyer = chance.pick(stage.honest)
    const day = Math.floor(chance.unit() * stage.days) * DAY
    const placedAt = stage.from + day + Math.floor(shoppingHour(chance) * HOUR)
    const fate = fateOf(chance, shop, buyer)
    book.add({ shop, buyer, lines: linesOf(chance, shop), placedAt, fate })
  }
}

function serviceOrders(chance: Chance, stage: Stage, book: Ledger): void {
  const clients = stage.shops.filter((shop) => shop.conduct === 'brushes')
  for (const shop of clients) {
    const perBurst = chance.whole(18, 30)
    for (let burst = 0; burst < 3; burst++) {
      const begins = stage.from + Math.floor(chance.unit() * (stage.days - 4) * DAY)
      const crew = Array.from({ length: Math.max(2, Math.floor(perBurst / 4)) }, () =>
        chance.pick(stage.hired),
      )
      const waybills: string[] = []
      for (let index = 0; index < perBurst; index++) {
        const buyer = chance.pick(crew)
        const placedAt = begins + Math.floor(chance.unit() * 50 * 60_000)
        const reuse = waybills.length > 3 && chance.hit(0.2) ? chance.pick(waybills) : undefined
        const fate = fateOf(chance, shop, buyer)
        const reused = reuse === undefined ? {} : { reusedWaybill: reuse }
        book.add({ shop, buyer, lines: linesOf(chance, shop), placedAt, fate, ...reused })
        const last = book.purchases.at(-1) as Purchase
        if (!reuse) waybills.push(`${shop.carrier.name.slice(0, 2)}${last.orderId.slice(1)}`)
      }
    }
  }
}

interface Stage {
  readonly shops: readonly ShopPerson[]
  readonly honest: readonly BuyerPerson[]
  readonly hired: readonly BuyerPerson[]
  readonly count: number
  readonly from: number
  readonly days: number
}

function* shopRecords(shops: readonly ShopPerson[], from: number): Generator<WorldRecord> {
  const opened = new Date(from - 300 * DAY).toISOString()
  const paid = new Date(from - 200 * DAY).toISOString()
  for (const shop of shops) {
    const { id, name, category, city } = shop
    yield { type: 'shop', id, name, category, city, openedAt: opened }
    const amount = { amount: 200_000, currency: 'CNY' }
    yield { type: 'deposit', id: `${id}-D1`, shopId: id, at: paid, amount }
    for (const goods of shop.goods) {
      yield {
        type: 'listing',
        id: goods.listingId,
        shopId: id,
        title: goods.title,
        category,
        price: { amount: goods.priceFen, currency: 'CNY' },
        ...(goods.declaredGrams === undefined ? {} : { weightGrams: goods.declaredGrams }),
      }
    }
  }
}

/** Makes a world. The same options make the same world, to the last byte. */
export function makeWorld(options: WorldOptions): World {
  const chance = chanceFrom(options.seed)
  const days = options.days ?? 45
  const from = Math.floor((options.endsAt - days * DAY) / DAY) * DAY
  const shops = makeShops(chance.fork('shops'), Math.max(12, Math.round(options.orders / 60)))
  const buyers = makeBuyers(chance.fork('buyers'), Math.max(200, Math.round(options.orders / 2.5)))
  const honest = buyers.filter((buyer) => !buyer.hired)
  const hired = buyers.filter((buyer) => buyer.hired)
  const stage: Stage = { shops, honest, hired, count: options.orders, from, days }
  const book = new Ledger()
  honestOrders(chance.fork('honest'), stage, book)
  serviceOrders(chance.fork('service'), stage, book)
  const purchases = book.purchases.toSorted((left, right) => left.placedAt - right.placedAt)
  return {
    shops,
    buyers,
    purchases,
    truth: purchases.map((purchase) => ({
      orderId: purchase.orderId,
      shopId: purchase.shop.id,
      buyerId: purchase.buyer.id,
      empty: purchase.fate.empty,
      why: purchase.fate.why,
    })),
    *records() {
      yield* shopRecords(shops, from)
      for (const { id, city } of buyers) yield { type: 'buyer', id, city }
      const ships = chance.fork('shipments')
      for (const purchase of purchases) {
        yield* recordsOf(purchase, ships.fork(purchase.orderId))
      }
    },
  }
}
