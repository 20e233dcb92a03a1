// Takes over what a newly published policy asks of cases, from the day on that it takes force.
import type { Database } from '../platform/database.ts'
import { type DatedCaseRules, insertCaseRules } from './case-rules-store.ts'

/**
 * Keeps the rules in the transaction that publishes their policy. They count for cases that open
 * from `effectiveFrom` on; the deadlines of cases that are open already do not move.
 */
export async function adoptCaseRules(tx: Database, dated: DatedCaseRules): Promise<void> {
  await insertCaseRules(tx, dated)
}
