// What the browser tests' marketplace sells and ships: iron pans of 1.2 kg, or nothing.

const DAY = 86_400_000
const yuan = (amount: number) => ({ amount: amount * 100, currency: 'CNY' })
const before = (now: number, days: number) => new Date(now - days * DAY).toISOString()

/** A shop with a pledge of 2,000 yuan, 500 yuan earned, and one thing on offer. */
export function shopRecords(shopId: string): object[] {
  const ago = (days: number) => before(Date.now(), days)
  return [
    { type: 'shop', id: shopId, name: '小城生活馆', city: '杭州', openedAt: ago(400) },
    { type: 'listing', id: `${shopId}-1`, shopId, title: '铸铁锅', weightGrams: 1_200 },
    { type: 'deposit', id: `${shopId}-D`, shopId, at: ago(90), amount: yuan(2_000) },
    { type: 'settlement', id: `${shopId}-S`, shopId, at: ago(20), amount: yuan(500) },
  ]
}

interface Sale {
  readonly orderId: string
  readonly shopId: string
  readonly buyerId: string
  /** What the carrier's scale shows. */
  readonly grams: number
  /** Signed for three days before this moment; without it, before the present one. */
  readonly now?: number
}

/** An order of one pan for 129 yuan, sent, weighed and signed for. */
export function saleRecords({ orderId, shopId, buyerId, grams, now }: Sale): object[] {
  const ago = (days: number) => before(now ?? Date.now(), days)
  const parcel = { carrier: 'shunda', waybillNo: `W${orderId}` }
  const lines = [{ listingId: `${shopId}-1`, quantity: 1, unitPrice: yuan(129) }]
  const address = { key: `home-${buyerId}`, city: '成都' }
  const scan = (kind: string, days: number, city: string) => ({
    ...{ type: 'scan', id: `${orderId}-${kind}`, ...parcel, at: ago(days), kind, city },
  })
  return [
    {
      ...{ type: 'order', id: orderId, shopId, buyerId, placedAt: ago(6), paidAt: ago(6) },
      ...{ total: yuan(129), lines, address },
    },
    { type: 'parcel', id: `${orderId}-P`, orderId, ...parcel, shippedAt: ago(5) },
    { ...scan('accepted', 5, '杭州'), measuredGrams: grams },
    scan('delivered', 3, '成都'),
  ]
}
