// Findings: everything held in memory, assessed once: orders, shops, buyers, in one fixed order.
import type { ShopId } from '../vocabulary/ids.ts'
import type { Instant } from '../vocabulary/time.ts'
import type { Contribution, Finding } from './assessment.ts'
import { signalsOf } from './catalogue.ts'
import { assess, contributionsTo, type Weighers, weighersOf } from './engine.ts'
import type { PlacedOrder } from './fact.ts'
import { type Gathered, gather, nothingGathered } from './gathered-evidence.ts'
import type { MemoryStore } from './memory-state.ts'
import { type Cap, type Model, REASONED_MODEL } from './model.ts'
import { knownOrder } from './shipment.ts'
import type { ShopWeighing } from './signal.ts'
import type { KnownOrder, States } from './state.ts'
import { closeClusters, type Evidences, subjectFinding } from './subject-assessment.ts'

export interface Question {
  readonly now: Instant
  /** Kinds of signals to ask; all of them if left out. */
  readonly signals?: readonly string[]
  readonly model?: Model
  /** Whether orders that no signal has anything to say about are findings too. */
  readonly everyOrder?: boolean
}

/** What is told while findings are made. */
export interface FindingPage {
  readonly findings: readonly Finding[]
  /** Orders weighed up to the end of this page. */
  readonly ordersDone: number
}

const PAGE = 2_000

interface Desk {
  readonly states: States
  readonly weighers: Weighers
  readonly question: Question
  readonly buyers: Map<string, Evidences>
  readonly capOf: (kind: string) => Cap | undefined
}

function ordersOfShop(store: MemoryStore, shopId: string, now: Instant): PlacedOrder[] {
  const hours = store.memory.shops.get(shopId)
  if (!hours) return []
  const orders: PlacedOrder[] = []
  for (const hour of Float64Array.from(hours.keys()).sort()) {
    for (const order of hours.get(hour)?.orders ?? []) if (order.placedAt <= now) orders.push(order)
  }
  return orders
}

function directWeighings(orders: readonly PlacedOrder[], { weighers }: Desk) {
  const direct = new Map<string, ShopWeighing>()
  for (const signal of weighers.signals) {
    const weighing = signal.weighShop?.(orders)
    if (weighing) direct.set(signal.kind, weighing)
  }
  return direct
}

function closeShop(
  shopId: string,
  orders: readonly PlacedOrder[],
  { desk, gathered }: { desk: Desk; gathered: Gathered },
): Finding | undefined {
  for (const [buyerId, open] of gathered.buyers) {
    const evidences = desk.buyers.get(buyerId) ?? new Map()
    desk.buyers.set(buyerId, evidences)
    closeClusters(open, evidences, desk.capOf)
  }
  const evidences: Evidences = new Map()
  closeClusters(gathered.shop, evidences, desk.capOf)
  const direct = directWeighings(orders, desk)
  return subjectFinding({ subject: 'shop', id: shopId, evidences, direct }, desk.weighers.model)
}

function orderFinding(known: KnownOrder, signals: readonly Contribution[], model: Model): Finding {
  const { orderId, probability, decibans, band } = assess(known, signals, model)
  return { subject: 'order', id: orderId, probability, decibans, band, signals }
}

function assessShop(shopId: ShopId, orders: readonly PlacedOrder[], desk: Desk): Finding[] {
  const findings: Finding[] = []
  const gathered = nothingGathered()
  for (const { id } of orders) {
    const known = knownOrder(desk.states.order(id), desk.states)
    if (!known) continue
    const signals = contributionsTo(known, desk.weighers)
    if (signals.length > 0) gather({ known, signals }, desk.weighers, gathered)
    if (signals.length > 0 || desk.question.everyOrder) {
      findings.push(orderFinding(known, signals, desk.weighers.model))
    }
  }
  const shop = closeShop(shopId, orders, { desk, gathered })
  if (shop) findings.push(shop)
  return findings
}

function openDesk(store: MemoryStore, question: Question): Desk {
  const signals = signalsOf(question.signals)
  const model = question.model ?? REASONED_MODEL
  const reading = store.read(question.now)
  const capByKind = new Map(signals.map(({ kind, group }) => [kind, model.groups[group]]))
  return {
    states: reading.states,
    weighers: weighersOf({ signals, model, now: question.now }, reading),
    question,
    buyers: new Map(),
    capOf: (kind) => capByKind.get(kind),
  }
}

function* buyerFindings(desk: Desk): Generator<Finding> {
  for (const [id, evidences] of [...desk.buyers].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const evidence = { subject: 'buyer' as const, id, evidences, direct: new Map() }
    const finding = subjectFinding(evidence, desk.weighers.model)
    if (finding) yield finding
  }
}

/**
 * Weighs every order once and yields findings in pages: shop by shop its orders by time, then the
 * shop; at the end the buyers. The same records give the same findings, however they came in.
 */
export function* findingPages(store: MemoryStore, question: Question): Generator<FindingPage> {
  const desk = openDesk(store, question)
  let findings: Finding[] = []
  let ordersDone = 0
  for (const shopId of [...store.memory.shops.keys()].sort()) {
    const orders = ordersOfShop(store, shopId, question.now)
    ordersDone += orders.length
    for (const finding of assessShop(shopId as ShopId, orders, desk)) findings.push(finding)
    if (findings.length < PAGE) continue
    yield { findings, ordersDone }
    findings = []
  }
  for (const finding of buyerFindings(desk)) {
    findings.push(finding)
    if (findings.length < PAGE) continue
    yield { findings, ordersDone }
    findings = []
  }
  yield { findings, ordersDone }
}

/** As `findingPages`, one finding after another. */
export async function* assessAll(
  store: MemoryStore,
  question: Question,
): AsyncGenerator<Finding, void> {
  for (const { findings } of findingPages(store, question)) yield* findings
}
