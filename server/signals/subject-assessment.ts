// What the evidence on orders says about their shop or their buyer, shrunk where there is little.
import { type Contribution, type Finding, toHundredths } from './assessment.ts'
import { addUp, type Cap, type Model, type SubjectRates, withinCap } from './model.ts'
import type { ShopWeighing } from './signal.ts'

/** What one order says of its shop or buyer, under one signal. */
export interface Evidence {
  readonly kind: string
  readonly decibans: number
  /** Orders in which one mistake could have made the same evidence count once. */
  readonly cluster: string
}

/** Evidence of one kind, added up. Weights are whole thousandths: any order gives the same sum. */
interface Sum {
  thousandths: number
  /** Orders that speak against the subject. */
  against: number
  /** Orders that say anything. */
  orders: number
}

/** Evidence on one subject whose clusters are still open, by kind and then by cluster. */
export type OpenEvidence = Map<string, Map<string, Sum>>

/** Evidence on one subject, by kind. */
export type Evidences = Map<string, Sum>

/**
 * The weight of one order's evidence for the supposition that a share `sham` of the subject's
 * orders is shams, against a share `honest`: the order may be either, so its own likelihood ratio
 * is mixed into both sides. An order without evidence says nothing.
 */
export function orderWeight(decibans: number, { sham, honest }: SubjectRates): number {
  const ratio = 10 ** (decibans / 10)
  return 10 * Math.log10((1 - sham + sham * ratio) / (1 - honest + honest * ratio))
}

function entryOf<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const found = map.get(key)
  if (found !== undefined) return found
  const made = make()
  map.set(key, made)
  return made
}

const noSum = (): Sum => ({ thousandths: 0, against: 0, orders: 0 })

/** Adds what one order says. */
export function addEvidence(open: OpenEvidence, evidence: Evidence, rates: SubjectRates): void {
  const clusters = entryOf(open, evidence.kind, () => new Map<string, Sum>())
  const sum = entryOf(clusters, evidence.cluster, noSum)
  sum.thousandths += Math.round(orderWeight(evidence.decibans, rates) * 1_000)
  sum.orders++
  if (evidence.decibans > 0) sum.against++
}

/**
 * Closes the clusters: each counts up to the cap that one order has, since one wrong catalogue
 * weight makes all parcels of a listing look light. The result is added to `into`.
 */
export function closeClusters(
  open: OpenEvidence,
  into: Evidences,
  capOf: (kind: string) => Cap | undefined,
): void {
  for (const [kind, clusters] of open) {
    const cap = capOf(kind)
    const sum = entryOf(into, kind, noSum)
    for (const each of clusters.values()) {
      const least = cap ? cap.least * 1_000 : each.thousandths
      const most = cap ? cap.most * 1_000 : each.thousandths
      sum.thousandths += Math.min(Math.max(each.thousandths, least), most)
      sum.against += each.against
      sum.orders += each.orders
    }
  }
}

function contributionsFrom(evidences: Evidences, direct: ReadonlyMap<string, ShopWeighing>) {
  const found: Contribution[] = []
  for (const [kind, { thousandths, against, orders }] of evidences) {
    const decibans = thousandths / 1_000
    // What a signal says of the shop as a whole stands in place of what it says of its orders.
    if (decibans === 0 || direct.has(kind)) continue
    found.push({ kind, decibans, because: { ordersAgainst: against, ordersWithEvidence: orders } })
  }
  for (const [kind, { decibans, because }] of direct) found.push({ kind, decibans, because })
  return found
}

function byWeight(left: Contribution, right: Contribution): number {
  return right.decibans - left.decibans || (left.kind < right.kind ? -1 : 1)
}

export interface SubjectEvidence {
  readonly subject: 'shop' | 'buyer'
  readonly id: string
  readonly evidences: Evidences
  /** What signals say of the subject as a whole, by kind. */
  readonly direct: ReadonlyMap<string, ShopWeighing>
}

/** The finding on a shop or buyer; undefined where nothing speaks against it. */
export function subjectFinding(
  { subject, id, evidences, direct }: SubjectEvidence,
  model: Model,
): Finding | undefined {
  const weighed = contributionsFrom(evidences, direct)
  if (!weighed.some(({ decibans }) => toHundredths(decibans) > 0)) return undefined
  const capped = withinCap(
    weighed.map(({ decibans }) => decibans),
    model.subjectCap,
  )
  const signals = weighed
    .map((each, index) => ({ ...each, decibans: capped[index] ?? 0 }))
    .sort(byWeight)
  const verdict = addUp(model.subjectPriorDecibans[subject], signals, model)
  const members = [...direct.values()].find((each) => each.members)?.members
  return { subject, id, ...verdict, ...(members && { members }) }
}
