// The rows of published policies: versions that never change.
import { type Database, sqlTime } from '../platform/database.ts'
import type { Instant } from '../vocabulary/time.ts'
import type { Policy, PolicyVersion } from './policy.ts'

export interface PublishedPolicy extends PolicyVersion {
  readonly publishedAt: Instant
  /** As `actorName` writes it. */
  readonly publishedBy: string
}

/** Adds a version; false where that number is taken. */
export async function insertPolicyVersion(
  tx: Database,
  published: PublishedPolicy,
): Promise<boolean> {
  const rows = await tx.query(
    `insert into policy_version (name, version, body, effective_from, published_at, published_by)
     values ($1, $2, $3::text::json, $4, $5, $6)
     on conflict (name, version) do nothing returning version`,
    [
      published.name,
      published.version,
      JSON.stringify(published.policy),
      sqlTime(published.effectiveFrom),
      sqlTime(published.publishedAt),
      published.publishedBy,
    ],
  )
  return rows.length === 1
}

/** More versions than a policy has in practice; the newest count. */
const MOST_VERSIONS = 1_000

/** Every version of a policy, the first one first; none where it was never published. */
export async function readPolicyVersions(
  db: Database,
  name: string,
): Promise<readonly PublishedPolicy[]> {
  const rows = await db.query<{
    version: number
    body: Policy
    effective_from: Instant
    published_at: Instant
    published_by: string
  }>(
    `select version, body, effective_from, published_at, published_by from policy_version
     where name = $1 order by version desc limit $2`,
    [name, MOST_VERSIONS],
  )
  return rows.reverse().map((row) => ({
    name,
    version: row.version,
    policy: row.body,
    effectiveFrom: row.effective_from,
    publishedAt: row.published_at,
    publishedBy: row.published_by,
  }))
}

/** Lets one publication of a name at a time count the versions. */
export async function lockPolicy(tx: Database, name: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`policy ${name}`])
}
