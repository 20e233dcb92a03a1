// What a sanction reaches, when it is active, and what it forbids meanwhile.
import type { Measure, ReporterMeasureKind, Scope, ShopMeasureKind } from '../decisions/measure.ts'
import { DAY, type Instant, later } from '../vocabulary/time.ts'

export type SanctionKind = ShopMeasureKind | ReporterMeasureKind

/** What a sanction reaches: a shop, some of its listings or orders, or a reporter. */
export type SanctionScope = Scope | { readonly kind: 'reporter' }

/** The times of a sanction. All that is asked of them names a moment, past ones too. */
export interface SanctionTimes {
  readonly imposedAt: Instant
  /** When its time is over; null where it lasts until it is reversed. */
  readonly until: Instant | null
  /** When its decision ceased to stand. */
  readonly reversedAt: Instant | null
}

/** Whether the sanction was, is or will be active at the moment. */
export function isActiveAt(times: SanctionTimes, at: Instant): boolean {
  return stoodAt(times, at) && (times.until === null || at < times.until)
}

/** Whether it had been imposed and not been reversed: then its points count. */
export function stoodAt({ imposedAt, reversedAt }: SanctionTimes, at: Instant): boolean {
  return imposedAt <= at && (reversedAt === null || at < reversedAt)
}

/** When a measure imposed at `from` is over; null for one without end. */
export function untilOf(measure: Measure, from: Instant): Instant | null {
  if (measure.kind === 'compensate_buyers' || measure.days === null) return null
  return later(from, measure.days * DAY)
}

export function scopeOf(measure: Measure): SanctionScope {
  if (measure.on === 'reporter') return { kind: 'reporter' }
  switch (measure.kind) {
    case 'withhold_deposit':
    case 'withhold_balance':
      return { kind: 'shop' }
    case 'compensate_buyers':
      return { kind: 'orders', orderIds: [measure.orderId] }
    default:
      return measure.scope
  }
}

const STOP_LISTING: ReadonlySet<SanctionKind> = new Set([
  'delist_all',
  'block_new_listings',
  'terminate',
])

/** Whether a shop under these sanctions may put up listings. */
export function canList(active: readonly SanctionKind[]): boolean {
  return !active.some((kind) => STOP_LISTING.has(kind))
}

/** Whether it may take money out. The end of a contract alone does not keep what it has earned. */
export function canWithdraw(active: readonly SanctionKind[]): boolean {
  return !active.includes('restrict_withdrawals')
}
