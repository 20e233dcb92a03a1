// One order as the data shows it: the order, its parcel, the scans, and what was really inside.
import type { BuyerPerson, Goods, ShopPerson } from './people.ts'
import type { Chance } from './random.ts'
import { CITIES, scaleReading } from './town.ts'

export interface Line {
  readonly goods: Goods
  readonly quantity: number
}

/** What happened in truth to one order. */
export interface Fate {
  readonly empty: boolean
  readonly why: 'full' | 'cheat' | 'brush' | 'slip'
}

export interface Purchase {
  readonly orderId: string
  readonly shop: ShopPerson
  readonly buyer: BuyerPerson
  readonly lines: readonly Line[]
  readonly placedAt: number
  readonly fate: Fate
  /** The waybill of an earlier parcel that is used once more. */
  readonly reusedWaybill?: string
}

export type WorldRecord = { readonly type: string; readonly id: string } & Record<string, unknown>

const HOUR = 3_600_000
const MINUTE = 60_000

const time = (at: number) => new Date(at).toISOString()
const yuan = (amount: number) => ({ amount, currency: 'CNY' })

export function totalFen(purchase: Purchase): number {
  return purchase.lines.reduce((sum, line) => sum + line.goods.priceFen * line.quantity, 0)
}

function trueGrams(chance: Chance, purchase: Purchase): number {
  const { packaging } = purchase.shop
  const tare = Math.max(3, chance.normal(packaging.grams, packaging.deviation))
  if (purchase.fate.empty) return tare + chance.unit() * 45
  const net = purchase.lines.reduce(
    (sum, line) => sum + line.goods.trueGrams * line.quantity * chance.normal(1, 0.02),
    0,
  )
  return tare + net
}

function orderRecord(purchase: Purchase, chance: Chance): WorldRecord {
  const { buyer, shop, lines, placedAt } = purchase
  return {
    type: 'order',
    id: purchase.orderId,
    shopId: shop.id,
    buyerId: buyer.id,
    placedAt: time(placedAt),
    paidAt: time(placedAt + chance.whole(1, 20) * MINUTE),
    payerId: buyer.payerId,
    deviceId: buyer.deviceId,
    networkId: buyer.networkId,
    address: { key: buyer.addressKey, city: buyer.city, country: 'CN' },
    lines: lines.map((line) => ({
      listingId: line.goods.listingId,
      quantity: line.quantity,
      unitPrice: yuan(line.goods.priceFen),
    })),
    total: yuan(totalFen(purchase)),
  }
}

interface Journey {
  readonly purchase: Purchase
  readonly waybillNo: string
  readonly shippedAt: number
}

function scansOf({ purchase, waybillNo, shippedAt }: Journey, chance: Chance): WorldRecord[] {
  const { shop, buyer } = purchase
  const grams = trueGrams(chance, purchase)
  const weighed = chance.hit(shop.carrier.weighs) ? scaleReading(shop.carrier, grams) : undefined
  const elsewhere = purchase.reusedWaybill !== undefined
  const goal = elsewhere ? chance.pick(CITIES.filter((city) => city !== buyer.city)) : buyer.city
  const day = 24 * HOUR
  const steps = [
    { kind: 'accepted', after: chance.whole(1, 8) * HOUR, city: shop.city, measuredGrams: weighed },
    { kind: 'departed', after: chance.whole(9, 14) * HOUR, city: shop.city },
    { kind: 'arrived', after: day + chance.whole(2, 20) * HOUR, city: goal },
    { kind: 'out_for_delivery', after: 2 * day + chance.whole(0, 6) * HOUR, city: goal },
    { kind: 'delivered', after: 2 * day + chance.whole(7, 20) * HOUR, city: goal },
  ]
  return steps
    .filter((step) => step.kind === 'accepted' || !chance.hit(0.03))
    .map((step): WorldRecord => {
      const at = time(shippedAt + step.after)
      const outletId = step.kind === 'accepted' ? shop.outletId : undefined
      return {
        type: 'scan',
        id: `${purchase.orderId}-${step.kind}`,
        carrier: shop.carrier.name,
        waybillNo,
        at,
        kind: step.kind,
        city: step.city,
        ...(outletId ? { outletId } : {}),
        ...(step.measuredGrams === undefined ? {} : { measuredGrams: step.measuredGrams }),
      }
    })
}

/** The records that one purchase leaves, in the order in which they would arise. */
export function recordsOf(purchase: Purchase, chance: Chance): WorldRecord[] {
  const { shop, orderId, placedAt } = purchase
  const shippedAt = placedAt + chance.whole(3, 30) * HOUR
  const waybillNo = purchase.reusedWaybill ?? `${shop.carrier.name.slice(0, 2)}${orderId.slice(1)}`
  const settledAt = placedAt + 12 * 24 * HOUR
  const records: WorldRecord[] = [
    orderRecord(purchase, chance),
    {
      type: 'parcel',
      id: `${orderId}-P`,
      orderId,
      carrier: shop.carrier.name,
      waybillNo,
      shippedAt: time(shippedAt),
      outletId: shop.outletId,
    },
    ...scansOf({ purchase, waybillNo, shippedAt }, chance),
    {
      type: 'settlement',
      id: `${orderId}-M`,
      shopId: shop.id,
      orderId,
      at: time(settledAt),
      amount: yuan(Math.round(totalFen(purchase) * 0.95)),
    },
  ]
  if (chance.hit(0.25) || purchase.fate.why === 'brush') {
    const stars = purchase.fate.why === 'brush' ? 5 : chance.pick([3, 4, 5, 5, 5])
    const at = time(shippedAt + 4 * 24 * HOUR)
    records.push({ type: 'review', id: `${orderId}-R`, orderId, at, stars })
  }
  return records
}
