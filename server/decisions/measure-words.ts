// What is ordered, in both languages: one sentence for each kind of measure.

/** `term` is `days` where the measure ends by itself, else `open`. */
export const MEASURE_WORDS = {
  en: {
    shop_warning: 'The shop is warned.',
    delist_item:
      '{term, select, days {{count, plural, one {The listing {items} is} other {The listings ' +
      '{items} are}} taken down for {days} days, until {until}.} other {{count, plural, one {The ' +
      'listing {items} is} other {The listings {items} are}} taken down for good.}}',
    delist_all:
      '{term, select, days {All listings of the shop are taken down for {days} days, until ' +
      '{until}.} other {All listings of the shop are taken down for good.}}',
    block_new_listings:
      '{term, select, days {The shop may not list new items for {days} days, until {until}.} ' +
      'other {The shop may not list new items until this is lifted.}}',
    restrict_withdrawals:
      '{term, select, days {The shop may not withdraw money for {days} days, until {until}.} ' +
      'other {The shop may not withdraw money until this is lifted.}}',
    withhold_deposit:
      '{term, select, days {Up to {amount} of the shop’s deposit is held back for {days} days, ' +
      'until {until}.} other {Up to {amount} of the shop’s deposit is held back until this is ' +
      'lifted.}}',
    withhold_balance:
      '{term, select, days {Up to {amount} of the shop’s balance is held back for {days} days, ' +
      'until {until}.} other {Up to {amount} of the shop’s balance is held back until this is ' +
      'lifted.}}',
    compensate_both:
      'Buyer {buyer} is paid {amount} for order {order}: {price} of the price that had not been ' +
      'refunded, and {beside} of compensation. The money comes from the shop’s deposit, then ' +
      'from its balance, then from its future settlements.',
    compensate_price:
      'Buyer {buyer} is paid back {amount} for order {order}: the price as far as it had not ' +
      'been refunded. The money comes from the shop’s deposit, then from its balance, then from ' +
      'its future settlements.',
    compensate_beside:
      'Buyer {buyer} is paid {amount} of compensation for order {order}. The money comes from ' +
      'the shop’s deposit, then from its balance, then from its future settlements.',
    terminate:
      '{term, select, days {The shop is shut out of the marketplace for {days} days, until ' +
      '{until}.} other {The contract with the shop is ended; it leaves the marketplace.}}',
    refer_to_authorities:
      'The file is handed to the authorities. Whether a law was broken is for them to decide.',
    reporter_warning: 'The buyer is warned: a report must be true.',
    suspend_reporting:
      '{term, select, days {The buyer may not report orders for {days} days, until {until}.} ' +
      'other {The buyer may not report orders until this is lifted.}}',
    remove_review:
      'The buyer’s review of the order is hidden. It stays on record, with this reason.',
    points_shop:
      '{points, plural, one {# point is} other {# points are}} entered against the shop.',
    points_reporter:
      '{points, plural, one {# point is} other {# points are}} entered against the buyer.',
    left_no_sum:
      'The clause also provides for: {measure}. It is left out, since what the order cost is not ' +
      'on record.',
    left_no_listing:
      'The clause also provides for: {measure}. It is left out, since it is not on record which ' +
      'items were ordered.',
    left_no_review:
      'The clause also provides for: {measure}. It is left out, since there is no review of the ' +
      'order.',
    left_nothing_due:
      'The clause also provides for: {measure}. It is left out, since nothing is left to be paid.',
  },
  'zh-CN': {
    shop_warning: '对店铺予以警告。',
    delist_item:
      '{term, select, days {下架{count, plural, other {#}}件商品（{items}），为期{days}天，' +
      '至{until}止。} other {永久下架{count, plural, other {#}}件商品（{items}）。}}',
    delist_all:
      '{term, select, days {下架店铺全部商品，为期{days}天，至{until}止。} ' +
      'other {永久下架店铺全部商品。}}',
    block_new_listings:
      '{term, select, days {禁止店铺发布新商品，为期{days}天，至{until}止。} ' +
      'other {禁止店铺发布新商品，直至解除。}}',
    restrict_withdrawals:
      '{term, select, days {限制店铺提取资金，为期{days}天，至{until}止。} ' +
      'other {限制店铺提取资金，直至解除。}}',
    withhold_deposit:
      '{term, select, days {冻结店铺保证金，金额不超过{amount}，为期{days}天，至{until}止。} ' +
      'other {冻结店铺保证金，金额不超过{amount}，直至解除。}}',
    withhold_balance:
      '{term, select, days {冻结店铺货款，金额不超过{amount}，为期{days}天，至{until}止。} ' +
      'other {冻结店铺货款，金额不超过{amount}，直至解除。}}',
    compensate_both:
      '就订单{order}向买家{buyer}支付{amount}，其中退还尚未退还的货款{price}，赔付{beside}。' +
      '款项依次从店铺的保证金、货款和后续结算款中支付。',
    compensate_price:
      '就订单{order}向买家{buyer}退还{amount}，即尚未退还的货款。' +
      '款项依次从店铺的保证金、货款和后续结算款中支付。',
    compensate_beside:
      '就订单{order}向买家{buyer}赔付{amount}。' +
      '款项依次从店铺的保证金、货款和后续结算款中支付。',
    terminate:
      '{term, select, days {暂停店铺在本平台经营，为期{days}天，至{until}止。} ' +
      'other {终止与店铺的合同，予以清退。}}',
    refer_to_authorities: '将案卷移送主管机关。是否违法由主管机关依法认定。',
    reporter_warning: '对买家予以警告：投诉内容必须属实。',
    suspend_reporting:
      '{term, select, days {暂停买家的投诉权限，为期{days}天，至{until}止。} ' +
      'other {暂停买家的投诉权限，直至解除。}}',
    remove_review: '隐藏买家对该订单的评价。该评价连同本理由留存备查。',
    points_shop: '对店铺扣{points, plural, other {#}}分。',
    points_reporter: '对买家扣{points, plural, other {#}}分。',
    left_no_sum: '该条款另规定“{measure}”。因订单金额未见记录，本案不予适用。',
    left_no_listing: '该条款另规定“{measure}”。因所购商品未见记录，本案不予适用。',
    left_no_review: '该条款另规定“{measure}”。因该订单没有评价，本案不予适用。',
    left_nothing_due: '该条款另规定“{measure}”。因已无应付款项，本案不予适用。',
  },
} as const

/** The kinds by name, for sentences that only mention them. */
export const MEASURE_NAMES = {
  en: {
    warning: 'a warning',
    delist_item: 'taking the items down',
    delist_all: 'taking all items down',
    block_new_listings: 'no new listings',
    restrict_withdrawals: 'no withdrawals',
    withhold_deposit: 'holding back deposit',
    withhold_balance: 'holding back balance',
    compensate_buyers: 'paying the buyer',
    terminate: 'ending the contract',
    refer_to_authorities: 'handing the file to the authorities',
    suspend_reporting: 'no reports for a time',
    remove_review: 'hiding the review',
  },
  'zh-CN': {
    warning: '警告',
    delist_item: '下架商品',
    delist_all: '下架全部商品',
    block_new_listings: '禁止发布新商品',
    restrict_withdrawals: '限制提取资金',
    withhold_deposit: '冻结保证金',
    withhold_balance: '冻结货款',
    compensate_buyers: '赔付买家',
    terminate: '清退',
    refer_to_authorities: '移送主管机关',
    suspend_reporting: '暂停投诉权限',
    remove_review: '隐藏评价',
  },
} as const
