// The timeline of a case: what happened, in a chain in which each link is hashed onto the last.

import { CHAIN_START, canonicalJson, chainHash, sha256 } from '../vocabulary/canonical.ts'
import type { CaseId } from '../vocabulary/ids.ts'
import { formatInstant, type Instant } from '../vocabulary/time.ts'

/** Every kind of entry, and whether both sides read it or only the desk. */
export const CASE_EVENTS = {
  'case.opened': 'parties',
  'case.reported': 'parties',
  'case.answered': 'parties',
  'case.defaulted': 'parties',
  'case.assigned': 'desk',
  'case.file_frozen': 'parties',
  'case.decision_proposed': 'desk',
  'case.decision_sent_back': 'desk',
  'case.decided': 'parties',
  'case.closed': 'parties',
} as const satisfies Record<string, 'parties' | 'desk'>

export type CaseEventName = keyof typeof CASE_EVENTS

/** What is said with an entry; plain JSON. */
export type CaseDetail = Readonly<Record<string, unknown>>

export interface CaseHappening {
  readonly event: CaseEventName
  /** As `actorName` writes it: `staff:…`, `buyer:…`, `system`. */
  readonly actor: string
  readonly at: Instant
  readonly detail: CaseDetail
}

export interface CaseEvent extends CaseHappening {
  readonly caseId: CaseId
  /** Counts from 1 within the case. */
  readonly seq: number
  readonly detailHash: string
  readonly hash: string
}

interface Last {
  readonly seq: number
  readonly hash: string
}

/** What the first entry of a case follows. */
export const BEFORE_FIRST: Last = { seq: 0, hash: CHAIN_START }

/**
 * Links something that happened onto the last entry. The chain is over the detail's hash, not the
 * detail: a person's words can be erased later, and the chain still verifies.
 */
export function linkEvent(caseId: CaseId, last: Last, happening: CaseHappening): CaseEvent {
  const seq = last.seq + 1
  const detailHash = sha256(canonicalJson(happening.detail))
  const { event, actor, at } = happening
  const link = { caseId, seq, at: formatInstant(at), event, actor, detailHash }
  return { ...happening, caseId, seq, detailHash, hash: chainHash(last.hash, link) }
}

/** The number of the first entry that does not follow from those before it; null: all do. */
export function firstBrokenLink(timeline: readonly CaseEvent[]): number | null {
  let last: Last = BEFORE_FIRST
  for (const entry of timeline) {
    const expected = linkEvent(entry.caseId, last, entry)
    const isSame = expected.seq === entry.seq && expected.hash === entry.hash
    if (!isSame || expected.detailHash !== entry.detailHash) return entry.seq
    last = entry
  }
  return null
}
