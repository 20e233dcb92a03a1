// What makes two requests the same one, and how a kept answer is written down.
import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'
import { newSecretBytes } from '../platform/random.ts'
import { canonicalJson, sha256 } from '../vocabulary/canonical.ts'
import { DAY } from '../vocabulary/time.ts'

/** How long a key is remembered. */
export const KEY_LIFE = DAY

/** An answer as it was given the first time. */
export interface KeptAnswer {
  readonly status: number
  readonly body: string
  readonly contentType: string | undefined
  readonly location: string | undefined
}

/** Whether the text can be a key: 1 to 255 visible ASCII characters. */
export function isIdempotencyKey(text: string): boolean {
  return /^[\x21-\x7e]{1,255}$/.test(text)
}

/** A hash that two requests share if, and only if, they ask for the same thing. */
export function requestHash(request: {
  readonly method: string
  readonly url: string
  readonly body: unknown
}): string {
  const { method, url, body } = request
  // Through JSON once: bytes of other media types become plain values, lone surrogates are kept.
  const plain: unknown = JSON.parse(JSON.stringify(body ?? null))
  return sha256(`${method} ${url}\n${canonicalJson(plain)}`)
}

/** Failures of the moment must not be repeated to one who tries again. */
export function isWorthKeeping(status: number): boolean {
  return status < 500 && status !== 429
}

export function writeAnswer(answer: KeptAnswer): string {
  const { body, contentType, location } = answer
  return JSON.stringify({ body, contentType, location })
}

export function readAnswer(status: number, text: string): KeptAnswer {
  const { body, contentType, location } = JSON.parse(text) as Omit<KeptAnswer, 'status'>
  return { status, body, contentType, location }
}

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * Seals an answer that tells a secret once. The key comes from the caller's own token, which is
 * stored nowhere: whoever reads the database cannot open it, the caller who asks again can.
 */
export function sealAnswer(text: string, token: string): string {
  const nonce = newSecretBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, sealingKey(token), nonce)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')
}

/** Opens a sealed answer; undefined where it was sealed under another token. */
export function openAnswer(sealed: string, token: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64')
  const decipher = createDecipheriv(CIPHER, sealingKey(token), bytes.subarray(0, NONCE_BYTES))
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  try {
    const opened = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES))
    return Buffer.concat([opened, decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}

function sealingKey(token: string): Buffer {
  return Buffer.from(hkdfSync('sha256', token, '', 'tare kept answer', 32))
}
