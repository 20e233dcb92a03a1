// The secrets that open the door: how each kind of token looks, and how long a session lives.

import { newSecret } from '../platform/random.ts'
import { HOUR, MINUTE, SECOND } from '../vocabulary/time.ts'

/** Prefixes let people and secret scanners recognise what has leaked. */
const SESSION_PREFIX = 'tare_ses_'
const API_KEY_PREFIX = 'tare_key_'

export const SESSION_COOKIE = 'tare_session'

/** From signing in to having to sign in again; not prolonged by use. */
export const SESSION_LIFE = 12 * HOUR

/** Wrong passwords that one e-mail address, or one network address, may send in one window. */
export const MOST_FAILURES_OF_EMAIL = 5
export const MOST_FAILURES_OF_ADDRESS = 10
export const FAILURE_WINDOW = 15 * MINUTE

/** How long a key that was just looked up is believed without asking the database again. */
export const KEY_BELIEVED = 5 * SECOND

export function newSessionToken(): string {
  return `${SESSION_PREFIX}${newSecret()}`
}

export function newApiKey(): string {
  return `${API_KEY_PREFIX}${newSecret()}`
}

/** Whether the text can only be a session token, or may be one of the operator's own choosing. */
export function looksLikeSession(token: string): boolean {
  return token.startsWith(SESSION_PREFIX)
}

/** Whether the text has the form of a signed token of a party: three parts, the first a header. */
export function looksSigned(token: string): boolean {
  return /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/.test(token)
}

/** One person, however the address is typed: trimmed, composed, in small letters. */
export function emailKey(email: string): string {
  return email.trim().normalize('NFKC').toLowerCase()
}
