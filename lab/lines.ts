// What people in the demo say: some in Chinese, some in English, as on a marketplace of both.

export const CLAIMS = {
  empty: [
    '打开包裹,里面只有一个空袋子,什么都没有。已拍照。',
    '收到的是空盒,称了一下只有几十克,商品根本没有寄来。',
    'The box was taped up neatly and empty. I weighed it on my kitchen scale.',
  ],
  untrue: [
    '包裹是空的,请退款。',
    '什么都没收到,里面空的,要求全额赔偿!',
    'Empty parcel. Refund me at once or I leave one star everywhere.',
  ],
} as const

export const ANSWERS = {
  admits: [
    '非常抱歉,是仓库漏装了商品,我们愿意承担责任。',
    'Our packer closed the wrong box. We are sorry and will make it good.',
  ],
  denies: [
    '发货前已称重,仓库监控可以证明商品已装箱,请核实承运商的揽收重量。',
    'We packed and weighed this order before hand-over; the carrier weighed it at pick-up as well.',
  ],
} as const

export const RATIONALES = {
  deliberate_empty_parcel: [
    '揽收重量远低于商品重量,且该店近期有多起相同情况,卖家的解释与数据不符。',
    'The carrier weighed far less than the goods; the same happened on other orders of this shop.',
  ],
  honest_mistake: [
    '卖家承认漏装,此前记录良好,同日其他包裹重量正常,认定为一般失误。',
    'The seller admits the slip, and the other parcels of that day weigh what they should.',
  ],
  not_proven: [
    '承运商揽收重量与商品重量相符,现有证据不足以认定空包。',
    'The weight at pick-up agrees with the goods; the file does not prove an empty parcel.',
  ],
  malicious_report: [
    '多次投诉均与称重数据矛盾,认定为不实投诉。',
    'This buyer has claimed empty parcels before, each time against the scale.',
  ],
  brushing: [
    '短时间内同一批买家重复下单,包裹重量一致且极轻,认定为虚假交易。',
    'The same few buyers ordered again and again within the hour; every parcel weighs a trifle.',
  ],
} as const
