// The words of the waterfall of decibans.
export const waterfallWords = {
  en: {
    prior: 'Before any signal',
    total: 'All together',
    picture: 'How the signals add up to {total} decibans',
  },
  'zh-CN': {
    prior: '先验（尚无信号）',
    total: '合计',
    picture: '各信号如何累加为 {total} 分班',
  },
} as const
