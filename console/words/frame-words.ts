// The words of the frame around every page.
export const frameWords = {
  en: {
    cases: 'Cases',
    routes: 'API',
    language: 'Language',
    menu: 'Your account',
    signOut: 'Sign out',
    toContent: 'Skip to the content',
    yourCases: 'Your cases',
    report: 'Report an order',
    standing: 'Your shop',
    check: 'Weigh a parcel',
    leave: 'Leave',
    buyer: 'Buyer {id}',
    seller: 'Shop {id}',
    loading: 'Loading',
    title: 'Tare',
    main: 'Main',
  },
  'zh-CN': {
    cases: '案件',
    routes: '接口',
    language: '语言',
    menu: '我的账户',
    signOut: '退出登录',
    toContent: '跳到正文',
    yourCases: '我的案件',
    report: '投诉订单',
    standing: '我的店铺',
    check: '称重核对',
    leave: '退出',
    buyer: '买家 {id}',
    seller: '店铺 {id}',
    loading: '加载中',
    title: 'Tare 案件台',
    main: '主导航',
  },
} as const

export const roleWords = {
  en: {
    reviewer: 'Reviewer',
    senior_reviewer: 'Senior reviewer',
    policy_owner: 'Policy owner',
    finance: 'Finance',
    analyst: 'Analyst',
    admin: 'Administrator',
  },
  'zh-CN': {
    reviewer: '审核员',
    senior_reviewer: '高级审核员',
    policy_owner: '规则负责人',
    finance: '财务',
    analyst: '分析员',
    admin: '管理员',
  },
} as const

export const notFoundWords = {
  en: {
    title: 'There is no such page',
    body: 'The address may be mistyped, or what stood here has moved.',
    back: 'To the cases',
  },
  'zh-CN': {
    title: '没有这个页面',
    body: '地址可能有误，或内容已移到别处。',
    back: '前往案件列表',
  },
} as const
