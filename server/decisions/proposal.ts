// The proposal: what each finding would bring in this case, and which one the facts suggest. A
// person decides; this only lays the table.

import type { Instant } from '../vocabulary/time.ts'
import { actAt, type CaseFacts } from './case-facts.ts'
import { type Consequence, consequenceOf } from './consequence.ts'
import { FINDINGS, type Finding } from './measure.ts'
import { type PolicyVersion, versionInForce } from './policy.ts'
import { type Suggestion, suggestFinding } from './suggestion.ts'

/** How often each finding stood before, against whom it speaks, within its window. */
export type PriorCounts = Readonly<Record<Finding, number>>

/** A consequence with the version of the policy that it is read from. */
export interface ProposedFinding extends Consequence {
  readonly policy: { readonly name: string; readonly version: number }
  /** The moment of what was done: this version was in force then. */
  readonly actAt: Instant
}

export interface Proposal {
  readonly findings: readonly ProposedFinding[]
  readonly suggestion: Suggestion
}

/** The version that counts for a finding in this case: there is one, once any is published. */
export function versionFor(
  versions: readonly PolicyVersion[],
  finding: Finding,
  facts: CaseFacts,
): PolicyVersion {
  const found = versionInForce(versions, actAt(finding, facts))
  if (!found) throw new Error('no policy has been published')
  return found
}

/** Whether a finding can be made at all: where nobody reported, no report can be malicious. */
export function isPossible(finding: Finding, facts: CaseFacts): boolean {
  return finding !== 'malicious_report' || facts.isReported
}

/** What one finding would bring. */
export function proposeFinding(
  versions: readonly PolicyVersion[],
  finding: Finding,
  { facts, priorCounts }: { readonly facts: CaseFacts; readonly priorCounts: PriorCounts },
): ProposedFinding {
  const { name, version, policy } = versionFor(versions, finding, facts)
  const priorCount = priorCounts[finding]
  return {
    ...consequenceOf(policy, finding, { facts, priorCount }),
    policy: { name, version },
    actAt: actAt(finding, facts),
  }
}

/** What every finding that is possible would bring, and the one that the facts suggest. */
export function propose(
  versions: readonly PolicyVersion[],
  facts: CaseFacts,
  priorCounts: PriorCounts,
): Proposal {
  const asked = { facts, priorCounts }
  const possible = FINDINGS.filter((finding) => isPossible(finding, facts))
  const findings = possible.map((finding) => proposeFinding(versions, finding, asked))
  return { findings, suggestion: suggestFinding(facts) }
}
