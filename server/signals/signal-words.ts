// What signals say, in sentences: why an order is suspect, or why it is not.

/** ICU messages by kind; `_for` is said where a signal speaks for the order. */
export const SIGNAL_WORDS = {
  en: {
    parcel_underweight:
      'The carrier weighed {measuredGrams, number} g where {expectedGrams, number} g were to be expected of these goods with their packaging, {sigmas, number} standard deviations less{parcels, plural, =1 {} other { (all # parcels together)}}.',
    parcel_underweight_for:
      'The carrier weighed {measuredGrams, number} g, which fits the goods with their packaging ({expectedGrams, number} g expected{parcels, plural, =1 {} other {, all # parcels together}}).',
    waybill_reused:
      '{carrier} {waybillNo}: {delivered, select, yes {this number was handed over on {deliveredAt}, before the order was placed.} other {{usedBefore, select, true {this number had served another order, to another address, before.} other {this number was used for another order, to another address, afterwards.}}}}{otherAddresses, plural, =0 {} one { It appears with one other address.} other { It appears with # other addresses.}}',
    route_elsewhere:
      'The parcel was {scanKind, select, delivered {delivered} other {out for delivery}} in {scanCity} on {at}; the order’s address is in {orderCity}.',
    order_concentration:
      'Between {intervalFrom} and {intervalTo} the shop got {orders, number} orders from {buyers, plural, one {a single buyer} other {# buyers}} ({ratio, number} a buyer), {ownOrders, number} of them from this buyer.',
    order_concentration_of_shop:
      'Between {intervalFrom} and {intervalTo} the shop got {orders, number} orders from {buyers, plural, one {a single buyer} other {# buyers}}, {maxRatio, number} a buyer; {brushedOrders, number} orders in all lie in such hours.',
    buyer_report:
      'The buyer says: {reason, select, empty_parcel {the parcel was empty} wrong_item {something else was inside} not_received {the parcel never came} other {the order is at fault}} ({firstAt}{complaints, plural, =1 {} other {, # times}}).',
    orders_of_subject:
      '{ordersAgainst, plural, one {One order speaks} other {# orders speak}} against, of {ordersWithEvidence, number} that this signal has something to say about.',
  },
  'zh-CN': {
    parcel_underweight:
      '承运商称重 {measuredGrams, number} 克；商品连同包装应约 {expectedGrams, number} 克，偏轻 {sigmas, number} 个标准差{parcels, plural, =1 {} other {（# 个包裹合计）}}。',
    parcel_underweight_for:
      '承运商称重 {measuredGrams, number} 克，与商品连同包装的重量相符（应约 {expectedGrams, number} 克{parcels, plural, =1 {} other {，# 个包裹合计}}）。',
    waybill_reused:
      '{carrier} {waybillNo}：{delivered, select, yes {该单号在下单之前（{deliveredAt}）已签收。} other {{usedBefore, select, true {该单号此前已用于寄往其他地址的订单。} other {该单号此后又用于寄往其他地址的订单。}}}}{otherAddresses, plural, =0 {} other {另涉及 # 个地址。}}',
    route_elsewhere:
      '包裹于 {at} 在{scanCity}{scanKind, select, delivered {签收} other {派送}}，而订单地址在{orderCity}。',
    order_concentration:
      '{intervalFrom} 至 {intervalTo}，该店收到 {orders, number} 笔订单，仅来自 {buyers, number} 位买家（人均 {ratio, number} 笔），其中 {ownOrders, number} 笔来自本单买家。',
    order_concentration_of_shop:
      '{intervalFrom} 至 {intervalTo}，该店收到 {orders, number} 笔订单，仅来自 {buyers, number} 位买家，人均 {maxRatio, number} 笔；此类时段内共有 {brushedOrders, number} 笔订单。',
    buyer_report:
      '买家称：{reason, select, empty_parcel {包裹是空的} wrong_item {寄来的是其他物品} not_received {未收到包裹} other {订单有问题}}（{firstAt}{complaints, plural, =1 {} other {，共 # 次}}）。',
    orders_of_subject:
      '该信号涉及 {ordersWithEvidence, number} 笔订单，其中 {ordersAgainst, number} 笔构成不利证据。',
  },
} as const

/** What a seller is told who weighs a parcel before it ships. */
export const PARCEL_CHECK_WORDS = {
  en: {
    fits: 'The weight fits the goods: expected are {expectedGrams, number} g, give or take {tolerance, number} g.',
    too_light:
      'This is lighter than the goods should be: expected are {expectedGrams, number} g, give or take {tolerance, number} g. Look whether everything is inside; if it is, put the listing’s weight right before you ship. Parcels of one order count together.',
    too_heavy:
      'This is heavier than the goods should be: expected are {expectedGrams, number} g, give or take {tolerance, number} g. Look whether the right goods and the right number of them are inside.',
    unknown:
      'Nothing can be said: the weight of a listing in this order is not known. Add it to the listing, and keep a photo of the parcel on the scales.',
  },
  'zh-CN': {
    fits: '重量与商品相符：应约 {expectedGrams, number} 克，上下 {tolerance, number} 克。',
    too_light:
      '比商品应有的重量轻：应约 {expectedGrams, number} 克，上下 {tolerance, number} 克。请检查商品是否齐全；如齐全，请在发货前更正商品重量。同一订单的多个包裹合并计算。',
    too_heavy:
      '比商品应有的重量重：应约 {expectedGrams, number} 克，上下 {tolerance, number} 克。请检查商品与数量是否正确。',
    unknown: '无法判断：订单中有商品的重量未知。请补充商品重量，并保留包裹称重照片。',
  },
} as const
