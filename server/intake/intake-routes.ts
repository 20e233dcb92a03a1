// The doors of intake: records in as a stream, one record out, and the quarantine beside.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { actorName } from '../access/actor.ts'
import { isIdempotencyKey } from '../access/kept-answer.ts'
import type { Database } from '../platform/database.ts'
import type { Http } from '../platform/http.ts'
import type { RequestKey } from '../platform/idempotency-claims.ts'
import type { Metrics } from '../platform/telemetry.ts'
import { isMarketplaceId } from '../vocabulary/ids.ts'
import { Problem } from '../vocabulary/problem.ts'
import { type Clock, formatInstant } from '../vocabulary/time.ts'
import { CONTENT_ENCODINGS, contentEncoding } from './decoded-bytes.ts'
import { createGate, type IntakeGate } from './intake-gate.ts'
import { quarantineRoutes } from './quarantine-routes.ts'
import { RECORD_TYPES } from './record.ts'
import { recordAnswer } from './record-answer.ts'
import { versionsOfRecord } from './record-store.ts'
import { REJECTIONS, type RejectionCode } from './rejection.ts'
import {
  takeInUpload,
  UPLOAD_LIMITS,
  type UploadDesk,
  type UploadLimits,
} from './take-in-upload.ts'

export interface IntakeDesk {
  readonly db: Database
  readonly clock: Clock
  readonly metrics: Metrics
  readonly uploadLimits?: Partial<UploadLimits>
}

const NDJSON = ['application/x-ndjson', 'application/ndjson']
const tags = ['records']
const codes = Object.keys(REJECTIONS) as [RejectionCode, ...RejectionCode[]]

const tally = z.object({
  accepted: z.int().describe('New records'),
  duplicate: z.int().describe('Exact copies of what was known; they changed nothing'),
  corrected: z.int().describe('Known records with other content, kept as a new version'),
  rejected: z.int().describe('Lines that are no records; they lie in quarantine'),
  rejections: z.array(
    z.object({
      line: z.int().describe('Counted from 1'),
      code: z.enum(codes),
      message: z.string(),
      pointer: z.string().describe('A JSON pointer into the line'),
    }),
  ),
  truncated: z.boolean().describe('Whether more than the first thousand were rejected'),
})

const version = z.object({
  version: z.int(),
  takenAt: z.iso.datetime().nullable(),
  record: z.record(z.string(), z.unknown()),
  extra: z.record(z.string(), z.unknown()).describe('Fields that Tare does not know'),
})

export function intakeRoutes(http: Http, desk: IntakeDesk): void {
  uploadRoute(http, desk)
  quarantineRoutes(http, desk)
  http.route({
    method: 'GET',
    url: '/v1/records/:type/:id',
    config: { permission: 'order.read' },
    schema: {
      tags,
      summary: 'One record: its newest version, and the older ones after it',
      params: z.object({
        type: z.enum(RECORD_TYPES),
        id: z.string().refine(isMarketplaceId, 'is no identifier of a marketplace'),
      }),
      response: {
        200: version.extend({ type: z.string(), id: z.string(), versions: z.array(version) }),
      },
    },
    handler: async ({ params: { type, id } }) => {
      const rows = await versionsOfRecord(desk.db, { type, id })
      const versions = rows.map(({ version, takenAt, body }) => ({
        version,
        takenAt: takenAt === null ? null : formatInstant(takenAt),
        ...recordAnswer(type, body),
      }))
      const newest = versions[0]
      if (!newest) throw new Problem('not_found', `No ${type} has the id ${id}.`)
      return { type, id, ...newest, versions }
    },
  })
}

/** In a scope of its own, where no other kind of body is read. */
function uploadRoute(http: Http, desk: IntakeDesk): void {
  const limits = { ...UPLOAD_LIMITS, ...desk.uploadLimits }
  const gate = createGate(limits.uploads)
  const onBatch: UploadDesk['onBatch'] = (taken) => {
    for (const result of ['accepted', 'duplicate', 'corrected', 'rejected'] as const) {
      if (taken[result] > 0) desk.metrics.records.inc({ result }, taken[result])
    }
  }
  http.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(NDJSON, (_request, body, done) => done(null, body))
    scope.addContentTypeParser('*', (_request, _body, done) => {
      done(new Problem('unsupported_media_type', 'Send application/x-ndjson, one object a line.'))
    })
    scope.route({
      method: 'POST',
      url: '/v1/records',
      config: { permission: 'record.write', ownIdempotency: true, streamsBody: true },
      schema: {
        tags,
        summary: 'Take records in: NDJSON of any length, plain, gzip or zstd',
        consumes: NDJSON,
        body: z.unknown().describe('One JSON object a line'),
        response: { 200: tally },
      },
      handler: (request, reply) =>
        takeInRequest({ request, reply, gate }, { ...desk, limits, onBatch }),
    })
  })
}

interface UploadRequest {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly gate: IntakeGate
}

async function takeInRequest({ request, reply, gate }: UploadRequest, desk: UploadDesk) {
  let leave: (() => void) | undefined
  try {
    const encoding = demandEncoding(request)
    const key = keyOf(request)
    leave = gate.enter()
    if (!leave) {
      const most = `${desk.limits.uploads} uploads are being taken in already`
      throw new Problem('too_many_requests', `${most}; send again in a moment.`, {
        retryAfterSeconds: 2,
      })
    }
    const source = actorName(request.actor)
    const taken = await takeInUpload(desk, { body: request.raw, encoding, source, key })
    if (taken.isRepeated) reply.header('idempotency-replayed', 'true')
    return taken.answer
  } catch (error) {
    drain(request)
    throw error
  } finally {
    leave?.()
  }
}

const LINGER_MS = 20_000

/**
 * Lets a sender finish whom we no longer listen to, for a while: a connection closed on somebody
 * who is still sending often takes our answer away with it.
 */
function drain({ raw }: FastifyRequest): void {
  if (raw.complete || raw.destroyed) return
  const timer = setTimeout(() => raw.destroy(), LINGER_MS)
  timer.unref()
  raw.once('close', () => clearTimeout(timer))
  raw.on('error', () => {})
  raw.resume()
}

function demandEncoding({ headers }: FastifyRequest) {
  const encoding = contentEncoding(headers['content-encoding'])
  const charset = /charset\s*=\s*"?([^";]+)/i.exec(headers['content-type'] ?? '')?.[1]
  if (charset !== undefined && charset.trim().toLowerCase() !== 'utf-8') {
    throw new Problem('unsupported_media_type', `Send UTF-8, not ${charset.trim()}.`)
  }
  if (encoding) return encoding
  const known = CONTENT_ENCODINGS.join(', ')
  throw new Problem('unsupported_media_type', `Send one Content-Encoding of: ${known}.`)
}

function keyOf(request: FastifyRequest): RequestKey | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || !isIdempotencyKey(key)) {
    throw new Problem(
      'malformed_request',
      'The header Idempotency-Key takes 1 to 255 visible ASCII characters.',
    )
  }
  return { owner: actorName(request.actor), key }
}
