// Doors for the admin to read the log of acts and to have its chain checked.
import { z } from 'zod'
import type { Http } from '../platform/http.ts'
import { pageOf, pageQuery } from '../platform/paging.ts'
import { formatInstant } from '../vocabulary/time.ts'
import { type AuditRow, verifyAudit } from './audit-log.ts'
import { readAuditPage } from './audit-store.ts'
import type { AccessDesk } from './authenticate.ts'
import { oneLine, sequenceOfCursor } from './listing.ts'

const tags = ['access']

const auditEntry = z.object({
  sequence: z.int(),
  at: z.iso.datetime(),
  actor: z.string(),
  act: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.unknown()),
  previousHash: z.string(),
  hash: z.string(),
})

const verdict = z.object({
  intact: z.boolean(),
  entries: z.int().describe('How many entries from the start follow one another'),
  head: z.string().describe('The hash of the last of them'),
  brokenAt: z.int().nullable().describe('The first entry that is missing or changed'),
})

export function auditRoutes(http: Http, desk: AccessDesk): void {
  http.route({
    method: 'GET',
    url: '/v1/audit',
    config: { permission: 'audit.read' },
    schema: {
      tags,
      summary: 'Who did what, the newest first',
      querystring: z.object({
        ...pageQuery,
        actor: oneLine.max(200).optional().describe('As in an entry: staff:ID, buyer:ID'),
        subject: oneLine.max(200).optional().describe('As in an entry: case:ID'),
      }),
      response: {
        200: z.object({ items: z.array(auditEntry), nextCursor: z.string().nullable() }),
      },
    },
    handler: async ({ query: { limit, cursor, actor, subject } }) => {
      const before = sequenceOfCursor(cursor)
      const rows = await readAuditPage(desk.db, { before, actor, subject, limit: limit + 1 })
      return pageOf(rows.map(shown), limit, ({ sequence }) => [sequence])
    },
  })
  http.route({
    method: 'GET',
    url: '/v1/audit/verification',
    config: { permission: 'audit.read' },
    schema: {
      tags,
      summary: 'Walk the whole chain and tell whether it holds',
      response: { 200: verdict },
    },
    handler: async () => verifyAudit(desk.db),
  })
}

function shown({ at, previous_hash, ...row }: AuditRow): z.output<typeof auditEntry> {
  return { ...row, at: formatInstant(at), previousHash: previous_hash }
}
