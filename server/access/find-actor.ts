// Finds out who sends a request, from the token it shows.

import type { Database } from '../platform/database.ts'
import { secretHash } from '../platform/random.ts'
import { parseParty } from '../vocabulary/party.ts'
import { Problem } from '../vocabulary/problem.ts'
import type { Instant } from '../vocabulary/time.ts'
import { type Actor, actorOf } from './actor.ts'
import type { ApiKeyCache } from './api-key-cache.ts'
import { readApiKeyId } from './api-key-store.ts'
import type { Keyring } from './load-keyring.ts'
import { readPartyToken } from './party-token.ts'
import { looksLikeSession, looksSigned } from './session.ts'
import { readSession } from './session-store.ts'

export interface ActorSources {
  readonly db: Database
  readonly keyring: Keyring
  readonly apiKeys: ApiKeyCache
}

/** Who the bearer of the token is. Throws `not_signed_in` for a token that opens nothing. */
export async function findActor(
  sources: ActorSources,
  token: string,
  now: Instant,
): Promise<Actor> {
  if (looksSigned(token)) {
    const reading = await readPartyToken(token, sources.keyring.publicKey, now)
    if (typeof reading === 'object') return actorOf(reading)
    if (reading === 'expired') {
      throw new Problem('not_signed_in', 'This token has expired; ask for a new one.')
    }
  }
  const found =
    (looksLikeSession(token) ? await findStaff(sources.db, token, now) : undefined) ??
    // The operator's own first key may have any form, so every other text is looked up as a key.
    (await findMarketplace(sources, token, now))
  if (found) return found
  throw new Problem('not_signed_in', 'This token is unknown, has expired or was revoked.')
}

/** The member of staff whose session this is, if it is still open. */
export async function findStaff(
  db: Database,
  token: string,
  now: Instant,
): Promise<Actor | undefined> {
  const row = await readSession(db, secretHash(token), now)
  return row && { kind: 'staff', staffId: row.staff_id, name: row.name, roles: row.roles }
}

async function findMarketplace(
  { db, apiKeys }: ActorSources,
  token: string,
  now: Instant,
): Promise<Actor | undefined> {
  const keyHash = secretHash(token)
  const known = apiKeys.find(keyHash, now)
  if (known) return { kind: 'marketplace', keyId: known }
  const keyId = await readApiKeyId(db, keyHash)
  if (!keyId) return undefined
  apiKeys.keep(keyHash, keyId, now)
  return { kind: 'marketplace', keyId }
}

/** The party that a marketplace's key acts for, by the header `Tare-Act-As`. */
export function actAs(actor: Actor, header: string): Actor {
  if (actor.kind === 'anonymous') {
    throw new Problem('not_signed_in', 'The header Tare-Act-As needs a marketplace key beside it.')
  }
  if (actor.kind !== 'marketplace') {
    throw new Problem('not_permitted', 'Only a marketplace key may act for others.')
  }
  const party = parseParty(readHeaderText(header))
  if (party) return actorOf(party)
  if (header.startsWith('staff:')) {
    throw new Problem('not_permitted', 'A marketplace key never acts as staff.')
  }
  throw new Problem(
    'malformed_request',
    'The header Tare-Act-As must be buyer:ID, seller:SHOP_ID or juror:ID.',
  )
}

/** Headers arrive as Latin-1 (RFC 9110, section 5.5); identifiers beyond ASCII come as UTF-8. */
function readHeaderText(header: string): string {
  const bytes = Buffer.from(header, 'latin1')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return header
  }
}
