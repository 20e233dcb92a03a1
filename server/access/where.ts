// Where people reach this server from outside.
import type { FastifyRequest } from 'fastify'

/** The beginning of links to this server, without a slash at its end. */
export function publicUrlOf(request: FastifyRequest, configured: string | undefined): string {
  const url = configured ?? `${request.protocol}://${request.host}`
  return url.replace(/\/+$/, '')
}

/**
 * Whether the browser came over TLS, here or at a proxy. A forged header gains nothing: it only
 * makes the forger's own cookie travel over TLS alone.
 */
export function isSecure(request: FastifyRequest, configured: string | undefined): boolean {
  const forwarded = request.headers['x-forwarded-proto']
  return (
    request.protocol === 'https' ||
    forwarded === 'https' ||
    (configured?.startsWith('https://') ?? false)
  )
}
