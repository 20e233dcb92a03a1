// The one place that asks the machine for secrets that nobody can guess.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** A fresh secret of 256 bits as URL-safe text (43 characters). */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

export function newSecretBytes(count: number): Buffer {
  return randomBytes(count)
}

/** What is stored in place of a long random secret: its SHA-256. Short passwords need argon2. */
export function secretHash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** Whether two texts are equal, in a time that does not tell where they differ. */
export function sameSecret(left: string, right: string): boolean {
  return timingSafeEqual(secretHash(left), secretHash(right))
}
