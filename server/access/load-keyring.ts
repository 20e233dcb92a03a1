// The keys that sign and check tokens of parties, read once and kept in memory; made on first use.
import { type CryptoKey, exportJWK, generateKeyPair, importJWK } from 'jose'
import type { Database } from '../platform/database.ts'
import { isUuid, newId } from '../vocabulary/ids.ts'
import type { Instant } from '../vocabulary/time.ts'
import { type SigningKey, TOKEN_ALGORITHM } from './party-token.ts'
import {
  insertSigningKey,
  readSigningKey,
  readSigningKeyById,
  type SigningKeyRow,
} from './signing-key-store.ts'

const PURPOSE = 'party_token'

export interface Keyring {
  /** The key that signs now. */
  signingKey(now: Instant): Promise<SigningKey>
  /** The key of that id, for checking; undefined where there is none. */
  publicKey(id: string): Promise<CryptoKey | undefined>
}

/** A keyring on the keys in the database. Keys never change, so what was read once stays true. */
export function loadKeyring(db: Database): Keyring {
  const known = new Map<string, SigningKey>()
  let current: SigningKey | undefined
  const keep = async (row: SigningKeyRow) => {
    const key = await importKey(row)
    known.set(key.id, key)
    return key
  }
  return {
    signingKey: async (now) => {
      current ??= await keep((await readSigningKey(db, PURPOSE)) ?? (await makeKey(db, now)))
      return current
    },
    publicKey: async (id) => {
      const found = known.get(id)
      if (found || !isUuid(id)) return found?.publicKey
      const row = await readSigningKeyById(db, PURPOSE, id)
      return row && (await keep(row)).publicKey
    },
  }
}

async function makeKey(db: Database, now: Instant): Promise<SigningKeyRow> {
  const pair = await generateKeyPair(TOKEN_ALGORITHM, { crv: 'Ed25519', extractable: true })
  const row = {
    id: newId<'signing_key'>(now),
    purpose: PURPOSE,
    algorithm: TOKEN_ALGORITHM,
    public_jwk: await exportJWK(pair.publicKey),
    private_jwk: await exportJWK(pair.privateKey),
  }
  await insertSigningKey(db, row, now)
  // Another process may have been first; its key then counts.
  const kept = await readSigningKey(db, PURPOSE)
  if (!kept) throw new Error('the signing key that was just made is not there')
  return kept
}

async function importKey(row: SigningKeyRow): Promise<SigningKey> {
  const publicKey = await importJWK(row.public_jwk, TOKEN_ALGORITHM)
  const privateKey = await importJWK(row.private_jwk, TOKEN_ALGORITHM)
  if (publicKey instanceof Uint8Array || privateKey instanceof Uint8Array) {
    throw new Error(`the signing key ${row.id} is not a key pair`)
  }
  return { id: row.id, publicKey, privateKey }
}
