// Reads published policies: the version in force, one by its number, all that decisions need.
import type { Database } from '../platform/database.ts'
import { Problem } from '../vocabulary/problem.ts'
import { formatInstant, type Instant } from '../vocabulary/time.ts'
import { DECIDING_POLICY, type Policy, type PolicyVersion } from './policy.ts'
import { type PublishedPolicy, readPolicyVersions } from './policy-store.ts'
import { publishFirstPolicy } from './publish-policy.ts'

export interface PolicyAnswer {
  readonly name: string
  readonly version: number
  readonly effectiveFrom: string
  readonly publishedAt: string
  readonly policy: Policy
  /** Every version, the newest first; those of the future have been announced. */
  readonly versions: { version: number; effectiveFrom: string; publishedAt: string }[]
}

/** The versions that cases are decided under; the example policy on a store that has none. */
export async function decidingVersions(
  db: Database,
  now: Instant,
): Promise<readonly PolicyVersion[]> {
  await publishFirstPolicy(db, now)
  return readPolicyVersions(db, DECIDING_POLICY)
}

/** A policy as it is published: the version asked for, else the one in force, else the next. */
export async function showPolicy(
  db: Database,
  name: string,
  { version, now }: { readonly version: number | undefined; readonly now: Instant },
): Promise<PolicyAnswer> {
  if (name === DECIDING_POLICY) await publishFirstPolicy(db, now)
  const versions = await readPolicyVersions(db, name)
  const asked = (each: PublishedPolicy) =>
    version === undefined ? each.effectiveFrom <= now : each.version === version
  const inForce = [...versions].sort((a, b) => a.effectiveFrom - b.effectiveFrom).findLast(asked)
  const found = inForce ?? (version === undefined ? versions[0] : undefined)
  if (!found) throw new Problem('not_found', `There is no such version of a policy ${name}.`)
  return tellPolicy(found, versions)
}

/** A version as it is told, with the list of all of them. */
export function tellPolicy(
  told: PublishedPolicy,
  versions: readonly PublishedPolicy[],
): PolicyAnswer {
  return {
    ...datesOf(told),
    name: told.name,
    policy: told.policy,
    versions: versions.map(datesOf).reverse(),
  }
}

function datesOf({ version, effectiveFrom, publishedAt }: PublishedPolicy) {
  return {
    version,
    effectiveFrom: formatInstant(effectiveFrom),
    publishedAt: formatInstant(publishedAt),
  }
}
