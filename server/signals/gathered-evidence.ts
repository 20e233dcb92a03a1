// Evidence on its way from the orders of one shop to the shop itself and to its buyers.
import type { Contribution } from './assessment.ts'
import type { Weighers } from './engine.ts'
import type { KnownOrder } from './state.ts'
import { addEvidence, type OpenEvidence } from './subject-assessment.ts'

/** What the orders of one shop say, before clusters are closed. */
export interface Gathered {
  readonly shop: OpenEvidence
  readonly buyers: Map<string, OpenEvidence>
}

export function nothingGathered(): Gathered {
  return { shop: new Map(), buyers: new Map() }
}

/** An order with what its signals say. */
interface Weighed {
  readonly known: KnownOrder
  readonly signals: readonly Contribution[]
}

/** Adds what one order says, of its shop always, of its buyer unless they complain themselves. */
export function gather({ known, signals }: Weighed, weighers: Weighers, into: Gathered): void {
  const { subjectRates } = weighers.model
  const complains = hasComplaint(signals, weighers)
  const { buyerId, id } = known.order
  for (const { kind, decibans } of signals) {
    const signal = weighers.signals.find((each) => each.kind === kind)
    const cluster = signal?.cluster?.(known) ?? id
    addEvidence(into.shop, { kind, decibans, cluster }, subjectRates.shop)
    if (complains) continue
    const open = into.buyers.get(buyerId) ?? new Map()
    into.buyers.set(buyerId, open)
    // One shop counts once against a buyer: it may have used an account that is not its own.
    addEvidence(open, { kind, decibans, cluster: '' }, subjectRates.buyer)
  }
}

/** Whether the order's own buyer complains: a victim's evidence is no evidence against them. */
function hasComplaint(signals: readonly Contribution[], { signals: asked }: Weighers): boolean {
  return signals.some(({ kind }) =>
    asked.some((signal) => signal.kind === kind && !signal.accusesBuyer),
  )
}
