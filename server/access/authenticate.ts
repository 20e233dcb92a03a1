// The door: who sends each request, and whether they may. No route can be without a permission.
import type { FastifyRequest, RouteOptions } from 'fastify'
import type { Database } from '../platform/database.ts'
import type { Http } from '../platform/http.ts'
import { Problem } from '../vocabulary/problem.ts'
import type { Clock, Instant } from '../vocabulary/time.ts'
import type { Actor } from './actor.ts'
import { type ApiKeyCache, createApiKeyCache } from './api-key-cache.ts'
import { type Credential, credentialOf, demandOwnPage } from './credential.ts'
import { type ActorSources, actAs, findActor, findStaff } from './find-actor.ts'
import { type Keyring, loadKeyring } from './load-keyring.ts'
import { demand, isPermission, may, type Permission } from './permission.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who sends this request. */
    actor: Actor
  }
  interface FastifyContextConfig {
    /** What the sender must be permitted. Every route names one. */
    permission?: Permission
  }
  interface FastifyInstance {
    /** Every route with its permission, in the order they were registered. */
    doors: Door[]
    apiKeys: ApiKeyCache
    keyring: Keyring
  }
}

export interface AccessDesk {
  readonly db: Database
  readonly clock: Clock
  /** Where people reach this server from outside, if that is not where it listens. */
  readonly publicUrl?: string | undefined
}

/** A way into the house, and what it asks for. */
export interface Door {
  readonly method: string
  readonly url: string
  readonly permission: Permission
}

const ANONYMOUS: Actor = { kind: 'anonymous' }

/** Puts the door in. To be called before any route is registered, and before other hooks. */
export function installAccess(http: Http, desk: AccessDesk): void {
  const apiKeys = createApiKeyCache()
  const keyring = loadKeyring(desk.db)
  const sources = { db: desk.db, keyring, apiKeys }
  http.decorate('apiKeys', apiKeys)
  http.decorate('keyring', keyring)
  http.decorateRequest('actor')
  const doors: Door[] = []
  http.decorate('doors', doors)
  http.addHook('onRoute', (route) => {
    doors.push(...doorsOf(route))
  })
  http.addHook('onRequest', async (request) => {
    request.actor = ANONYMOUS
    const { permission } = request.routeOptions.config
    // An address that does not exist asks nobody who they are.
    if (permission === undefined) return
    request.actor = await actorOfRequest(request, { ...desk, ...sources }, permission)
    demand(request.actor, permission)
  })
  http.addHook('onSend', async (_request, reply) => {
    // RFC 9110, section 11.6.1: a 401 says how to sign in.
    if (reply.statusCode === 401) reply.header('www-authenticate', 'Bearer realm="tare"')
  })
}

function doorsOf({ method, url, config }: RouteOptions): Door[] {
  const permission = config?.permission
  if (!permission || !isPermission(permission)) {
    throw new Error(`The route ${method} ${url} must name its permission: config.permission`)
  }
  return [method].flat().map((each) => ({ method: each, url, permission }))
}

async function actorOfRequest(
  request: FastifyRequest,
  desk: AccessDesk & ActorSources,
  permission: Permission,
): Promise<Actor> {
  const now = desk.clock()
  const credential = credentialOf(request)
  const actor =
    credential.kind === 'cookie'
      ? await actorOfCookie(request, { desk, token: credential.token, permission, now })
      : await actorOfBearer(credential, desk, now)
  const asked = request.headers['tare-act-as']
  return asked === undefined ? actor : actAs(actor, String(asked))
}

async function actorOfBearer(
  credential: Exclude<Credential, { kind: 'cookie' }>,
  sources: ActorSources,
  now: Instant,
): Promise<Actor> {
  return credential.kind === 'none' ? ANONYMOUS : findActor(sources, credential.token, now)
}

interface CookieRequest {
  readonly desk: AccessDesk & ActorSources
  readonly token: string
  readonly permission: Permission
  readonly now: Instant
}

async function actorOfCookie(
  request: FastifyRequest,
  { desk, token, permission, now }: CookieRequest,
): Promise<Actor> {
  // Browsers send the cookie with everything, also when it is long over and the person signs in
  // again: what is open to everyone does not look at it.
  if (may(ANONYMOUS, permission)) return ANONYMOUS
  demandOwnPage(request, desk.publicUrl)
  const staff = await findStaff(desk.db, token, now)
  if (staff) return staff
  throw new Problem('not_signed_in', 'Your session is over; sign in again.')
}
