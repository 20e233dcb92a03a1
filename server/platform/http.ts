// The web server: validated routes, one shape for every refusal, headers that run nothing foreign.
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

const MOST_BODY = 1_048_576

/** Fastify's own refusals in our words; what is not listed is told by its status. */
const BY_STATUS: Record<number, ProblemCode> = {
  400: 'malformed_request',
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
  const { statusCode, message } = error as FastifyError
  const code = BY_STATUS[statusCode ?? 500]
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

interface HttpParts {
  readonly logger: Logger
  readonly metrics: Metrics
  /** Reverse proxies whose word on the caller's address is believed; none if left out. */
  readonly trustedProxies?: readonly string[] | undefined
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
  const isPlain = typeof body === 'object' && body !== null && !('pipe' in body)
  if (isPlain) refuseDepth(body)
  const isInBody = isPlain && NUL.test(JSON.stringify(body))
  if (isInUrl || isInBody) {
    throw new Problem('malformed_request', 'The character U+0000 cannot be kept; leave it out.')
  }
}

/** A server without routes: limits, error shape, security headers and measuring are in place. */
export async function createHttp(parts: HttpParts): Promise<Http> {
  const { logger, metrics, trustedProxies = [] } = parts
  const http = Fastify({
    loggerInstance: logger as FastifyBaseLogger,
    bodyLimit: MOST_BODY,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newSecret().slice(0, 12),
    requestTimeout: 0,
    connectionTimeout: 0,
    keepAliveTimeout: 10_000,
    return503OnClosing: true,
    routerOptions: { maxParamLength: 400 },
    frameworkErrors: answerError,
  }).withTypeProvider<ZodTypeProvider>()
  http.setValidatorCompiler(validatorCompiler)
  http.setSerializerCompiler(serializerCompiler)
  http.setErrorHandler(answerError)
  http.setNotFoundHandler((request, reply) =>
    sendProblem(
      reply,
      new Problem('no_such_route', `${request.method} ${request.url.split('?')[0]} is not known.`),
    ),
  )
  http.addHook('preValidation', async (request) => refuseNul(request))
  http.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown'
    const labels = { method: request.method, route, status: String(reply.statusCode) }
    metrics.requests.observe(labels, reply.elapsedTime / 1_000)
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
