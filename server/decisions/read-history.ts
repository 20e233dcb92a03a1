// Counts what stood before against a shop and a reporter, each finding within its own window.
import type { Database } from '../platform/database.ts'
import { DAY, type Instant, later } from '../vocabulary/time.ts'
import { actAt, type CaseFacts } from './case-facts.ts'
import { readHistory } from './decision-store.ts'
import { FINDINGS, type Finding } from './measure.ts'
import { AGAINST, type PolicyVersion } from './policy.ts'
import { type PriorCounts, versionFor } from './proposal.ts'

/** The longest window that a policy may have (policy.ts). */
const LONGEST_WINDOW = 3_650 * DAY

/**
 * How often each finding stood already, against the shop or the reporter of this case, when the
 * act of this case was done: nobody climbs a ladder before the first step was taken against them
 * (docs/decisions/007). So the many orders of one wave all count as the same time.
 */
export async function countPriors(
  db: Database,
  versions: readonly PolicyVersion[],
  { facts, now }: { readonly facts: CaseFacts; readonly now: Instant },
): Promise<PriorCounts> {
  const since = later(now, -LONGEST_WINDOW)
  const ofShop = await readHistory(db, { column: 'shop_id', id: facts.shopId }, since)
  const ofBuyer = await readHistory(db, { column: 'buyer_id', id: facts.buyerId }, since)
  const count = (finding: Finding): number => {
    const history = AGAINST[finding] === 'reporter' ? ofBuyer : ofShop
    const { windowDays } = versionFor(versions, finding, facts).policy.findings[finding]
    const begin = now - windowDays * DAY
    const end = actAt(finding, facts)
    const isPrior = (stood: Instant) => stood > begin && stood < end
    return history.filter((each) => each.finding === finding && isPrior(each.standing_since)).length
  }
  return Object.fromEntries(FINDINGS.map((finding) => [finding, count(finding)])) as PriorCounts
}
