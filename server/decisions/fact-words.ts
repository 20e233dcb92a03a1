// The facts behind the signals as sentences, in both languages.

export const FACT_WORDS = {
  en: {
    underweight:
      'The carrier weighed {parcels, plural, one {the parcel} other {the # parcels}} of order ' +
      '{order} at {measured}. {expected} was to be expected, give or take {spread}.',
    fullWeight:
      'The carrier weighed {parcels, plural, one {the parcel} other {the # parcels}} of order ' +
      '{order} at {measured}. {expected} was to be expected, give or take {spread}: the weight ' +
      'fits what was ordered.',
    waybillDelivered:
      'Waybill {waybill} of order {order} had been handed over on {at}, before the order was ' +
      'placed.',
    waybillBefore:
      'Waybill {waybill} of order {order} had served {others, plural, one {another address} ' +
      'other {# other addresses}} before.',
    waybillAfter:
      'Waybill {waybill} of order {order} was used for {others, plural, one {another address} ' +
      'other {# other addresses}} as well.',
    routeElsewhere:
      'The parcel of order {order} was {kind, select, delivered {handed over} other {out for ' +
      'delivery}} in {scanCity} on {at}. The order was to go to {orderCity}.',
    concentration:
      'From {from} to {to} the shop received {orders} orders from {buyers, plural, one {one ' +
      'buyer} other {only # buyers}}; {own} of them are the buyer’s of order {order}.',
    complaint: 'The buyer of order {order} complained, first on {at}: {reason}.',
    other:
      'The signal {kind} speaks {side, select, against {against} other {for}} order {order}: ' +
      '{facts}.',
  },
  'zh-CN': {
    underweight:
      '承运方对订单{order}的{parcels, plural, other {#件包裹}}称得实重{measured}，' +
      '而按所购商品推算应为{expected}左右（正常浮动{spread}）。',
    fullWeight:
      '承运方对订单{order}的{parcels, plural, other {#件包裹}}称得实重{measured}，' +
      '按所购商品推算应为{expected}左右（正常浮动{spread}），重量与所购商品相符。',
    waybillDelivered: '订单{order}的运单{waybill}在下单之前，已于{at}签收。',
    waybillBefore:
      '订单{order}的运单{waybill}此前已用于另外{others, plural, other {#个收货地址}}。',
    waybillAfter: '订单{order}的运单{waybill}还被用于另外{others, plural, other {#个收货地址}}。',
    routeElsewhere:
      '订单{order}的包裹于{at}在{scanCity}{kind, select, delivered {签收} other {派件}}，' +
      '而订单的收货地为{orderCity}。',
    concentration:
      '{from}至{to}，店铺共收到{orders}笔订单，仅来自{buyers, plural, other {#名买家}}，' +
      '其中{own}笔来自订单{order}的买家。',
    complaint: '订单{order}的买家于{at}首次反映：{reason}。',
    other: '信号“{kind}”对订单{order}{side, select, against {不利} other {有利}}：{facts}。',
  },
} as const

/** What a buyer complains of, as part of a sentence. */
export const REASON_WORDS = {
  en: {
    changed_mind: 'the goods are no longer wanted',
    not_received: 'the goods never came',
    empty_parcel: 'the parcel was empty',
    wrong_item: 'something else was sent',
    damaged: 'the goods were damaged',
    counterfeit: 'the goods are counterfeit',
    other: 'another reason',
  },
  'zh-CN': {
    changed_mind: '不再需要该商品',
    not_received: '未收到商品',
    empty_parcel: '收到的是空包',
    wrong_item: '收到的商品与订单不符',
    damaged: '商品破损',
    counterfeit: '商品为假货',
    other: '其他原因',
  },
} as const
