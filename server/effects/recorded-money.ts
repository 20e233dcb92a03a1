// Settlements and deposits as the marketplace recorded them, against what the books have of them.
import type { Instant } from '../vocabulary/time.ts'

/** The newest version of a settlement or deposit. */
export interface RecordedMoney {
  readonly type: 'settlement' | 'deposit'
  readonly id: string
  readonly version: number
  readonly shopId: string
  readonly at: Instant
  readonly amount: number
  readonly currency: string
}

/** What the books of a shop have from one record so far, all corrections summed. */
export interface PostedMoney {
  readonly source: string
  readonly reason: 'settlement' | 'deposit'
  readonly shopId: string
  readonly currency: string
  readonly amount: number
}

/** What is still to be posted on account of a record. */
export interface Difference {
  readonly shopId: string
  readonly currency: string
  readonly reason: 'settlement' | 'deposit'
  readonly source: string
  /** One difference of one version is posted once. */
  readonly key: string
  readonly amount: number
}

export function sourceOf({ type, id }: Pick<RecordedMoney, 'type' | 'id'>): string {
  return `${type}:${id}`
}

/**
 * What is to be posted so that the books say what the records say at `now`. A record whose time
 * has not come counts for nothing yet. A correction posts the difference, also where it moves the
 * money to another shop, currency or day.
 */
export function differencesOf(
  records: readonly RecordedMoney[],
  posted: readonly PostedMoney[],
  now: Instant,
): Difference[] {
  const bySource = new Map<string, PostedMoney[]>()
  for (const each of posted) {
    const found = bySource.get(each.source)
    if (found) found.push(each)
    else bySource.set(each.source, [each])
  }
  return [...records]
    .sort((a, b) => a.at - b.at || compare(sourceOf(a), sourceOf(b)))
    .flatMap((record) => differencesOfOne(record, bySource.get(sourceOf(record)) ?? [], now))
}

function differencesOfOne(
  record: RecordedMoney,
  posted: readonly PostedMoney[],
  now: Instant,
): Difference[] {
  const isDue = record.at <= now
  const source = sourceOf(record)
  const key = `${source}:v${record.version}${isDue ? '' : ':not_due'}`
  const named = { reason: record.type, source, key }
  const isHere = (each: PostedMoney) =>
    each.shopId === record.shopId && each.currency === record.currency
  const elsewhere = posted
    .filter((each) => !isHere(each))
    .map(({ shopId, currency, amount }) => ({ ...named, shopId, currency, amount: -amount }))
  const so = posted.filter(isHere).reduce((sum, each) => sum + each.amount, 0)
  const { shopId, currency } = record
  const here = { ...named, shopId, currency, amount: (isDue ? record.amount : 0) - so }
  return [...elsewhere, here].filter(({ amount }) => amount !== 0)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
