// Canonical bytes and their hash, for chains, keys and idempotency (RFC 8785, SHA-256).
import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

/** The canonical JSON (RFC 8785) of a plain value. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('only plain JSON values have a canonical form')
  return text
}

/** SHA-256 of text or bytes, in lower-case hex. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/** The hash of the next link of a chain: over the hash before it and the link's own content. */
export function chainHash(previousHash: string, content: unknown): string {
  return sha256(`${previousHash}\n${canonicalJson(content)}`)
}

/** What the first link of every chain follows. */
export const CHAIN_START = '0'.repeat(64)
