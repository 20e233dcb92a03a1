// The stage of a made marketplace: cities, carriers and how each of them weighs, packaging.

export const CITIES = [
  '杭州',
  '义乌',
  '广州',
  '深圳',
  '成都',
  '武汉',
  '西安',
  '郑州',
  '上海',
  '北京',
] as const

/** How a carrier reads a scale: to the nearest step, up to the next one, or not at all. */
export interface Carrier {
  readonly name: string
  readonly stepGrams: number
  readonly rounding: 'nearest' | 'up' | 'none'
  /** The share of its parcels that get weighed. */
  readonly weighs: number
}

export const CARRIERS: readonly Carrier[] = [
  { name: 'shunda', stepGrams: 10, rounding: 'nearest', weighs: 0.97 },
  { name: 'yunhe', stepGrams: 1, rounding: 'nearest', weighs: 0.9 },
  { name: 'zhongtu', stepGrams: 100, rounding: 'up', weighs: 0.9 },
  { name: 'jifeng', stepGrams: 500, rounding: 'up', weighs: 0.85 },
  { name: 'youlian', stepGrams: 1, rounding: 'none', weighs: 0 },
]

/** Packaging with the spread of its own weight (bags and boxes as sold to shippers). */
export interface Packaging {
  readonly name: string
  readonly grams: number
  readonly deviation: number
  readonly holdsGrams: number
}

export const PACKAGING: readonly Packaging[] = [
  { name: 'film bag', grams: 12, deviation: 3, holdsGrams: 1_500 },
  { name: 'bubble mailer', grams: 28, deviation: 8, holdsGrams: 700 },
  { name: 'small box', grams: 95, deviation: 15, holdsGrams: 2_000 },
  { name: 'box', grams: 210, deviation: 30, holdsGrams: 8_000 },
]

/** Goods by category: the range of a unit's net weight in grams and of its price in fen. */
export const CATEGORIES = [
  { name: 'books', titles: ['小说', '字典', '绘本'], grams: [250, 1_100], price: [1_900, 9_900] },
  {
    name: 'shoes',
    titles: ['运动鞋', '皮鞋', '凉鞋'],
    grams: [450, 1_300],
    price: [6_900, 39_900],
  },
  {
    name: 'kitchen',
    titles: ['炒锅', '菜刀', '保温杯'],
    grams: [300, 2_600],
    price: [3_900, 29_900],
  },
  {
    name: 'toys',
    titles: ['积木', '遥控车', '毛绒熊'],
    grams: [150, 1_800],
    price: [2_900, 25_900],
  },
  {
    name: 'cosmetics',
    titles: ['面霜', '口红', '洗发水'],
    grams: [25, 600],
    price: [1_900, 29_900],
  },
  {
    name: 'phone cases',
    titles: ['手机壳', '贴膜', '数据线'],
    grams: [12, 80],
    price: [900, 4_900],
  },
  { name: 'tea', titles: ['龙井', '普洱', '白茶'], grams: [120, 900], price: [2_900, 49_900] },
] as const

/** What the scale shows for a true weight; undefined where the carrier does not weigh. */
export function scaleReading(carrier: Carrier, trueGrams: number): number | undefined {
  if (carrier.rounding === 'none') return undefined
  const steps = trueGrams / carrier.stepGrams
  const rounded = carrier.rounding === 'up' ? Math.ceil(steps) : Math.round(steps)
  return Math.max(carrier.stepGrams, rounded * carrier.stepGrams)
}
