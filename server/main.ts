// The process: opens the database, builds the house, listens, works off jobs, and stops in order.
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { StaffRole } from './access/actor.ts'
import { addStaff } from './access/add-staff.ts'
import { bootstrapAccess, isStoreEmpty, openMarketplaceKey } from './access/bootstrap.ts'
import { type App, createApp } from './app.ts'
import { flow } from './flow.ts'
import { CannotStart } from './platform/cannot-start.ts'
import { systemClock } from './platform/clock.ts'
import { type Config, readConfig } from './platform/config.ts'
import { endsInTime } from './platform/in-time.ts'
import { type JobRunner, startJobs } from './platform/jobs.ts'
import { listenTo } from './platform/notification.ts'
import { openStore, type Store } from './platform/open-store.ts'
import { createLogger, createMetrics, type Logger, type Metrics } from './platform/telemetry.ts'

/** What a first start may fill the empty store with, before anybody is let in. */
export interface FirstStart {
  readonly config: Config
  readonly store: Store
  readonly publicUrl: string
  readonly addStaff: (person: NewPerson) => Promise<void>
  /** Issues a marketplace key of that name, and answers its text. */
  readonly openKey: (name: string) => Promise<string>
  /** Told how far the filling is, 0 to 1. */
  readonly onProgress: (share: number) => void
}

export interface NewPerson {
  readonly email: string
  readonly name: string
  readonly roles: readonly StaffRole[]
  readonly password: string
}

export interface ServeOptions {
  /** Tells people what is going on. */
  readonly report: (text: string) => void
  /** Told how far the filling of the demo is, 0 to 1. */
  readonly onProgress: (share: number) => void
  /** Fills the demo marketplace; called once, on an empty store, unless the demo is off. */
  readonly fillDemo: (start: FirstStart) => Promise<void>
  /** Runs once the server listens. */
  readonly onReady: (address: string, config: Config) => Promise<void> | void
}

const JOB_LANES = 3
const TICK = 1_000
const GRACE = 10_000
/** So long may jobs and deliveries at work take to end; what is cut off is done again later. */
const PATIENCE = 3_000

const isLoopback = (host: string) =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)

/** Writes the key with which the command `tare` on this machine may send records. */
async function keepLocalKey(config: Config, key: string): Promise<void> {
  const path = join(config.dataDirectory, 'import.key')
  await mkdir(config.dataDirectory, { recursive: true })
  await writeFile(path, `${key}\n`, { mode: 0o600 })
  await chmod(path, 0o600)
}

async function firstStart(made: Made, options: ServeOptions): Promise<void> {
  const { config, store } = made
  const { db } = store
  if (!(await isStoreEmpty(db))) return
  await bootstrapAccess(db, config.bootstrap, systemClock())
  const openKey = (name: string) => openMarketplaceKey(db, name, systemClock())
  await keepLocalKey(config, await openKey('this machine'))
  if (config.demo) {
    await options.fillDemo({
      ...made,
      addStaff: async (person) => {
        await addStaff(db, { actor: { kind: 'system' }, ...person }, systemClock())
      },
      openKey,
      onProgress: options.onProgress,
    })
  } else if (!config.bootstrap.adminEmail) {
    options.report(
      'Nobody can sign in yet: set TARE_BOOTSTRAP_ADMIN_EMAIL and TARE_BOOTSTRAP_ADMIN_PASSWORD ' +
        'before the first start.',
    )
  }
}

/** Does `work` every second, never twice at once. The answer stops it and waits for its end. */
function everySecond(work: () => Promise<unknown>, logger: Logger): () => Promise<void> {
  let current: Promise<unknown> | undefined
  const timer = setInterval(() => {
    current ??= work()
      .catch((error: unknown) => logger.error({ err: error }, 'the clock call failed'))
      .finally(() => {
        current = undefined
      })
  }, TICK)
  return async () => {
    clearInterval(timer)
    await current
  }
}

interface Running {
  readonly app: App
  readonly jobs: JobRunner
  readonly store: Store
  readonly stopTimers: readonly (() => Promise<void>)[]
}

/** Stops in order. False where work had to be left that took too long. */
async function stopAll({ app, jobs, store, stopTimers }: Running): Promise<boolean> {
  const late = setTimeout(() => app.http.server.closeAllConnections(), GRACE)
  await app.http.close()
  clearTimeout(late)
  const work = Promise.all([...stopTimers.map((stop) => stop()), jobs.stop()])
  const isOver = await endsInTime(work, PATIENCE)
  await (isOver ? store.close() : store.abandon())
  return isOver
}

/** Resolves when somebody asks the process to stop. A second request ends it at once. */
function stopRequested(store: Store): Promise<string> {
  return new Promise((resolve) => {
    let asked = false
    const ask = (signal: NodeJS.Signals) => {
      if (asked) process.exit(130)
      asked = true
      resolve(signal)
    }
    process.on('SIGINT', ask)
    process.on('SIGTERM', ask)
    store.failed.then((how) => resolve(`The database ended: ${how}`))
  })
}

interface Made {
  readonly config: Config
  readonly store: Store
  readonly logger: Logger
  readonly metrics: Metrics
  readonly publicUrl: string
}

async function run(made: Made, options: ServeOptions): Promise<Running> {
  const { config, store, logger, metrics, publicUrl } = made
  const allowLoopback = isLoopback(config.host)
  const { trustedProxies } = config
  const seen = { publicUrl, allowLoopback, trustedProxies }
  const parts = { db: store.db, clock: systemClock, logger, metrics, ...seen }
  const app = await createApp(parts)
  await app.prepare()
  const jobs = startJobs({
    db: store.db,
    handlers: flow,
    clock: systemClock,
    lanes: JOB_LANES,
    listen: (wake) => listenTo(store.url, 'tare_job', wake),
    onFailure: (name, error) => {
      metrics.jobFailures.inc({ name })
      logger.error({ err: error, job: name }, 'a job failed and will be tried again')
    },
  })
  // A receiver that hangs must not keep the clock from calling what is due.
  const stopTimers = [everySecond(app.tick, logger), everySecond(app.deliver, logger)]
  const running = { app, jobs, store, stopTimers }
  try {
    const address = await app.http.listen({ port: config.port, host: config.host })
    logger.info({ port: config.port, node: process.version }, 'started')
    await options.onReady(address, config)
  } catch (error) {
    await stopAll(running)
    if ((error as { code?: string }).code === 'EADDRINUSE') {
      const hint = `Another program listens on port ${config.port}; choose one: PORT=4800 npm start`
      throw new CannotStart(hint)
    }
    throw error
  }
  return running
}

/** Serves until asked to stop. Throws `CannotStart` or `ConfigFault`, which say what to do. */
export async function serve(options: ServeOptions): Promise<void> {
  const config = readConfig()
  const logger = createLogger(config.logLevel)
  const metrics = createMetrics()
  const store = await openStore(config, options.report)
  const stop = stopRequested(store)
  const publicUrl = config.publicUrl ?? `http://${config.host}:${config.port}`
  const made = { config, store, logger, metrics, publicUrl }
  try {
    await firstStart(made, options)
  } catch (error) {
    await store.close()
    throw error
  }
  const running = await run(made, options)
  const reason = await stop
  logger.info({ reason }, 'stopping')
  options.report(reason.startsWith('SIG') ? 'Stopping …' : reason)
  const isOver = await stopAll(running)
  logger.info('stopped')
  if (!isOver) process.exit()
}
