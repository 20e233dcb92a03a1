// An effect: one measure of one decision, carried out, and confirmed by the marketplace.
import type { Money } from '../vocabulary/money.ts'
import { DAY, type Instant, later } from '../vocabulary/time.ts'
import type { SanctionKind, SanctionScope, SanctionTimes } from './sanction.ts'

/** On whom: a shop, or a buyer who reports. */
export interface Subject {
  readonly kind: 'shop' | 'buyer'
  readonly id: string
}

/** What the compensation of one buyer has come to. Minor units of the effect's currency. */
export interface CompensationSoFar {
  readonly orderId: string
  readonly buyerId: string
  readonly charged: number
  readonly paid: number
  /** How much of `paid` the marketplace has been told. */
  readonly paidTold: number
}

export interface Effect extends SanctionTimes {
  readonly id: string
  readonly decisionId: string
  readonly measureIndex: number
  readonly caseId: string
  readonly subject: Subject
  readonly kind: SanctionKind
  readonly scope: SanctionScope
  readonly clause: string
  readonly points: number
  readonly amount: Money | null
  readonly compensation: CompensationSoFar | null
  /** When the end of its time was seen to: what it held was set free. */
  readonly endedAt: Instant | null
  readonly imposedAckAt: Instant | null
  readonly liftedAckAt: Instant | null
}

export type EffectState = 'applied' | 'ended' | 'reversed'

/** The marketplace has this long to confirm that it did what an effect asks. */
export const CONFIRM_WITHIN = DAY

export function stateOf(effect: Effect): EffectState {
  if (effect.reversedAt !== null) return 'reversed'
  return effect.endedAt === null ? 'applied' : 'ended'
}

/** When it was lifted: by the end of its time, or by a reversal before that. */
export function liftedAt(effect: Effect): Instant | null {
  return effect.endedAt ?? effect.reversedAt
}

/** When the marketplace confirmed the effect as it now is; null while that is open. */
export function confirmedAt(effect: Effect): Instant | null {
  return liftedAt(effect) === null ? effect.imposedAckAt : effect.liftedAckAt
}

/** Whether the marketplace should have confirmed it by now. */
export function isOverdue(effect: Effect, now: Instant): boolean {
  const since = liftedAt(effect) ?? effect.imposedAt
  return confirmedAt(effect) === null && now > later(since, CONFIRM_WITHIN)
}

export function formatSubject({ kind, id }: Subject): string {
  return `${kind}:${id}`
}

export function parseSubject(text: string): Subject {
  const kind = text.startsWith('shop:') ? 'shop' : 'buyer'
  return { kind, id: text.slice(kind.length + 1) }
}
