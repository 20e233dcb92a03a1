// The words of the picture of weights.
export const weightWords = {
  en: {
    picture:
      'The scale showed {measured}; with these goods in it, about {expected} was to be expected',
    empty: 'empty parcel',
    full: 'with the goods',
    measured: 'scale: {grams}',
  },
  'zh-CN': {
    picture: '承运商实重 {measured}；装有商品时预计约 {expected}',
    empty: '空包',
    full: '装有商品',
    measured: '实重 {grams}',
  },
} as const
