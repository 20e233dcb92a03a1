// A plain, even stream of records for measuring speed: few suspects, as an ordinary export has.

const DAY = 86_400_000
const BEGIN = Date.UTC(2026, 0, 1)
const CITIES = ['深圳市', '广州市', '杭州市', '成都市', '上海市', '北京市', '武汉市', '西安市']
const KINDS = ['accepted', 'departed', 'arrived', 'out_for_delivery', 'delivered'] as const
/** Of a hundred parcels, so many weigh what an empty one weighs. */
const EMPTY_PERCENT = 2
const ORDERS_A_SHOP = 60
const LISTINGS_A_SHOP = 6

/** A xorshift: the same numbers for the same seed, on every machine. */
function dice(seed: number): (below: number) => number {
  let state = seed | 1
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

const time = (at: number) => new Date(at).toISOString()
const money = (amount: number) => ({ amount, currency: 'CNY' })

/** At least `count` records: shops with their listings, buyers, and orders to the door. */
export function* madeRecords(count: number, seed = 7): Generator<object> {
  const roll = dice(seed)
  // An order comes with a parcel, five scans, a settlement and a review.
  const orders = Math.ceil(count / 9)
  const shops = Math.max(1, Math.ceil(orders / ORDERS_A_SHOP))
  const buyers = Math.max(1, Math.ceil(orders / 3))
  for (let shop = 0; shop < shops; shop++) {
    yield { type: 'shop', id: `shop-${shop}`, name: `店铺${shop}`, city: CITIES[shop % 8] }
    for (let item = 0; item < LISTINGS_A_SHOP; item++) yield listing(shop, item)
  }
  for (let order = 0; order < orders; order++) {
    const shop = roll(shops)
    const about = { order, shop, buyer: roll(buyers), item: roll(LISTINGS_A_SHOP) }
    const placedAt = BEGIN + roll(90) * DAY + roll(DAY)
    yield* recordsOfOrder({ ...about, placedAt, isEmpty: roll(100) < EMPTY_PERCENT }, roll)
  }
}

const gramsOf = (shop: number, item: number) => 150 + ((shop * 7 + item * 211) % 2_400)

function listing(shop: number, item: number): object {
  return {
    type: 'listing',
    id: `listing-${shop}-${item}`,
    shopId: `shop-${shop}`,
    title: `商品 ${shop}-${item}`,
    weightGrams: gramsOf(shop, item),
    price: money(1_000 + item * 900),
  }
}

interface MadeOrder {
  readonly order: number
  readonly shop: number
  readonly buyer: number
  readonly item: number
  readonly placedAt: number
  readonly isEmpty: boolean
}

function* recordsOfOrder(made: MadeOrder, roll: (below: number) => number): Generator<object> {
  const { order, shop, buyer, item, placedAt } = made
  const id = `order-${order}`
  const city = CITIES[buyer % 8]
  const total = money(1_000 + item * 900)
  yield {
    type: 'order',
    id,
    shopId: `shop-${shop}`,
    buyerId: `buyer-${buyer}`,
    placedAt: time(placedAt),
    lines: [{ listingId: `listing-${shop}-${item}`, quantity: 1, unitPrice: total }],
    total,
    paidAt: time(placedAt + 60_000),
    address: { key: `address-${buyer}`, city, country: 'CN' },
  }
  const carrier = ['SF', 'YTO', 'ZTO'][order % 3]
  const waybillNo = `W${1_000_000_000 + order}`
  const shippedAt = placedAt + 3_600_000 * (1 + roll(30))
  yield {
    type: 'parcel',
    id: `parcel-${order}`,
    orderId: id,
    carrier,
    waybillNo,
    shippedAt: time(shippedAt),
  }
  const grams = made.isEmpty
    ? 30 + roll(40)
    : Math.round(gramsOf(shop, item) * (0.95 + roll(10) / 100)) + 60
  for (const [index, kind] of KINDS.entries()) {
    const at = time(shippedAt + index * 20 * 3_600_000)
    const where = index === 0 ? { city: CITIES[shop % 8], measuredGrams: grams } : { city }
    yield { type: 'scan', id: `scan-${order}-${index}`, carrier, waybillNo, at, kind, ...where }
  }
  const doneAt = shippedAt + 5 * DAY
  yield {
    type: 'settlement',
    id: `settlement-${order}`,
    shopId: `shop-${shop}`,
    at: time(doneAt),
    amount: total,
    orderId: id,
  }
  yield {
    type: 'review',
    id: `review-${order}`,
    orderId: id,
    at: time(doneAt),
    stars: 1 + roll(5),
    text: '不错',
  }
}
