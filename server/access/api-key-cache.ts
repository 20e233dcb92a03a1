// Keys that were looked up a moment ago: intake asks for the same one with every batch.
import { type Instant, later } from '../vocabulary/time.ts'
import { KEY_BELIEVED } from './session.ts'

const MOST_KEYS = 1_000

export interface ApiKeyCache {
  /** The id of the key with that hash, if it was seen within the last seconds. */
  find(keyHash: Buffer, now: Instant): string | undefined
  keep(keyHash: Buffer, keyId: string, now: Instant): void
  /** Forgets a key that was just revoked here; other processes forget it within seconds. */
  forget(keyHash: Buffer): void
}

export function createApiKeyCache(): ApiKeyCache {
  const known = new Map<string, { keyId: string; from: Instant; until: Instant }>()
  return {
    find: (keyHash, now) => {
      const found = known.get(keyHash.toString('base64'))
      return found && found.from <= now && now < found.until ? found.keyId : undefined
    },
    keep: (keyHash, keyId, now) => {
      const name = keyHash.toString('base64')
      known.delete(name)
      known.set(name, { keyId, from: now, until: later(now, KEY_BELIEVED) })
      const oldest = known.keys().next().value
      if (known.size > MOST_KEYS && oldest !== undefined) known.delete(oldest)
    },
    forget: (keyHash) => {
      known.delete(keyHash.toString('base64'))
    },
  }
}
