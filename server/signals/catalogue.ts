// The catalogue of signals: to add one, write its rule, its test, one line here and its heading.
import { buyerReport } from './rules/buyer-report.ts'
import { orderConcentration } from './rules/order-concentration.ts'
import { parcelUnderweight } from './rules/parcel-underweight.ts'
import { routeElsewhere } from './rules/route-elsewhere.ts'
import { waybillReused } from './rules/waybill-reused.ts'
import type { Signal } from './signal.ts'

export const SIGNALS: readonly Signal[] = [
  parcelUnderweight,
  waybillReused,
  routeElsewhere,
  orderConcentration,
  buyerReport,
]

export const SIGNAL_KINDS: readonly string[] = SIGNALS.map(({ kind }) => kind)

/** The signals of these kinds, all of them where none is named. Unknown kinds are left out. */
export function signalsOf(kinds?: readonly string[]): readonly Signal[] {
  return kinds ? SIGNALS.filter(({ kind }) => kinds.includes(kind)) : SIGNALS
}
