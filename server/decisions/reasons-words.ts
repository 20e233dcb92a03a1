// The frame of a statement of reasons, in both languages.

export const FINDING_WORDS = {
  en: {
    deliberate_empty_parcel: 'the shop sent an empty parcel on purpose',
    honest_mistake: 'the shop made an honest mistake',
    not_proven: 'what was alleged is not proven',
    malicious_report: 'the report was false, and its maker knew it',
    brushing: 'the order is a false trade, made to raise the shop’s sales (brushing)',
  },
  'zh-CN': {
    deliberate_empty_parcel: '店铺故意发空包',
    honest_mistake: '店铺发货出现无意差错',
    not_proven: '现有证据不足，对所指情况不予认定',
    malicious_report: '投诉内容不实，且投诉人明知不实，属恶意投诉',
    brushing: '该订单系为虚增店铺销量而进行的虚假交易（刷单）',
  },
} as const

export const REASONS_WORDS = {
  en: {
    title: 'Statement of reasons in case {number}',
    headingDecision: 'The decision',
    headingFacts: 'The facts it rests on',
    headingVoices: 'What both sides said',
    headingWhy: 'The reviewer’s reasons',
    headingRule: 'The rule applied',
    headingMeasures: 'What is ordered',
    headingAutomation: 'How far it was automated',
    headingChange: 'What would have changed it',
    headingAppeal: 'How to appeal',
    decided:
      'Case {number} concerns {count, plural, one {order {orders}} other {the orders {orders}}} ' +
      'of shop {shop}. On {at} a reviewer decided: {finding}.',
    awaiting:
      'This decision waits for the agreement of a second reviewer. Until then it has no effect.',
    approved: 'A second reviewer agreed to it on {at}.',
    file:
      'The file was frozen on {at} (version {version}, SHA-256 {hash}). The decision looked at ' +
      'nothing else.',
    orderWithPrice: 'Order {order} was placed on {at} and cost {price}.',
    orderWithoutPrice: 'Order {order} was placed on {at}; what it cost is not on record.',
    nothingStandsOut: 'Nothing in the records of order {order} stands out.',
    notWeighed: 'The records of order {order} had not been weighed by the program.',
    reported: 'The buyer reported on {at}: {reason}. In the buyer’s words: “{description}”',
    notReported:
      'Nobody reported the order. The case was opened because of what stands out in its records.',
    admitted: 'The shop admitted this on {at}. In its words: “{explanation}”',
    contested: 'The shop contested this on {at}. In its words: “{explanation}”',
    silent: 'The shop had until {due} to answer and did not answer.',
    rule: 'Policy “{title}”, version {version}, in force since {from}. Clause {clause}: {clauseTitle}.',
    actUnderVersion:
      'What was judged happened on {at}; the version in force on that day was applied.',
    actBeforeFirst:
      'What was judged happened on {at}, before a policy had been published; the first version ' +
      'was applied.',
    priorsShop:
      '{count, plural, =0 {In the {days} days before, no decision of this kind stood against the ' +
      'shop.} one {In the {days} days before, one decision of this kind stood against the shop.} ' +
      'other {In the {days} days before, # decisions of this kind stood against the shop.}}',
    priorsReporter:
      '{count, plural, =0 {In the {days} days before, no decision of this kind stood against the ' +
      'buyer.} one {In the {days} days before, one decision of this kind stood against the ' +
      'buyer.} other {In the {days} days before, # decisions of this kind stood against the ' +
      'buyer.}}',
    noMeasures: 'Nothing is ordered; nobody’s standing changes.',
    openedByDetection: 'The program opened the case, because of what stands out in the records.',
    openedByReport: 'The case was opened because of the buyer’s report.',
    weighed:
      'The program (model {model}) put the probability that something is wrong with order ' +
      '{order} at {probability}. The reviewer had this figure and the facts behind it.',
    suggested: 'As the finding that these facts suggest, the program named: {finding}.',
    suggestedNone: 'The program suggested no finding.',
    byPerson: 'The decision itself was made by a person.',
    milderClause: 'Without the earlier decisions, clause {clause} would have applied instead.',
    appeal:
      'Either side may appeal until {until}. The appeal is heard by somebody who had no part in ' +
      'this decision. Name case {number}, and say what speaks against the decision.',
    appealLater: 'Either side may appeal within {days} days after the decision takes effect.',
  },
  'zh-CN': {
    title: '案件{number}裁决理由书',
    headingDecision: '裁决结果',
    headingFacts: '认定的事实',
    headingVoices: '双方陈述',
    headingWhy: '审核员说明',
    headingRule: '适用规则',
    headingMeasures: '处理措施',
    headingAutomation: '自动化程度',
    headingChange: '可能改变结果的情况',
    headingAppeal: '申诉途径',
    decided:
      '案件{number}涉及店铺{shop}的{count, plural, other {#笔订单}}（{orders}）。' +
      '审核员于{at}作出裁决：{finding}。',
    awaiting: '本裁决须经第二名审核员复核同意，在此之前不生效。',
    approved: '第二名审核员已于{at}复核同意。',
    file: '案卷于{at}封存（第{version}版，SHA-256：{hash}），裁决仅以该案卷为依据。',
    orderWithPrice: '订单{order}于{at}下单，金额为{price}。',
    orderWithoutPrice: '订单{order}于{at}下单，金额未见记录。',
    nothingStandsOut: '订单{order}的各项记录未见异常。',
    notWeighed: '系统未对订单{order}的记录作出评估。',
    reported: '买家于{at}投诉：{reason}。买家原话：“{description}”',
    notReported: '该订单无人投诉，本案因记录中存在异常情况而立案。',
    admitted: '店铺于{at}承认上述情况。店铺原话：“{explanation}”',
    contested: '店铺于{at}对上述情况提出异议。店铺原话：“{explanation}”',
    silent: '店铺应于{due}前答辩，逾期未作答辩。',
    rule: '适用《{title}》第{version}版（自{from}起施行）条款{clause}：{clauseTitle}。',
    actUnderVersion: '所涉行为发生于{at}，适用当日施行的版本。',
    actBeforeFirst: '所涉行为发生于{at}，当时尚未公布规则，故适用首个版本。',
    priorsShop:
      '{count, plural, =0 {此前{days}天内，店铺没有同类生效裁决。} ' +
      'other {此前{days}天内，店铺已有#件同类生效裁决。}}',
    priorsReporter:
      '{count, plural, =0 {此前{days}天内，买家没有同类生效裁决。} ' +
      'other {此前{days}天内，买家已有#件同类生效裁决。}}',
    noMeasures: '不采取任何处理措施，双方信用状态不受影响。',
    openedByDetection: '本案由系统根据记录中的异常情况自动立案。',
    openedByReport: '本案因买家投诉而立案。',
    weighed:
      '系统（模型{model}）估计订单{order}存在异常的概率为{probability}。' +
      '该数值及其所依据的事实均已提供给审核员。',
    suggested: '系统根据上述事实提示的结论为：{finding}。',
    suggestedNone: '系统未提示任何结论。',
    byPerson: '裁决由审核员人工作出。',
    milderClause: '如无此前的裁决，本应适用条款{clause}。',
    appeal:
      '任何一方如不服本裁决，可在{until}前提出申诉。申诉由未参与本裁决的人员审理。' +
      '请注明案件编号{number}，并说明不服裁决的理由。',
    appealLater: '任何一方如不服本裁决，可在裁决生效后{days}天内提出申诉。',
  },
} as const

