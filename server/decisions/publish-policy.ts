// Publishes a version of a policy, checked, with notice; and the first one of an empty store.
import { type Actor, actorName } from '../access/actor.ts'
import { recordAct } from '../access/audit-log.ts'
import { adoptCaseRules } from '../cases/adopt-case-rules.ts'
import type { Database } from '../platform/database.ts'
import { postEvent } from '../platform/jobs.ts'
import { fieldProblem, Problem } from '../vocabulary/problem.ts'
import { DAY, formatInstant, type Instant, later, MINUTE } from '../vocabulary/time.ts'
import { DEFAULT_POLICY } from './default-policy.ts'
import { caseRulesOf, DECIDING_POLICY, type Policy } from './policy.ts'
import { analysePolicy } from './policy-analysis.ts'
import {
  insertPolicyVersion,
  lockPolicy,
  type PublishedPolicy,
  readPolicyVersions,
} from './policy-store.ts'

/** Rules are told seven days ahead, as Chinese law asks of platforms (E-Commerce Law, 34). */
const NOTICE = 7 * DAY

/** Clocks differ, and a request is on its way for a while: so much past still means now. */
const STILL_NOW = MINUTE

export interface Publication {
  readonly name: string
  readonly policy: Policy
  /** When it takes force: not before now. Left out: after seven days, a first version at once. */
  readonly effectiveFrom: Instant | undefined
  readonly actor: Actor
  readonly now: Instant
}

/**
 * Publishes the next version. Refuses with `invalid_fields` a policy with a mistake, naming the
 * row, and a moment that has passed. Published versions never change.
 */
export async function publishPolicy(
  db: Database,
  { name, policy, effectiveFrom, actor, now }: Publication,
): Promise<PublishedPolicy> {
  refuseMistakes(policy)
  return db.tx(async (tx) => {
    if (name === DECIDING_POLICY) await publishFirstPolicy(tx, now)
    await lockPolicy(tx, name)
    const versions = await readPolicyVersions(tx, name)
    const last = versions.at(-1)
    const wish = wishedMoment(effectiveFrom, versions, now)
    const published: PublishedPolicy = {
      ...{ name, policy, version: (last?.version ?? 0) + 1 },
      effectiveFrom: wish ?? (last ? later(now, NOTICE) : now),
      ...{ publishedAt: now, publishedBy: actorName(actor) },
    }
    await publish(tx, published)
    const detail = { version: published.version, from: formatInstant(published.effectiveFrom) }
    await recordAct(tx, { actor, act: 'policy.publish', subject: `policy:${name}`, now, detail })
    return published
  })
}

/**
 * When the version shall take force, if that was said. Who changes what was read and sends it back
 * sends the moment of the version that was read along, which is no wish.
 */
function wishedMoment(
  effectiveFrom: Instant | undefined,
  versions: readonly PublishedPolicy[],
  now: Instant,
): Instant | undefined {
  if (effectiveFrom === undefined || effectiveFrom >= now) return effectiveFrom
  if (versions.some((each) => each.effectiveFrom === effectiveFrom)) return undefined
  if (effectiveFrom >= later(now, -STILL_NOW)) return now
  throw fieldProblem('/effectiveFrom', 'has passed; a policy never counts for the past')
}

function refuseMistakes(policy: Policy): void {
  const [first, ...others] = analysePolicy(policy)
  if (!first) return
  const errors = [first, ...others].slice(0, 100).map(({ pointer, message }) => ({
    ...{ pointer: `/policy${pointer}`, message },
  }))
  throw new Problem('invalid_fields', first.message, { errors })
}

/** Writes a version and lets those hear of it whom it concerns, from the day that it counts. */
async function publish(tx: Database, published: PublishedPolicy): Promise<boolean> {
  if (!(await insertPolicyVersion(tx, published))) return false
  const { name, version, effectiveFrom, publishedAt: now, policy } = published
  if (name === DECIDING_POLICY) {
    const rules = caseRulesOf(policy)
    await adoptCaseRules(tx, { policyName: name, version, effectiveFrom, rules })
  }
  const ids = { policyName: name, version }
  await postEvent(tx, { name: 'policy.published', ids }, { now, runAt: effectiveFrom })
  return true
}

/**
 * Publishes the example policy where the desk has none to decide under, in force at once. Calling
 * it again changes nothing.
 */
export async function publishFirstPolicy(db: Database, now: Instant): Promise<void> {
  const known = await readPolicyVersions(db, DECIDING_POLICY)
  if (known.length > 0) return
  await db.tx(async (tx) => {
    await publish(tx, {
      ...{ name: DECIDING_POLICY, version: 1, policy: DEFAULT_POLICY, effectiveFrom: now },
      ...{ publishedAt: now, publishedBy: actorName({ kind: 'system' }) },
    })
  })
}
