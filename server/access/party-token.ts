// The short-lived token with which a buyer, seller or juror comes in a browser: a signed JWT.
import { type CryptoKey, errors, jwtVerify, SignJWT } from 'jose'
import { formatParty, type Party, parseParty } from '../vocabulary/party.ts'
import { type Instant, later, SECOND } from '../vocabulary/time.ts'

/** Fixed, whatever a token's header asks for (RFC 8725, section 3.1). */
export const TOKEN_ALGORITHM = 'EdDSA'
const ISSUER = 'tare'
const AUDIENCE = 'tare:party'

export const SHORTEST_TOKEN_SECONDS = 1
export const LONGEST_TOKEN_SECONDS = 86_400
export const USUAL_TOKEN_SECONDS = 3_600

export interface TokenClaims {
  readonly party: Party
  readonly tokenId: string
  readonly issuedAt: Instant
  readonly seconds: number
}

/** One of the keys that sign tokens. */
export interface SigningKey {
  readonly id: string
  readonly publicKey: CryptoKey
  readonly privateKey: CryptoKey
}

/** Signs a token. Times in it are whole seconds, so it may end up to a second early. */
export async function signPartyToken(
  key: SigningKey,
  { party, tokenId, issuedAt, seconds }: TokenClaims,
): Promise<{ token: string; expiresAt: Instant }> {
  const issued = Math.floor(issuedAt / SECOND)
  const token = await new SignJWT({})
    .setProtectedHeader({ alg: TOKEN_ALGORITHM, typ: 'JWT', kid: key.id })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(formatParty(party))
    .setJti(tokenId)
    .setIssuedAt(issued)
    .setExpirationTime(issued + seconds)
    .sign(key.privateKey)
  const expiresAt = later((issued * SECOND) as Instant, seconds * SECOND)
  return { token, expiresAt }
}

export type TokenReading = Party | 'expired' | 'unknown'

/** Reads a token: the party it names, or why it names none. `keyOf` answers a key by its id. */
export async function readPartyToken(
  token: string,
  keyOf: (id: string) => Promise<CryptoKey | undefined>,
  now: Instant,
): Promise<TokenReading> {
  try {
    const { payload } = await jwtVerify(
      token,
      async ({ kid }) => {
        const key = kid === undefined ? undefined : await keyOf(kid)
        if (!key) throw new errors.JWKSNoMatchingKey()
        return key
      },
      {
        algorithms: [TOKEN_ALGORITHM],
        issuer: ISSUER,
        audience: AUDIENCE,
        requiredClaims: ['exp', 'sub'],
        currentDate: new Date(now),
      },
    )
    return parseParty(payload.sub ?? '') ?? 'unknown'
  } catch (error) {
    if (error instanceof errors.JWTExpired) return 'expired'
    if (error instanceof errors.JOSEError) return 'unknown'
    throw error
  }
}
