// The words of the trade: what is reported, found, ordered and carried out.

/** What a report alleges, as a short name. */
export const reasonWords = {
  en: {
    changed_mind: 'Changed mind',
    not_received: 'Not received',
    empty_parcel: 'Empty parcel',
    wrong_item: 'Wrong goods',
    damaged: 'Damaged',
    counterfeit: 'Counterfeit',
    other: 'Something else',
  },
  'zh-CN': {
    changed_mind: '不想要了',
    not_received: '未收到货',
    empty_parcel: '空包',
    wrong_item: '买A发B',
    damaged: '商品破损',
    counterfeit: '假冒商品',
    other: '其他',
  },
} as const

export const outcomeWords = {
  en: {
    refund: 'Money back',
    reship: 'The goods after all',
    compensate: 'Compensation',
  },
  'zh-CN': {
    refund: '退款',
    reship: '补发商品',
    compensate: '赔付',
  },
} as const

export const stanceWords = {
  en: { accept: 'Admits it', contest: 'Contests it' },
  'zh-CN': { accept: '承认', contest: '不认可' },
} as const

export const findingWords = {
  en: {
    deliberate_empty_parcel: 'Deliberate empty parcel',
    honest_mistake: 'Honest mistake',
    not_proven: 'Not proven',
    malicious_report: 'Malicious report',
    brushing: 'Brushing',
  },
  'zh-CN': {
    deliberate_empty_parcel: '故意发空包',
    honest_mistake: '无意差错',
    not_proven: '证据不足',
    malicious_report: '恶意投诉',
    brushing: '刷单',
  },
} as const

/** What each finding means, beside its choice. */
export const findingMeaningWords = {
  en: {
    deliberate_empty_parcel: 'The seller sent nothing of worth, and meant to.',
    honest_mistake: 'A slip of packing or typing; to be put right without a stain.',
    not_proven: 'The file does not show it. Nobody is blamed.',
    malicious_report: 'The buyer knew that the report was false.',
    brushing: 'The order was never meant; it was made to raise sales.',
  },
  'zh-CN': {
    deliberate_empty_parcel: '卖家有意未寄出有价值的商品。',
    honest_mistake: '装箱或录入疏忽，改正即可，不留污点。',
    not_proven: '卷内证据不足以认定，双方均不担责。',
    malicious_report: '买家明知投诉不实。',
    brushing: '并非真实购买，而是为了虚增销量。',
  },
} as const

export const measureWords = {
  en: {
    warning: 'Warning',
    delist_item: 'Item taken down',
    delist_all: 'All items taken down',
    block_new_listings: 'No new listings',
    restrict_withdrawals: 'No withdrawals',
    withhold_deposit: 'Deposit withheld',
    withhold_balance: 'Balance withheld',
    compensate_buyers: 'Compensation to the buyer',
    terminate: 'Expulsion',
    refer_to_authorities: 'Referred to the authorities',
    suspend_reporting: 'May not report',
    remove_review: 'Review hidden',
  },
  'zh-CN': {
    warning: '警告',
    delist_item: '下架商品',
    delist_all: '下架全部商品',
    block_new_listings: '禁止上新',
    restrict_withdrawals: '限制提现',
    withhold_deposit: '冻结保证金',
    withhold_balance: '冻结货款',
    compensate_buyers: '赔付买家',
    terminate: '清退',
    refer_to_authorities: '移送主管机关',
    suspend_reporting: '暂停投诉权限',
    remove_review: '隐藏评价',
  },
} as const

/** How the particulars of a measure are said. */
export const measureMoreWords = {
  en: {
    days: '{days, plural, one {# day} other {# days}}',
    endless: 'until lifted',
    points: '{points, plural, one {# point} other {# points}}',
    listings: '{count, plural, one {# item} other {# items}}',
    onReporter: 'on the reporter',
    clause: 'Clause {clause}',
  },
  'zh-CN': {
    days: '{days} 天',
    endless: '直至解除',
    points: '扣 {points} 分',
    listings: '{count} 件商品',
    onReporter: '针对投诉人',
    clause: '条款 {clause}',
  },
} as const

export const scanWords = {
  en: {
    accepted: 'Picked up',
    departed: 'Left the hub',
    arrived: 'Reached the hub',
    out_for_delivery: 'Out for delivery',
    delivered: 'Signed for',
    returned: 'Returned',
    exception: 'Exception',
  },
  'zh-CN': {
    accepted: '揽收',
    departed: '离开分拨',
    arrived: '到达分拨',
    out_for_delivery: '派件',
    delivered: '签收',
    returned: '退回',
    exception: '异常',
  },
} as const

export const signalWords = {
  en: {
    parcel_underweight: 'Parcel weight',
    waybill_reused: 'Waybill used before',
    route_elsewhere: 'Delivered elsewhere',
    order_concentration: 'Burst of orders',
    buyer_report: 'Buyer’s report',
  },
  'zh-CN': {
    parcel_underweight: '包裹重量',
    waybill_reused: '运单号重复使用',
    route_elsewhere: '异地派送',
    order_concentration: '订单集中',
    buyer_report: '买家投诉',
  },
} as const
