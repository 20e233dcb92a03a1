// The web server: validated routes, one shape for every refusal, headers that run nothing foreign.
import { Readable } from 'node:stream'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify'
import {
  hasZodFastifySchemaValidationErrors,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod'
import { PROBLEMS, Problem, type ProblemCode } from '../vocabulary/problem.ts'
import { isDatabaseAway } from './database.ts'
import { createKnownMethods, type KnownMethods } from './known-methods.ts'
import { newSecret } from './random.ts'
import type { Logger, Metrics } from './telemetry.ts'

/** The server to hang routes on; schemas are Zod's. */
export type Http = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route reads its body itself, of any length, and keeps its own limits on silence. */
    streamsBody?: boolean
  }
}

const MOST_BODY = 1_048_576

/** A connection on which nothing moves for so long, in either direction, is closed. */
const IDLE_MS = 120_000
/** How long a body of at most a megabyte may take to come in, and an unread one to run out. */
const BODY_MS = 60_000

/** Fastify's own refusals in our words; what is not listed is told by its status. */
const BY_STATUS: Record<number, ProblemCode> = {
  400: 'malformed_request',
  403: 'not_permitted',
  404: 'not_found',
  405: 'method_not_allowed',
  413: 'too_large',
  415: 'unsupported_media_type',
  429: 'too_many_requests',
}

/** Writes a refusal as RFC 9457 problem+json. */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  const { title, status } = PROBLEMS[problem.code]
  const wait = problem.more.retryAfterSeconds
  if (wait !== undefined) reply.header('retry-after', String(Math.ceil(wait)))
  return reply
    .code(status)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send({
      type: `https://tare.example/problems/${problem.code.replaceAll('_', '-')}`,
      title,
      status,
      detail: problem.message,
      code: problem.code,
      errors: problem.more.errors,
      possible: problem.more.possible,
    })
}

function fromSchema(error: FastifyError & { validation: readonly unknown[] }): Problem {
  const context = error.validationContext ?? 'body'
  const errors = error.validation.slice(0, 100).map((issue) => {
    const { instancePath, message } = issue as { instancePath?: string; message?: string }
    const place = context === 'body' ? '' : `/${context}`
    return { pointer: `${place}${instancePath ?? ''}`, message: message ?? 'is not as expected' }
  })
  const first = errors[0]
  const detail = first ? `${first.pointer || 'the request'}: ${first.message}` : 'Check the fields'
  return new Problem('invalid_fields', detail, { errors })
}

function toProblem(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error
  if (hasZodFastifySchemaValidationErrors(error)) return fromSchema(error)
  if (isDatabaseAway(error)) {
    return new Problem('not_ready', 'The database cannot be reached; try again in a moment.', {
      retryAfterSeconds: 5,
    })
  }
  const { statusCode = 500, message } = error as FastifyError
  const isOfRequest = statusCode >= 400 && statusCode < 500
  const code = BY_STATUS[statusCode] ?? (isOfRequest ? 'malformed_request' : undefined)
  if (!code) return undefined
  const wait = code === 'too_many_requests' ? { retryAfterSeconds: 10 } : {}
  return new Problem(code, message, wait)
}

function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const problem = toProblem(error)
  if (problem) return sendProblem(reply, problem)
  request.log.error({ err: error, requestId: request.id }, 'request failed')
  const told = `It has been written down under ${request.id}; nothing of your request is known to be done.`
  return sendProblem(reply, new Problem('internal_error', told))
}

function answerUnknown({ method, url }: FastifyRequest, reply: FastifyReply, known: KnownMethods) {
  const path = url.split('?')[0] ?? url
  const methods = known.of(path)
  if (methods.length === 0) {
    return sendProblem(reply, new Problem('no_such_route', `${method} ${path} is not known.`))
  }
  const allowed = methods.join(', ')
  // RFC 9110, section 15.5.6: a 405 lists what is allowed.
  reply.header('allow', allowed)
  const told = `${path} does not take ${method}; it takes ${allowed}.`
  return sendProblem(reply, new Problem('method_not_allowed', told))
}

