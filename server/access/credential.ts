// What a request shows at the door: a bearer token, the console's cookie, or nothing; and whether
// a page of somebody else's made the browser send it.
import type { FastifyRequest } from 'fastify'
import { Problem } from '../vocabulary/problem.ts'
import { SESSION_COOKIE } from './session.ts'

export type Credential =
  | { readonly kind: 'bearer'; readonly token: string }
  | { readonly kind: 'cookie'; readonly token: string }
  | { readonly kind: 'none' }

/** What the request shows. `Authorization` counts before the cookie: it was sent on purpose. */
export function credentialOf(request: FastifyRequest): Credential {
  const { authorization } = request.headers
  if (authorization !== undefined) {
    const token = /^bearer +(\S.*?) *$/i.exec(authorization)?.[1]
    if (token) return { kind: 'bearer', token }
    throw new Problem('not_signed_in', 'The header Authorization must be `Bearer` and a token.')
  }
  const token = request.cookies[SESSION_COOKIE]
  return token ? { kind: 'cookie', token } : { kind: 'none' }
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Whether the method may change something (RFC 9110, section 9.2.1). */
export function isUnsafe(method: string): boolean {
  return !SAFE_METHODS.has(method)
}

/**
 * Whether a page from another place sent this. Browsers that tell `Sec-Fetch-Site` tell it truly;
 * older ones tell the page's `Origin`. Programs tell neither and are nobody's page.
 */
export function isForeignPage(request: FastifyRequest, publicUrl: string | undefined): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  const { origin } = request.headers
  if (origin === undefined) return false
  if (!URL.canParse(origin)) return true
  const { host } = new URL(origin)
  return host !== request.host && !(publicUrl && new URL(publicUrl).host === host)
}

/** Refuses what a page from another place made the browser send. */
export function demandNoForeignPage(request: FastifyRequest, publicUrl: string | undefined): void {
  if (!isForeignPage(request, publicUrl)) return
  throw new Problem('not_permitted', 'This was sent by a page from another place.')
}

/**
 * Refuses what a browser may have sent without its person knowing: with the cookie, every method
 * that changes something must carry a header that a foreign page cannot set, and no foreign origin.
 */
export function demandOwnPage(request: FastifyRequest, publicUrl: string | undefined): void {
  if (!isUnsafe(request.method)) return
  demandNoForeignPage(request, publicUrl)
  if (request.headers['x-tare-console'] !== '1') {
    throw new Problem(
      'not_permitted',
      'With the session cookie, send the header `x-tare-console: 1` too.',
    )
  }
}
