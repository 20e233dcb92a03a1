// Keeps the answers of requests that come with an `Idempotency-Key`, and gives them a second time.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Database } from '../platform/database.ts'
import type { Http } from '../platform/http.ts'
import {
  type Claim,
  claimKey,
  keepAnswer,
  type RequestKey,
  releaseKey,
} from '../platform/idempotency-claims.ts'
import { Problem } from '../vocabulary/problem.ts'
import type { Clock } from '../vocabulary/time.ts'
import { actorName } from './actor.ts'
import { credentialOf, isUnsafe } from './credential.ts'
import {
  isIdempotencyKey,
  isWorthKeeping,
  type KeptAnswer,
  openAnswer,
  readAnswer,
  requestHash,
  sealAnswer,
  writeAnswer,
} from './kept-answer.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route deals with repeated requests in its own way; its answers are not kept. */
    ownIdempotency?: boolean
    /** The answer tells a secret that is stored nowhere: it is kept sealed. */
    secretAnswer?: boolean
  }
  interface FastifyRequest {
    /** The claim that this request holds on its key; its hash comes before the claim itself. */
    keyClaim: KeyClaim | null
  }
}

interface KeyClaim extends RequestKey {
  readonly requestHash: string
  readonly isHeld: boolean
}

interface Desk {
  readonly db: Database
  readonly clock: Clock
}

const RETRY_SECONDS = 1

/** Puts the hooks in, behind those that find the actor. */
export function installIdempotency(http: Http, desk: Desk): void {
  http.decorateRequest('keyClaim', null)
  // The body is hashed as it was sent; validation then drops what it does not know.
  http.addHook('preValidation', async (request) => {
    request.keyClaim = claimOf(request)
  })
  // It is claimed after validation: a request that is refused for its fields was never begun.
  http.addHook('preHandler', async (request, reply) => {
    const claim = request.keyClaim
    if (!claim) return
    const kept = await holdOrRepeat(desk, request, claim)
    if (kept) return repeat(reply, kept)
    request.keyClaim = { ...claim, isHeld: true }
  })
  http.addHook('onSend', async (request, reply, payload) => {
    const claim = request.keyClaim
    if (!claim?.isHeld) return
    try {
      await settle(desk.db, { request, reply, claim, payload })
    } catch (error) {
      // The act itself is done and must be answered; the claim ends by itself.
      request.log.error({ err: error }, 'the answer of an idempotency key was not kept')
    }
  })
}

function claimOf(request: FastifyRequest): KeyClaim | null {
  const key = request.headers['idempotency-key']
  const { permission, ownIdempotency } = request.routeOptions.config
  const isForThis = key !== undefined && permission !== undefined && !ownIdempotency
  if (!isForThis || !isUnsafe(request.method) || request.actor.kind === 'anonymous') return null
  if (typeof key !== 'string' || !isIdempotencyKey(key)) {
    throw new Problem(
      'malformed_request',
      'The header Idempotency-Key takes 1 to 255 visible ASCII characters.',
    )
  }
  const { method, url, body } = request
  return {
    owner: actorName(request.actor),
    key,
    requestHash: requestHash({ method, url, body }),
    isHeld: false,
  }
}

/** Holds the key for this request, or answers what was answered to the first with it. */
async function holdOrRepeat(
  { db, clock }: Desk,
  request: FastifyRequest,
  { owner, key, requestHash }: KeyClaim,
): Promise<KeptAnswer | undefined> {
  const claim = await claimKey(db, { owner, key, requestHash, now: clock() })
  if (claim.state === 'ours') return undefined
  // A claim of a stream does not know its hash before its end; it is of another route.
  if (claim.requestHash !== requestHash && claim.requestHash !== '') {
    throw new Problem('key_used_otherwise', 'Take a fresh Idempotency-Key for another request.')
  }
  if (claim.state === 'answered') return openKept(request, claim)
  throw new Problem('still_working', 'Ask again in a moment with the same key.', {
    retryAfterSeconds: RETRY_SECONDS,
  })
}

function openKept(
  request: FastifyRequest,
  { status, answer }: Extract<Claim, { state: 'answered' }>,
): KeptAnswer {
  if (!request.routeOptions.config.secretAnswer) return readAnswer(status, answer)
  const opened = openAnswer(answer, tokenOf(request))
  if (opened !== undefined) return readAnswer(status, opened)
  throw new Problem(
    'key_used_otherwise',
    'The first answer holds a secret; only the session or key that asked first can have it again.',
  )
}

function repeat(reply: FastifyReply, kept: KeptAnswer): FastifyReply {
  if (kept.contentType) reply.type(kept.contentType)
  if (kept.location) reply.header('location', kept.location)
  reply.code(kept.status).header('idempotency-replayed', 'true')
  return kept.body === '' ? reply.send() : reply.send(kept.body)
}

interface Settling {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly claim: KeyClaim
  readonly payload: unknown
}

async function settle(db: Database, { request, reply, claim, payload }: Settling): Promise<void> {
  const body = payload === undefined || payload === null ? '' : payload
  const status = reply.statusCode
  if (!isWorthKeeping(status) || typeof body !== 'string') return releaseKey(db, claim)
  const contentType = headerText(reply.getHeader('content-type'))
  const location = headerText(reply.getHeader('location'))
  const plain = writeAnswer({ status, body, contentType, location })
  const { secretAnswer } = request.routeOptions.config
  const answer = secretAnswer ? sealAnswer(plain, tokenOf(request)) : plain
  await keepAnswer(db, { ...claim, status, answer })
}

function tokenOf(request: FastifyRequest): string {
  const credential = credentialOf(request)
  return credential.kind === 'none' ? '' : credential.token
}

function headerText(value: number | string | string[] | undefined): string | undefined {
  return value === undefined ? undefined : String(value)
}
