// How a shop or a reporter stands at a moment, past ones too: points, what is active, what it may.
import type { Finding } from '../decisions/measure.ts'
import { formatInstant, type Instant } from '../vocabulary/time.ts'
import type { Effect } from './effect.ts'
import {
  canList,
  canWithdraw,
  isActiveAt,
  type SanctionKind,
  type SanctionScope,
  stoodAt,
} from './sanction.ts'

/** A sanction as people are told of it; times are RFC 3339 in UTC. */
export interface ToldSanction {
  readonly effectId: string
  readonly decisionId: string
  readonly caseId: string
  readonly kind: SanctionKind
  readonly scope: SanctionScope
  readonly clause: string
  readonly points: number
  readonly from: string
  readonly until: string | null
  readonly amount?: { readonly amount: number; readonly currency: string }
  /** Of a compensation: what its buyer has got so far. */
  readonly paid?: { readonly amount: number; readonly currency: string }
}

export interface StandingEvent extends ToldSanction {
  readonly at: string
  readonly event: 'imposed' | 'ended' | 'reversed'
}

export interface ShopStanding {
  readonly points: number
  readonly activeSanctions: readonly ToldSanction[]
  readonly canList: boolean
  readonly canWithdraw: boolean
  readonly history: readonly StandingEvent[]
}

export interface BuyerStanding {
  readonly reportTrust: number
  readonly canReport: boolean
  readonly points: number
  readonly suspensions: readonly ToldSanction[]
  readonly activeSanctions: readonly ToldSanction[]
  readonly history: readonly StandingEvent[]
}

/** The newest events that a standing tells; older ones are in the cases. */
const MOST_HISTORY = 200

export function shopStanding(effects: readonly Effect[], at: Instant): ShopStanding {
  const active = effects.filter((effect) => isActiveAt(effect, at))
  const kinds = active.map(({ kind }) => kind)
  return {
    points: pointsAt(effects, at),
    activeSanctions: active.map(tell),
    canList: canList(kinds),
    canWithdraw: canWithdraw(kinds),
    history: historyUntil(effects, at),
  }
}

export function buyerStanding(
  effects: readonly Effect[],
  findings: readonly Finding[],
  at: Instant,
): BuyerStanding {
  const active = effects.filter((effect) => isActiveAt(effect, at))
  const suspensions = active.filter(({ kind }) => kind === 'suspend_reporting')
  return {
    reportTrust: reportTrust(findings),
    canReport: suspensions.length === 0,
    points: pointsAt(effects, at),
    suspensions: suspensions.map(tell),
    activeSanctions: active.map(tell),
    history: historyUntil(effects, at),
  }
}

/** Points count from the decision until it is reversed, beyond the end of a sanction. */
function pointsAt(effects: readonly Effect[], at: Instant): number {
  return effects
    .filter((effect) => stoodAt(effect, at))
    .reduce((sum, { points }) => sum + points, 0)
}

const PRIOR_TRUST = 0.8
const PRIOR_WEIGHT = 5

/**
 * How much a buyer's reports have been worth, 0 to 1: the share that proved true among those that
 * proved true or malicious, shrunk towards 0.8 as if five earlier reports had been so. What could
 * not be proven counts neither way.
 */
export function reportTrust(findings: readonly Finding[]): number {
  const isTrue = (finding: Finding) =>
    finding === 'deliberate_empty_parcel' || finding === 'honest_mistake'
  const held = findings.filter(isTrue).length
  const malicious = findings.filter((finding) => finding === 'malicious_report').length
  const trust = (held + PRIOR_TRUST * PRIOR_WEIGHT) / (held + malicious + PRIOR_WEIGHT)
  return Math.round(trust * 1_000) / 1_000
}

function historyUntil(effects: readonly Effect[], at: Instant): StandingEvent[] {
  return effects
    .flatMap(eventsOf)
    .filter((event) => event.moment <= at)
    .sort((a, b) => b.moment - a.moment)
    .slice(0, MOST_HISTORY)
    .map(({ moment, ...event }) => ({ ...event, at: formatInstant(moment) }))
}

function eventsOf(effect: Effect) {
  const told = tell(effect)
  const events: (ToldSanction & { moment: Instant; event: StandingEvent['event'] })[] = [
    { ...told, moment: effect.imposedAt, event: 'imposed' },
  ]
  const end = endOf(effect)
  if (end !== null) events.push({ ...told, moment: end, event: 'ended' })
  if (effect.reversedAt !== null) {
    events.push({ ...told, moment: effect.reversedAt, event: 'reversed' })
  }
  return events
}

/** When its time was over, if it still stood then. */
function endOf({ until, reversedAt }: Effect): Instant | null {
  return until !== null && (reversedAt === null || until < reversedAt) ? until : null
}

function tell(effect: Effect): ToldSanction {
  const { amount, compensation } = effect
  return {
    effectId: effect.id,
    decisionId: effect.decisionId,
    caseId: effect.caseId,
    kind: effect.kind,
    scope: effect.scope,
    clause: effect.clause,
    points: effect.points,
    from: formatInstant(effect.imposedAt),
    until: effect.until === null ? null : formatInstant(effect.until),
    ...(amount && { amount }),
    ...(amount && compensation && { paid: { ...amount, amount: compensation.paid } }),
  }
}