/** What would have led to another finding, by finding. */
export const CHANGE_WORDS = {
  en: {
    deliberate_empty_parcel:
      'Proof that the goods were in the parcel would have led to another finding: a packing ' +
      'video in one take that shows the waybill number and the contents, or the carrier’s ' +
      'certificate of a weight that fits them.',
    answerInTime: 'An answer in time would have been weighed.',
    honest_mistake:
      'Proof that the parcel was complete would have spoken for the shop. The same conduct in ' +
      'many orders would have spoken against a mistake.',
    not_proven:
      'Proof of what was in the parcel would have led to another finding: an unboxing video in ' +
      'one take, with the waybill number legible and all packaging shown, or a note of the ' +
      'carrier on the weight.',
    malicious_report:
      'Proof that the report was true, or made in good faith, would have led to another finding: ' +
      'an unboxing video in one take with the waybill number legible, or a note of the carrier ' +
      'on the weight.',
    brushing:
      'Proof that the orders were meant would have led to another finding: buyers who have ' +
      'nothing to do with the shop, parcels of the right weight, a use for what was bought.',
  },
  'zh-CN': {
    deliberate_empty_parcel:
      '如能证明商品确已装入包裹，结果可能不同。可以提供的证据包括：' +
      '一镜到底、清晰显示运单号和内件的打包视频，或承运方出具的、重量与商品相符的证明。',
    answerInTime: '如店铺在期限内答辩，其答辩将被纳入考虑。',
    honest_mistake:
      '如能证明包裹内商品齐全，将对店铺有利；如多笔订单存在相同情况，则难以认定为差错。',
    not_proven:
      '如能证明包裹内的实际物品，结果可能不同。可以提供的证据包括：' +
      '一镜到底、运单号清晰可辨并展示全部包装的开箱视频，或承运方关于包裹重量的说明。',
    malicious_report:
      '如能证明投诉属实或出于善意，结果可能不同。可以提供的证据包括：' +
      '一镜到底、运单号清晰可辨的开箱视频，或承运方关于包裹重量的说明。',
    brushing:
      '如能证明交易真实，结果可能不同，例如：买家与店铺并无关联、包裹重量与商品相符、' +
      '所购商品确有用途。',
  },
} as const
