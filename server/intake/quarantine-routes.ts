// The doors of the quarantine: see the lines that could not be taken in, and mend one.
import { z } from 'zod'
import type { Database } from '../platform/database.ts'
import type { Http } from '../platform/http.ts'
import { decodeCursor, pageOf, pageQuery } from '../platform/paging.ts'
import { isUuid } from '../vocabulary/ids.ts'
import { fieldProblem } from '../vocabulary/problem.ts'
import { type Clock, formatInstant } from '../vocabulary/time.ts'
import { mendLine } from './mend-line.ts'
import { listBadLines, type QuarantineRow } from './quarantine-store.ts'

const tags = ['quarantine']

const badLine = z.object({
  id: z.uuid(),
  takenAt: z.iso.datetime(),
  source: z.string(),
  line: z.int(),
  code: z.string(),
  pointer: z.string(),
  message: z.string(),
  content: z.string().describe('The line as it came, cut to 64 KiB'),
  mendedAt: z.iso.datetime().nullable(),
})

export function quarantineRoutes(
  http: Http,
  desk: { readonly db: Database; readonly clock: Clock },
): void {
  http.route({
    method: 'GET',
    url: '/v1/quarantine',
    config: { permission: 'quarantine.read' },
    schema: {
      tags,
      summary: 'Lines that could not be taken in, the newest first',
      querystring: z.object({
        ...pageQuery,
        mended: z.enum(['true', 'false']).optional().describe('Only those mended, or still open'),
      }),
      response: {
        200: z.object({ items: z.array(badLine), nextCursor: z.string().nullable() }),
      },
    },
    handler: async ({ query: { limit, cursor, mended } }) => {
      const rows = await listBadLines(desk.db, {
        mended: mended === undefined ? undefined : mended === 'true',
        before: lineOfCursor(cursor),
        limit: limit + 1,
      })
      const page = pageOf(rows, limit, ({ id }) => [id])
      return { ...page, items: page.items.map(shown) }
    },
  })
  http.route({
    method: 'POST',
    url: '/v1/quarantine/:id/mend',
    config: { permission: 'record.write' },
    schema: {
      tags,
      summary: 'Take in the record that a bad line should have been',
      params: z.object({ id: z.uuid() }),
      body: z.object({ record: z.record(z.string(), z.unknown()) }),
      response: {
        200: z.object({
          type: z.string(),
          id: z.string(),
          outcome: z.enum(['accepted', 'duplicate', 'corrected']),
        }),
      },
    },
    handler: ({ params, body, actor }) =>
      mendLine(desk.db, { lineId: params.id, record: body.record, actor, now: desk.clock() }),
  })
}

function lineOfCursor(cursor: string | undefined): string | undefined {
  const id = decodeCursor(cursor, 1)?.[0]
  if (id === undefined) return undefined
  if (typeof id === 'string' && isUuid(id)) return id
  throw fieldProblem('/querystring/cursor', 'This cursor is not one of this list.')
}

function shown({ takenAt, mendedAt, ...row }: QuarantineRow) {
  return {
    ...row,
    takenAt: formatInstant(takenAt),
    mendedAt: mendedAt === null ? null : formatInstant(mendedAt),
  }
}
