// The rows of what published policies ask of cases.
import { type Database, sqlTime } from '../platform/database.ts'
import type { Instant } from '../vocabulary/time.ts'
import { type CaseRules, DEFAULT_CASE_RULES } from './case-rules.ts'

export interface DatedCaseRules {
  readonly policyName: string
  readonly version: number
  readonly effectiveFrom: Instant
  readonly rules: CaseRules
}

/** Keeps the rules of one version of a policy. A version that is kept already stays as it is. */
export async function insertCaseRules(tx: Database, dated: DatedCaseRules): Promise<void> {
  await tx.query(
    `insert into case_rules (policy_name, version, effective_from, body)
     values ($1, $2, $3, $4::text::json) on conflict (policy_name, version) do nothing`,
    [dated.policyName, dated.version, sqlTime(dated.effectiveFrom), JSON.stringify(dated.rules)],
  )
}

/** The rules in force at a moment; before any policy was published, the default ones. */
export async function readCaseRules(db: Database, now: Instant): Promise<CaseRules> {
  const rows = await db.query<{ body: CaseRules }>(
    `select body from case_rules where effective_from <= $1
     order by effective_from desc, version desc limit 1`,
    [sqlTime(now)],
  )
  return rows[0]?.body ?? DEFAULT_CASE_RULES
}
