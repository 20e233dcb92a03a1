// New, duplicate or corrected: what the records of one identity, in the order they came, amount to.
import type { Prepared } from './prepared.ts'

/** What is stored of one record so far. */
export interface Stored {
  /** The newest version, counted from 1. */
  readonly version: number
  /** The hashes of every version, the newest too. */
  readonly hashes: ReadonlySet<string>
}

export type Outcome = 'accepted' | 'duplicate' | 'corrected'

export interface VersionPlan {
  /** The version to be stored as the newest; undefined where nothing is new. */
  readonly newest: VersionOf | undefined
  /** Versions that came and were replaced within the same batch. */
  readonly replaced: readonly VersionOf[]
  /** One for each record, in the same order. */
  readonly outcomes: readonly Outcome[]
}

export interface VersionOf {
  readonly version: number
  readonly prepared: Prepared
}

/**
 * Counts versions on from what is stored. An exact copy of any version, be it an older one, is a
 * duplicate: feeds deliver twice and late, and an old export sent again must not undo what was
 * corrected since. The price: to go back to an earlier content on purpose, something in it has to
 * differ.
 */
export function planVersions(came: readonly Prepared[], stored?: Stored): VersionPlan {
  const hashes = new Set(stored?.hashes)
  const versions: VersionOf[] = []
  const outcomes = came.map((prepared): Outcome => {
    if (hashes.has(prepared.hash)) return 'duplicate'
    hashes.add(prepared.hash)
    const version = (stored?.version ?? 0) + versions.length + 1
    versions.push({ version, prepared })
    return version === 1 ? 'accepted' : 'corrected'
  })
  return { newest: versions.at(-1), replaced: versions.slice(0, -1), outcomes }
}
