// A member of staff signs in: counts the attempt, checks the password, opens a session.
import { isIP } from 'node:net'
import type { Database } from '../platform/database.ts'
import { secretHash } from '../platform/random.ts'
import { Problem } from '../vocabulary/problem.ts'
import { type Instant, later, SECOND } from '../vocabulary/time.ts'
import type { Actor } from './actor.ts'
import { recordAct } from './audit-log.ts'
import { isPassword } from './password.ts'
import {
  emailKey,
  FAILURE_WINDOW,
  MOST_FAILURES_OF_ADDRESS,
  MOST_FAILURES_OF_EMAIL,
  newSessionToken,
  SESSION_LIFE,
} from './session.ts'
import { countAttempt, forgiveAttempt, insertSession, readFailuresSince } from './session-store.ts'
import { readStaffByEmail } from './staff-store.ts'
import { createTurns } from './turns.ts'

export interface SignIn {
  readonly email: string
  readonly password: string
  /** The network address that the attempt comes from. */
  readonly address: string
}

export interface OpenedSession {
  /** Told once; only its hash is kept. */
  readonly token: string
  readonly expiresAt: Instant
}

/**
 * Opens a session. Throws `wrong_credentials` without telling which half was wrong, and
 * `too_many_requests` after too many failures of the e-mail or the network address, or where too
 * many sign in at the same moment.
 */
export function signIn(db: Database, attempt: SignIn, now: Instant): Promise<OpenedSession> {
  return turns(() => tryIn(db, attempt, now))
}

// Checking a password takes a core and 19 MiB for some hundredths of a second, by design. However
// many try at once, others find a core free. Who is turned away here has not used up an attempt.
const turns = createTurns({
  ...{ atOnce: 2, waiting: 40 },
  refuse: () => {
    const told = 'Too many people sign in at this moment; try again.'
    return new Problem('too_many_requests', told, { retryAfterSeconds: 2 })
  },
})

async function tryIn(
  db: Database,
  { email, password, address }: SignIn,
  now: Instant,
): Promise<OpenedSession> {
  const key = emailKey(email)
  const subjects = { email: `email:${key}`, address: `address:${networkOf(address)}` }
  // The attempt is counted before the password is checked and taken back if it was right:
  // else many guesses at once would all be let through before the first has failed.
  await db.tx((tx) => demandAttempt(tx, subjects, now))
  const staff = await readStaffByEmail(db, key)
  if (!(await isPassword(staff?.password_hash, password)) || !staff) {
    throw new Problem('wrong_credentials', 'Check the e-mail address and the password.')
  }
  const token = newSessionToken()
  const expiresAt = later(now, SESSION_LIFE)
  const { id: staffId, name, roles } = staff
  const actor: Actor = { kind: 'staff', staffId, name, roles }
  await db.tx(async (tx) => {
    await forgiveAttempt(tx, subjects)
    await insertSession(tx, { tokenHash: secretHash(token), staffId, openedAt: now, expiresAt })
    await recordAct(tx, { actor, act: 'session.open', subject: `staff:${staffId}`, now })
  })
  return { token, expiresAt }
}

async function demandAttempt(
  tx: Database,
  subjects: { readonly email: string; readonly address: string },
  now: Instant,
): Promise<void> {
  const limits = [
    { subject: subjects.address, most: MOST_FAILURES_OF_ADDRESS },
    { subject: subjects.email, most: MOST_FAILURES_OF_EMAIL },
  ]
  const windowStart = later(now, -FAILURE_WINDOW)
  for (const limit of limits) {
    if (await countAttempt(tx, { ...limit, windowStart, now })) continue
    const since = (await readFailuresSince(tx, limit.subject)) ?? now
    const retryAfterSeconds = Math.max(1, Math.ceil((since + FAILURE_WINDOW - now) / SECOND))
    const told = 'There were too many failed attempts to sign in; wait before the next.'
    throw new Problem('too_many_requests', told, { retryAfterSeconds })
  }
}

/** An IPv6 customer holds at least a /64 (RFC 6177): its addresses count as one. */
function networkOf(address: string): string {
  const embedded = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (embedded) return embedded
  if (isIP(address) !== 6) return address
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? []
  const left = head.split(':').filter(Boolean)
  const right = (tail ?? '').split(':').filter(Boolean)
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  const groups = [...left, ...Array<string>(zeros).fill('0'), ...right]
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
