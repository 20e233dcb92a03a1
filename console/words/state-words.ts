// What the states of a case, its bands and origins are called: for the desk, and for the parties.

/** The states as the desk reads them. */
export const stateWords = {
  en: {
    awaiting_response: 'Awaiting answer',
    answered: 'Answered',
    defaulted: 'No answer in time',
    under_review: 'Second person',
    decided: 'Decided',
    final: 'Closed',
  },
  'zh-CN': {
    awaiting_response: '待答辩',
    answered: '已答辩',
    defaulted: '逾期未答辩',
    under_review: '待复核',
    decided: '已裁决',
    final: '已结案',
  },
} as const

/** What comes next, in a sentence for the desk. */
export const nextStepWords = {
  en: {
    awaiting_response:
      'The seller may answer until {due} ({distance}). After that the case can be decided.',
    answered: 'The seller has answered. The case is ready for a decision.',
    defaulted: 'The time to answer is over and the seller was silent. The case can be decided.',
    under_review: 'A decision has been proposed. It stands once a second person agrees.',
    decided: 'The decision stands. Either side may appeal until {final}.',
    decided_no_appeal: 'The decision stands.',
    final: 'The time to appeal is over. The case is closed.',
  },
  'zh-CN': {
    awaiting_response: '卖家可在{due}前答辩（{distance}截止），此后方可裁决。',
    answered: '卖家已答辩，可以裁决。',
    defaulted: '答辩期已过，卖家未答辩，可以裁决。',
    under_review: '裁决已拟定，须经第二人复核同意后生效。',
    decided: '裁决已生效，双方可在{final}前申诉。',
    decided_no_appeal: '裁决已生效。',
    final: '申诉期已过，案件已结。',
  },
} as const

export const bandWords = {
  en: {
    clear: 'clear',
    watch: 'watch',
    suspect: 'suspect',
    near_certain: 'near certain',
  },
  'zh-CN': {
    clear: '正常',
    watch: '关注',
    suspect: '可疑',
    near_certain: '几近确定',
  },
} as const

export const originWords = {
  en: { report: 'Reported by the buyer', detection: 'Detected by the system' },
  'zh-CN': { report: '买家投诉', detection: '系统发现' },
} as const

/** Why an act cannot be done now, as the server names it. */
export const againstWords = {
  en: {
    not_yours: 'Your role does not include this.',
    awaits_answer: 'The seller may still answer; until then nobody decides.',
    answered: 'The seller has answered already.',
    time_over: 'The time to answer is over.',
    awaits_approval: 'A decision is waiting for its second person.',
    nothing_to_approve: 'No decision is waiting for a second person.',
    own_decision: 'You proposed this decision; somebody else must look at it.',
    decided: 'The case has been decided.',
    had_a_part: 'You had a part in this matter.',
    unknown: 'This cannot be done now.',
  },
  'zh-CN': {
    not_yours: '您的角色无此权限。',
    awaits_answer: '卖家仍可答辩，在此之前不得裁决。',
    answered: '卖家已经答辩。',
    time_over: '答辩期已过。',
    awaits_approval: '已有裁决等待第二人复核。',
    nothing_to_approve: '没有等待复核的裁决。',
    own_decision: '此裁决由您拟定，须由他人复核。',
    decided: '案件已裁决。',
    had_a_part: '您已参与过本案，须回避。',
    unknown: '现在不能进行此操作。',
  },
} as const
