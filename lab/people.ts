// Who is in a made marketplace: shops with their goods, buyers with what they leave in the data.
import type { Chance } from './random.ts'
import { CARRIERS, CATEGORIES, type Carrier, CITIES, PACKAGING, type Packaging } from './town.ts'

/** How a shop sends: honestly, now and then with a slip, empty to cheat, empty to brush. */
export type Conduct = 'honest' | 'careless' | 'cheats' | 'brushes'

export interface Goods {
  readonly listingId: string
  readonly title: string
  readonly trueGrams: number
  /** What the catalogue says; undefined where the seller left it out, wrong now and then. */
  readonly declaredGrams: number | undefined
  readonly priceFen: number
}

export interface ShopPerson {
  readonly id: string
  readonly name: string
  readonly city: string
  readonly category: string
  readonly conduct: Conduct
  readonly carrier: Carrier
  readonly packaging: Packaging
  readonly outletId: string
  readonly goods: readonly Goods[]
  /** How often it is chosen, next to others. */
  readonly popularity: number
}

export interface BuyerPerson {
  readonly id: string
  readonly city: string
  readonly addressKey: string
  readonly deviceId: string
  readonly networkId: string
  readonly payerId: string
  /** Hired by the service that sends empty parcels. */
  readonly hired: boolean
  /** Claims empty parcels that were full. */
  readonly falseReporter: boolean
}

function declare(chance: Chance, trueGrams: number): number | undefined {
  if (chance.hit(0.04)) return undefined
  // One listing in thirty is plainly wrong: grams for kilograms, a set for a piece.
  if (chance.hit(0.033)) return Math.max(1, Math.round(trueGrams * chance.pick([0.1, 0.5, 2, 10])))
  return Math.max(1, Math.round(trueGrams * chance.normal(1, 0.06)))
}

function goodsOf(chance: Chance, shopId: string, category: (typeof CATEGORIES)[number]): Goods[] {
  return Array.from({ length: chance.whole(3, 9) }, (_, index) => {
    const trueGrams = chance.whole(category.grams[0], category.grams[1])
    return {
      listingId: `${shopId}-L${index + 1}`,
      title: `${chance.pick(category.titles)} ${String.fromCharCode(65 + index)}`,
      trueGrams,
      declaredGrams: declare(chance, trueGrams),
      priceFen: Math.round(chance.whole(category.price[0], category.price[1]) / 100) * 100,
    }
  })
}

const NAMES = [
  '晨光',
  '云上',
  '四季',
  '小城',
  '远山',
  '一叶',
  '白鹿',
  '拾光',
  '南風',
  '北岸',
] as const
const KINDS = ['书店', '鞋铺', '生活馆', '玩具屋', '优品', '商行', '小店'] as const

function conductOf(index: number, chance: Chance): Conduct {
  // The first few are fixed so that even a small demo holds one of each.
  if (index === 1) return 'cheats'
  if (index === 2 || index === 3 || index === 4) return 'brushes'
  if (index === 5) return 'careless'
  if (chance.hit(0.02)) return 'cheats'
  if (chance.hit(0.03)) return 'brushes'
  return chance.hit(0.06) ? 'careless' : 'honest'
}

/** The shops of a world. */
export function makeShops(chance: Chance, count: number): ShopPerson[] {
  return Array.from({ length: count }, (_, index) => {
    const id = `S${1_000 + index}`
    const own = chance.fork(id)
    const conduct = conductOf(index, own)
    const category = own.pick(conduct === 'honest' ? CATEGORIES : CATEGORIES.slice(0, 4))
    const city = own.pick(CITIES)
    const goods = goodsOf(own, id, category)
    const heaviest = Math.max(...goods.map((each) => each.trueGrams))
    const carriers = conduct === 'honest' ? CARRIERS : CARRIERS.slice(0, 3)
    return {
      id,
      name: `${own.pick(NAMES)}${own.pick(KINDS)}`,
      city,
      category: category.name,
      conduct,
      carrier: own.pick(carriers),
      packaging: own.pick(PACKAGING.filter((each) => each.holdsGrams >= heaviest * 0.6)),
      outletId: conduct === 'brushes' ? 'OUT-service-1' : `OUT-${city}-${own.whole(1, 4)}`,
      goods,
      // The first few, one of each conduct, sell enough to be seen in a small world too.
      popularity: index < 7 ? 0.5 : 1 / (1 + own.unit() * 12),
    }
  })
}

/** The buyers of a world: families and campuses share addresses and networks, honestly. */
export function makeBuyers(chance: Chance, count: number): BuyerPerson[] {
  const hiredCount = Math.max(20, Math.round(count * 0.02))
  return Array.from({ length: count }, (_, index) => {
    const id = `B${10_000 + index}`
    const own = chance.fork(id)
    const hired = index < hiredCount
    const campus = own.hit(0.08)
    const home = Math.floor(index / (own.hit(0.15) ? 2 : 1))
    const place = campus ? `campus-${own.whole(1, 6)}` : `home-${home}`
    return {
      id,
      city: own.pick(CITIES),
      addressKey: hired ? `home-h${Math.floor(index / 3)}` : place,
      deviceId: hired ? `dev-h${Math.floor(index / 4)}` : `dev-${index}`,
      networkId: hired ? `net-h${Math.floor(index / 12)}` : `net-${campus ? place : home}`,
      payerId: hired ? `pay-h${Math.floor(index / 5)}` : `pay-${index}`,
      hired,
      falseReporter: !hired && own.hit(0.015),
    }
  })
}
