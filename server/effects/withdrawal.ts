// Whether a shop may take money out now: the reasons against it, and what it could take.
import type { Money } from '../vocabulary/money.ts'
import type { Instant } from '../vocabulary/time.ts'
import type { Effect } from './effect.ts'
import type { Book } from './ledger.ts'
import { canWithdraw, isActiveAt } from './sanction.ts'

export const WITHDRAWAL_REASONS = [
  'restricted_by_sanction',
  'compensation_owed',
  'withheld_by_sanction',
  'insufficient_balance',
] as const
export type WithdrawalReason = (typeof WITHDRAWAL_REASONS)[number]

export interface WithdrawalAsked {
  readonly amount: Money
  readonly book: Book
  readonly effects: readonly Effect[]
  readonly now: Instant
}

export interface WithdrawalAnswer {
  /** All that speaks against it; none where it is allowed. */
  readonly reasons: readonly WithdrawalReason[]
  readonly available: Money
}

/** Weighs a withdrawal. The balance must have the amount free, and no sanction may restrict it. */
export function weighWithdrawal({ amount, book, effects, now }: WithdrawalAsked): WithdrawalAnswer {
  const isRestricted = !mayWithdraw(effects, now)
  const reasons: WithdrawalReason[] = isRestricted ? ['restricted_by_sanction'] : []
  if (amount.amount > book.balance) {
    if (book.owed < 0) reasons.push('compensation_owed')
    if (book.withheld_balance > 0) reasons.push('withheld_by_sanction')
    reasons.push('insufficient_balance')
  }
  const available = isRestricted ? 0 : book.balance
  return { reasons, available: { amount: available, currency: amount.currency } }
}

/** Whether no sanction that is active restricts withdrawals. */
export function mayWithdraw(effects: readonly Effect[], now: Instant): boolean {
  const active = effects.filter((effect) => isActiveAt(effect, now))
  return canWithdraw(active.map(({ kind }) => kind))
}
