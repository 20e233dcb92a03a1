// Doors for signing in and out, and for asking who one is.
import { z } from 'zod'
import type { Http } from '../platform/http.ts'
import { formatInstant } from '../vocabulary/time.ts'
import { type Actor, STAFF_ROLES } from './actor.ts'
import type { AccessDesk } from './authenticate.ts'
import { credentialOf, demandNoForeignPage } from './credential.ts'
import { oneLine } from './listing.ts'
import { LONGEST_PASSWORD } from './password.ts'
import { PERMISSIONS, permissionsOf } from './permission.ts'
import { SESSION_COOKIE } from './session.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { isSecure } from './where.ts'

const tags = ['access']

const whoAmI = z.object({
  kind: z.enum(['staff', 'marketplace', 'buyer', 'seller', 'juror']),
  id: z.string().describe('The id of the person, the shop or the key'),
  name: z.string().nullable(),
  roles: z.array(z.enum(STAFF_ROLES)),
  permissions: z.array(z.string()).describe(`Some of: ${Object.keys(PERMISSIONS).join(', ')}`),
})

export function sessionRoutes(http: Http, desk: AccessDesk): void {
  openSessionRoute(http, desk)
  http.route({
    method: 'GET',
    url: '/v1/sessions/current',
    config: { permission: 'session.read' },
    schema: { tags, summary: 'Who I am and what I may do', response: { 200: whoAmI } },
    handler: async ({ actor }) => describeActor(actor),
  })
  http.route({
    method: 'DELETE',
    url: '/v1/sessions/current',
    // Once it is over the token opens nothing, so a repetition could not be answered.
    config: { permission: 'session.close', ownIdempotency: true },
    schema: { tags, summary: 'Sign out', response: { 204: z.undefined() } },
    handler: async (request, reply) => {
      const credential = credentialOf(request)
      const token = credential.kind === 'none' ? '' : credential.token
      await signOut(desk.db, { actor: request.actor, token }, desk.clock())
      return reply.clearCookie(SESSION_COOKIE, { path: '/' }).code(204).send()
    },
  })
}

function openSessionRoute(http: Http, desk: AccessDesk): void {
  http.route({
    method: 'POST',
    url: '/v1/sessions',
    config: { permission: 'session.open', ownIdempotency: true },
    schema: {
      tags,
      summary: 'Sign in as staff',
      description: 'Answers a token for `Authorization: Bearer`, and sets it as a cookie.',
      security: [],
      body: z.object({
        email: oneLine.min(3).max(254),
        password: z.string().min(1).max(LONGEST_PASSWORD),
        code: z.string().max(64).optional().describe('A second factor, where one is set up'),
      }),
      response: { 201: z.object({ token: z.string(), expiresAt: z.iso.datetime() }) },
    },
    handler: async (request, reply) => {
      demandNoForeignPage(request, desk.publicUrl)
      const { email, password } = request.body
      const attempt = { email, password, address: request.ip }
      const { token, expiresAt } = await signIn(desk.db, attempt, desk.clock())
      reply.setCookie(SESSION_COOKIE, token, {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        secure: isSecure(request, desk.publicUrl),
        expires: new Date(expiresAt),
      })
      return reply
        .code(201)
        .header('cache-control', 'no-store')
        .send({ token, expiresAt: formatInstant(expiresAt) })
    },
  })
}

function describeActor(actor: Actor): z.output<typeof whoAmI> {
  const permissions = permissionsOf(actor)
  const nobodys = { name: null, roles: [], permissions }
  switch (actor.kind) {
    case 'staff':
      return {
        kind: 'staff',
        id: actor.staffId,
        name: actor.name,
        roles: [...actor.roles],
        permissions,
      }
    case 'marketplace':
      return { kind: 'marketplace', id: actor.keyId, ...nobodys }
    case 'buyer':
      return { kind: 'buyer', id: actor.buyerId, ...nobodys }
    case 'seller':
      return { kind: 'seller', id: actor.shopId, ...nobodys }
    case 'juror':
      return { kind: 'juror', id: actor.jurorId, ...nobodys }
    case 'anonymous':
    case 'system':
      throw new Error(`${actor.kind} has no session to describe`)
  }
}
