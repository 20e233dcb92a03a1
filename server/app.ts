// Builds the house once: routes on the web server, verbs on their events, and the clock's call.
import { accessRoutes } from './access/access-routes.ts'
import { installAccess } from './access/authenticate.ts'
import { installIdempotency } from './access/idempotency.ts'
import { countCases } from './cases/case-count-store.ts'
import { caseRoutes } from './cases/case-routes.ts'
import { decisionRoutes } from './decisions/decision-routes.ts'
import { publishFirstPolicy } from './decisions/publish-policy.ts'
import { deliverWebhooks } from './effects/deliver-webhooks.ts'
import { effectRoutes } from './effects/effect-routes.ts'
import { calledByClock, flow } from './flow.ts'
import { intakeRoutes } from './intake/intake-routes.ts'
import { installConsole } from './platform/console-files.ts'
import type { DatabasePool } from './platform/database.ts'
import { healthRoutes } from './platform/health-routes.ts'
import { createHttp, type Http } from './platform/http.ts'
import { drainJobs } from './platform/jobs.ts'
import { installOpenApi } from './platform/openapi.ts'
import type { Logger, Metrics } from './platform/telemetry.ts'
import { signalRoutes } from './signals/signal-routes.ts'
import type { Clock } from './vocabulary/time.ts'

export interface AppParts {
  readonly db: DatabasePool
  readonly clock: Clock
  readonly logger: Logger
  readonly metrics: Metrics
  /** Where people's browsers find this server; links are built on it. */
  readonly publicUrl: string
  /** Whether webhooks may go to this machine itself. */
  readonly allowLoopback: boolean
  readonly trustedProxies?: readonly string[]
}

/** The built house. Nothing runs by itself: the process listens, works off jobs, and ticks. */
export interface App {
  readonly http: Http
  /** Makes an empty store ready to decide in: it needs a policy. Changes nothing later. */
  prepare(): Promise<void>
  /** Calls what is due by the clock. Answers how much was done. */
  tick(): Promise<number>
  /** Sends waiting webhooks; it may take as long as a receiver hangs. Answers how many attempts. */
  deliver(): Promise<number>
  /** Works off every job that is due: for tests and the demo, which move the clock. */
  drain(): Promise<number>
}

async function measureCases({ db, metrics }: AppParts): Promise<void> {
  metrics.cases.reset()
  for (const { state, count } of await countCases(db)) metrics.cases.set({ state }, count)
}

export async function createApp(parts: AppParts): Promise<App> {
  const { db, clock } = parts
  const http = await createHttp(parts)
  await installOpenApi(http)
  installAccess(http, parts)
  installIdempotency(http, parts)
  healthRoutes(http, { ...parts, measure: () => measureCases(parts) })
  accessRoutes(http, parts)
  intakeRoutes(http, parts)
  signalRoutes(http, parts)
  caseRoutes(http, parts)
  decisionRoutes(http, parts)
  effectRoutes(http, parts)
  await installConsole(http)
  return {
    http,
    prepare: () => publishFirstPolicy(db, clock()),
    tick: async () => {
      let done = 0
      for (const call of calledByClock) done += await call(db, clock())
      return done
    },
    deliver: () => deliverWebhooks(db, parts),
    drain: () => drainJobs(db, flow, clock),
  }
}
