// Logs and figures: structured lines without personal data, and what Prometheus collects.
import { type DestinationStream, type Logger, pino } from 'pino'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export type { Logger }

const SECRET_PATHS = [
  'req.headers.authorization',
  'req.headers.cookie',
  '*.password',
  '*.token',
  '*.secret',
  '*.apiKey',
]

/** What the driver tells of a failed statement; its message and detail quote the values in it. */
function isOfDatabase(error: Error): error is Error & { code: string; routine?: string } {
  return 'severity' in error && 'code' in error && typeof error.code === 'string'
}

/**
 * What is written down of an error: its kind, its words and where it arose, and nothing else that
 * it carries. Of the database's errors the words are left out, since they quote people's data.
 */
export function writtenError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  const { name, message, stack = '' } = error
  const code = 'code' in error ? error.code : undefined
  const at = stack.split('\n').filter((line) => /^\s+at /.test(line))
  const cause = error.cause === undefined ? undefined : writtenError(error.cause)
  const words = isOfDatabase(error) ? `the database refused in ${error.routine ?? 'it'}` : message
  return { type: name, code, message: words, stack: at.join('\n'), cause }
}

/** A logger of JSON lines on standard error. What could name a person or open a door is cut out. */
export function createLogger(
  level: string,
  destination: DestinationStream = pino.destination({ dest: 2, sync: false }),
): Logger {
  return pino(
    {
      ...{ level, base: null, serializers: { err: writtenError } },
      redact: { paths: SECRET_PATHS, censor: '[cut]' },
    },
    destination,
  )
}

/** The figures of one process. */
export interface Metrics {
  readonly registry: Registry
  readonly records: Counter<'result'>
  readonly requests: Histogram<'method' | 'route' | 'status'>
  readonly jobFailures: Counter<'name'>
  readonly jobsWaiting: Gauge
  readonly jobsDead: Gauge
  readonly cases: Gauge<'state'>
  readonly webhooks: Counter<'result'>
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    records: new Counter({
      name: 'tare_records_total',
      help: 'Records taken in, by result',
      labelNames: ['result'],
      registers,
    }),
    requests: new Histogram({
      name: 'tare_http_request_seconds',
      help: 'Time to answer a request, by route',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
      registers,
    }),
    jobFailures: new Counter({
      name: 'tare_job_failures_total',
      help: 'Jobs that failed and will be tried again, or were set aside',
      labelNames: ['name'],
      registers,
    }),
    jobsWaiting: new Gauge({ name: 'tare_jobs_waiting', help: 'Jobs due and waiting', registers }),
    jobsDead: new Gauge({ name: 'tare_jobs_dead', help: 'Jobs set aside as dead', registers }),
    cases: new Gauge({
      name: 'tare_cases',
      help: 'Cases by state',
      labelNames: ['state'],
      registers,
    }),
    webhooks: new Counter({
      name: 'tare_webhook_deliveries_total',
      help: 'Attempts to deliver a webhook, by result',
      labelNames: ['result'],
      registers,
    }),
  }
}
