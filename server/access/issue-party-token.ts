// The marketplace asks for a token with which one of its people opens Tare in a browser.
import { newId } from '../vocabulary/ids.ts'
import type { Party } from '../vocabulary/party.ts'
import type { Instant } from '../vocabulary/time.ts'
import type { Keyring } from './load-keyring.ts'
import { signPartyToken } from './party-token.ts'

/**
 * Issues a token for `seconds`. It changes nothing that is stored and cannot be taken back, so it
 * is kept short and not in the log of acts: what is done with it is.
 */
export async function issuePartyToken(
  keyring: Keyring,
  { party, seconds }: { readonly party: Party; readonly seconds: number },
  now: Instant,
): Promise<{ token: string; expiresAt: Instant }> {
  const key = await keyring.signingKey(now)
  const tokenId = newId<'party_token'>(now)
  return signPartyToken(key, { party, tokenId, issuedAt: now, seconds })
}
