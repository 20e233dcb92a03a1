// What the published policy asks of cases: when the machine opens one, how long an answer takes.
import { z } from 'zod'
import { HOUR, type Instant, later } from '../vocabulary/time.ts'

/** The bands at which detection may open a case; below `suspect` it never does. */
export const OPENING_BANDS = ['suspect', 'near_certain'] as const
export type OpeningBand = (typeof OPENING_BANDS)[number]

export const caseRules = z.object({
  /** Detection opens a case from this band on; null: only people open cases. */
  openCaseAt: z.enum(OPENING_BANDS).nullable(),
  /** Hours that the seller has to answer. */
  answerHours: z.number().int().min(1).max(2_160),
})

export type CaseRules = Readonly<z.infer<typeof caseRules>>

/**
 * What counts until a policy is published. A case is a burden on the seller even when it ends well:
 * the machine opens one only where it is nearly certain, and merely flags what is suspect; a person
 * or a report may open those. 48 hours to answer, silence then counting against who is silent, is
 * what Amazon's A-to-z claims in Australia gave in 2026; Douyin gives 24.
 */
export const DEFAULT_CASE_RULES: CaseRules = { openCaseAt: 'near_certain', answerHours: 48 }

/** Whether an order in this band gets a case without anybody asking. */
export function opensCase(rules: CaseRules, band: string): boolean {
  if (rules.openCaseAt === null) return false
  const bands: readonly string[] = OPENING_BANDS
  return bands.indexOf(band) >= bands.indexOf(rules.openCaseAt)
}

/** When the time to answer ends that begins at `now`. */
export function answerDueAt(rules: CaseRules, now: Instant): Instant {
  return later(now, rules.answerHours * HOUR)
}
