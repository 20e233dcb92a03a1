// Whether the process lives, whether it is ready, and its figures.
import { z } from 'zod'
import { Problem } from '../vocabulary/problem.ts'
import type { Clock } from '../vocabulary/time.ts'
import { type Database, sqlTime } from './database.ts'
import type { Http } from './http.ts'
import type { Metrics } from './telemetry.ts'

interface Desk {
  readonly db: Database
  readonly clock: Clock
  readonly metrics: Metrics
  /** Reads the figures of other floors, just before they are handed out. */
  readonly measure: () => Promise<void>
}

const alive = z.object({ status: z.literal('ok') })

async function readJobGauges({ db, clock, metrics }: Desk): Promise<void> {
  const rows = await db.query<{ waiting: number; dead: number }>(
    `select count(*) filter (where not dead and run_at <= $1) as waiting,
            count(*) filter (where dead) as dead from job`,
    [sqlTime(clock())],
  )
  metrics.jobsWaiting.set(rows[0]?.waiting ?? 0)
  metrics.jobsDead.set(rows[0]?.dead ?? 0)
}

export function healthRoutes(http: Http, desk: Desk): void {
  const tags = ['health']
  http.route({
    method: 'GET',
    url: '/healthz',
    config: { permission: 'health.read' },
    schema: { tags, summary: 'The process lives', security: [], response: { 200: alive } },
    handler: async () => ({ status: 'ok' as const }),
  })
  http.route({
    method: 'GET',
    url: '/readyz',
    config: { permission: 'health.read' },
    schema: {
      ...{ tags, security: [], response: { 200: alive } },
      summary: 'The database is reachable and migrated',
    },
    handler: async () => {
      try {
        await desk.db.query('select 1 from tare_migration limit 1')
      } catch {
        throw new Problem('not_ready', 'The database cannot be reached, or is not migrated.', {
          retryAfterSeconds: 5,
        })
      }
      return { status: 'ok' as const }
    },
  })
  http.route({
    method: 'GET',
    url: '/metrics',
    config: { permission: 'health.read' },
    schema: { tags, summary: 'Figures for Prometheus', security: [], produces: ['text/plain'] },
    handler: async (_request, reply) => {
      await readJobGauges(desk)
      await desk.measure()
      reply.type(desk.metrics.registry.contentType)
      return desk.metrics.registry.metrics()
    },
  })
}
