// Idempotency keys: who is at work under a key, and what was answered under it the first time.
import { type Instant, later, MINUTE } from '../vocabulary/time.ts'
import { type Database, sqlTime } from './database.ts'

/** A key as its owner (`marketplace:…`, `staff:…`) sent it; each owner has keys of its own. */
export interface RequestKey {
  readonly owner: string
  readonly key: string
}

export type Claim =
  /** Nobody had it: do the work, then keepAnswer or releaseKey. */
  | { readonly state: 'ours' }
  /** The first request under the key is still being worked on. */
  | { readonly state: 'at_work'; readonly requestHash: string }
  | {
      readonly state: 'answered'
      readonly requestHash: string
      readonly status: number
      readonly answer: string
    }

/** Who claims a key and falls silent so long has crashed: the next one may try. */
const SILENCE = 5 * MINUTE
const MOST_TRIES = 5

interface KeyRow {
  request_hash: string
  status: number | null
  answer: string | null
}

/**
 * Claims the key outside the work's own transaction, so that a second request sees it at once.
 * `requestHash` is '' where it is known only when the whole body has been read; keepAnswer then
 * brings it.
 */
export async function claimKey(
  db: Database,
  claim: RequestKey & { readonly requestHash: string; readonly now: Instant },
): Promise<Claim> {
  const { owner, key, requestHash, now } = claim
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const ours = await db.query(
      `insert into idempotency_key as held (owner, key, request_hash, claimed_at)
       values ($1, $2, $3, $4)
       on conflict (owner, key) do update
         set request_hash = excluded.request_hash, claimed_at = excluded.claimed_at
         where held.status is null and held.claimed_at < $5
       returning true as ours`,
      [owner, key, requestHash, sqlTime(now), sqlTime(later(now, -SILENCE))],
    )
    if (ours.length > 0) return { state: 'ours' }
    const found = await db.query<KeyRow>(
      'select request_hash, status, answer from idempotency_key where owner = $1 and key = $2',
      [owner, key],
    )
    const row = found[0]
    // Released between the two statements: try to claim it again.
    if (row) return claimOf(row)
  }
  return { state: 'at_work', requestHash: '' }
}

function claimOf({ request_hash: requestHash, status, answer }: KeyRow): Claim {
  if (status === null) return { state: 'at_work', requestHash }
  return { state: 'answered', requestHash, status, answer: answer ?? '' }
}

/** Says that the work under a claim goes on, where it may last for more than five minutes. */
export async function renewClaim(
  db: Database,
  { owner, key, now }: RequestKey & { readonly now: Instant },
): Promise<void> {
  await db.query(
    `update idempotency_key set claimed_at = $3
     where owner = $1 and key = $2 and status is null`,
    [owner, key, sqlTime(now)],
  )
}

/** Keeps what was answered under a claim of ours, for whoever sends the same again. */
export async function keepAnswer(
  db: Database,
  kept: RequestKey & {
    readonly requestHash: string
    readonly status: number
    readonly answer: string
  },
): Promise<void> {
  await db.query(
    `update idempotency_key set request_hash = $3, status = $4, answer = $5
     where owner = $1 and key = $2 and status is null`,
    [kept.owner, kept.key, kept.requestHash, kept.status, kept.answer],
  )
}

/** Gives a claim up, so that the same key may be tried again: nothing was answered under it. */
export async function releaseKey(db: Database, { owner, key }: RequestKey): Promise<void> {
  await db.query('delete from idempotency_key where owner = $1 and key = $2 and status is null', [
    owner,
    key,
  ])
}

/** Forgets keys claimed before a moment, at most so many; answers how many it forgot. */
export async function forgetKeys(db: Database, before: Instant, most: number): Promise<number> {
  const gone = await db.query(
    `delete from idempotency_key where (owner, key) in (
       select owner, key from idempotency_key where claimed_at < $1 order by claimed_at limit $2)
     returning 1`,
    [sqlTime(before), most],
  )
  return gone.length
}