interface HttpParts {
  readonly logger: Logger
  readonly metrics: Metrics
  /** Reverse proxies whose word on the caller's address is believed; none if left out. */
  readonly trustedProxies?: readonly string[] | undefined
  /** In place of a minute, for tests. */
  readonly bodyMs?: number
}

// An escaped NUL; an even number of backslashes before the u is just backslashes.
const NUL = /(^|[^\\])(\\\\)*\\u0000/

const DEEPEST = 64

/** JSON.parse takes any depth, while whatever walks the value afterwards runs out of stack. */
function refuseDepth(body: object): void {
  let level: readonly unknown[] = [body]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) {
      throw new Problem('malformed_request', `Nest no deeper than ${DEEPEST} levels.`)
    }
    level = level.flatMap((each) =>
      typeof each === 'object' && each !== null ? Object.values(each) : [],
    )
  }
}

/** PostgreSQL keeps no U+0000 in text, so a request that brings one is refused at the door. */
function refuseNul(request: FastifyRequest): void {
  const isInUrl = /%00/.test(request.url)
  const { body } = request
  const isPlain = typeof body === 'object' && body !== null && !(body instanceof Readable)
  if (isPlain) refuseDepth(body)
  const isInBody = isPlain && NUL.test(JSON.stringify(body))
  if (isInUrl || isInBody) {
    throw new Problem('malformed_request', 'The character U+0000 cannot be kept; leave it out.')
  }
}

/** Gives a body an end in time, drop by drop though it comes: it holds a connection so long. */
function limitBody({ raw }: FastifyRequest, milliseconds: number): void {
  if (raw.complete || raw.destroyed) return
  const timer = setTimeout(() => raw.destroy(), milliseconds)
  timer.unref()
  raw.once('end', () => clearTimeout(timer))
  raw.once('close', () => clearTimeout(timer))
}

/** One line a request, and its figures, by the pattern of its route: addresses name people. */
function note(request: FastifyRequest, reply: FastifyReply, { logger, metrics }: HttpParts): void {
  const { method, id: requestId } = request
  const route = request.routeOptions.url ?? 'unknown'
  const status = reply.statusCode
  const milliseconds = Math.round(reply.elapsedTime)
  metrics.requests.observe({ method, route, status: String(status) }, reply.elapsedTime / 1_000)
  logger.info({ method, route, status, milliseconds, requestId }, 'request')
}

/** A server without routes: limits, error shape, security headers and measuring are in place. */
export async function createHttp(parts: HttpParts): Promise<Http> {
  const { logger, trustedProxies = [], bodyMs = BODY_MS } = parts
  const http = Fastify({
    loggerInstance: logger as FastifyBaseLogger,
    bodyLimit: MOST_BODY,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newSecret().slice(0, 12),
    requestTimeout: 0,
    connectionTimeout: IDLE_MS,
    keepAliveTimeout: 10_000,
    return503OnClosing: true,
    routerOptions: { maxParamLength: 400 },
    frameworkErrors: answerError,
  }).withTypeProvider<ZodTypeProvider>()
  http.setValidatorCompiler(validatorCompiler)
  http.setSerializerCompiler(serializerCompiler)
  http.setErrorHandler(answerError)
  // Text would be taken as a body of its own kind; no route reads it.
  http.removeContentTypeParser('text/plain')
  const known = createKnownMethods()
  http.addHook('onRoute', ({ url, method }) => known.add(url, method))
  http.setNotFoundHandler((request, reply) => answerUnknown(request, reply, known))
  http.addHook('preParsing', async (request) => {
    if (!request.routeOptions.config.streamsBody) limitBody(request, bodyMs)
  })
  http.addHook('preValidation', async (request) => refuseNul(request))
  http.addHook('onSend', async (_request, reply) => {
    // Answers tell of people: no proxy and no browser keeps one that does not say it may.
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
  http.addHook('onResponse', async (request, reply) => {
    // What was refused at the door may still be on its way.
    limitBody(request, bodyMs)
    note(request, reply, parts)
  })
  await http.register(cookie)
  await http.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        // The component library sets styles at run time.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: false,
  })
  return http
}
