// The sanctions in force, gathered by kind: nine holds of money are one fact for who reads them.
import type { Sanction } from '../data/answers.ts'
import type { Money } from '../ui/format.ts'

export interface SanctionsOfKind {
  readonly kind: string
  readonly from: string
  /** The end of the last of them; null where one of them has none. */
  readonly until: string | null
  /** What they come to, in each currency. */
  readonly amounts: readonly Money[]
  /** The cases they come from, the newest first. */
  readonly caseIds: readonly string[]
}

/** Those that hold the shop back now. Compensation is money paid, and shows in the books. */
export function gatherSanctions(sanctions: readonly Sanction[]): SanctionsOfKind[] {
  const byKind = new Map<string, Sanction[]>()
  for (const sanction of sanctions) {
    if (sanction.kind === 'compensate_buyers') continue
    byKind.set(sanction.kind, [...(byKind.get(sanction.kind) ?? []), sanction])
  }
  return [...byKind].map(([kind, all]) => ({
    kind,
    from: all.reduce((first, { from }) => (from < first ? from : first), all[0]?.from ?? ''),
    until: lastEnd(all),
    amounts: sums(all),
    caseIds: [...new Set(all.map(({ caseId }) => caseId))].reverse(),
  }))
}

function lastEnd(sanctions: readonly Sanction[]): string | null {
  const ends = sanctions.map(({ until }) => until)
  if (ends.some((end) => end === null)) return null
  return ends.reduce((last, end) => ((end ?? '') > (last ?? '') ? end : last), null)
}

function sums(sanctions: readonly Sanction[]): Money[] {
  const byCurrency = new Map<string, number>()
  for (const { amount } of sanctions) {
    if (!amount) continue
    byCurrency.set(amount.currency, (byCurrency.get(amount.currency) ?? 0) + amount.amount)
  }
  return [...byCurrency].map(([currency, amount]) => ({ currency, amount }))
}
