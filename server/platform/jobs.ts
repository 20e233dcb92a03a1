// Work after the commit: a job is an event posted in the transaction that made it true. It runs in
// a transaction of its own together with its removal, so a crash leaves it exactly as it was.
import type { Event, EventName, Events } from '../vocabulary/event.ts'
import { type Clock, type Instant, later, MINUTE, SECOND } from '../vocabulary/time.ts'
import { type Database, sqlTime } from './database.ts'

/** What is done on an event, inside the job's own transaction. */
export type Handler<Name extends EventName = EventName> = (
  tx: Database,
  ids: Events[Name],
  now: Instant,
) => Promise<void>

export type Handlers = { readonly [Name in EventName]?: readonly Handler<Name>[] }

export interface Posting {
  readonly now: Instant
  /** Not before this moment; `now` if left out. */
  readonly runAt?: Instant
  /**
   * Jobs of one lane run one at a time, in the order they were posted. One that fails keeps the
   * others waiting for half a minute and then steps aside: it alone may be at fault.
   */
  readonly lane?: string
}

interface JobRow {
  id: number
  name: EventName
  ids: never
  attempts: number
  lane: string | null
}

/** After this many failures, half a minute, a job keeps the others of its lane waiting no more. */
const MOST_IN_ORDER = 4

/** After this many failures a job is set aside as dead, and shown in /metrics. */
const MOST_ATTEMPTS = 12

/** Posts an event in the caller's transaction: it is heard if, and only if, that commits. */
export async function postEvent(tx: Database, event: Event, posting: Posting): Promise<void> {
  const runAt = sqlTime(posting.runAt ?? posting.now)
  await tx.query(
    `with posted as (
       insert into job (name, ids, lane, run_at) values ($1, $2::text::jsonb, $3, $4))
     select pg_notify('tare_job', '')`,
    [event.name, JSON.stringify(event.ids), posting.lane ?? null, runAt],
  )
}

// The head of a lane is the only one of it that may run, with those that stepped aside; SKIP LOCKED
// passes over those at work.
const TAKE = `
  select id, name, ids, attempts, lane from job as ready
  where not dead and run_at <= $1 and (lane is null or not exists (
    select 1 from job as earlier
    where earlier.lane = ready.lane and earlier.id < ready.id and not earlier.dead
      and earlier.attempts < $2))
  order by run_at, id
  limit 1
  for update skip locked`

function backOff(attempts: number): number {
  return Math.min(SECOND * 2 ** attempts, 10 * MINUTE)
}

/** The next job that is due, locked, and its lane with it; one whose lane is at work is left. */
async function takeJob(tx: Database, now: Instant): Promise<JobRow | undefined> {
  const [next] = await tx.query<JobRow>(TAKE, [sqlTime(now), MOST_IN_ORDER])
  if (!next || next.lane === null) return next
  const locked = await tx.query<{ isOurs: boolean }>(
    `select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as "isOurs"`,
    [`lane ${next.lane}`],
  )
  return locked[0]?.isOurs ? next : undefined
}

/** Runs one job that is due. Answers whether there was one, and what went wrong with it. */
export async function runNextJob(
  db: Database,
  handlers: Handlers,
  now: Instant,
): Promise<{ ran: boolean; failure?: { name: EventName; error: unknown } }> {
  let taken: JobRow | undefined
  try {
    await db.tx(async (tx) => {
      taken = await takeJob(tx, now)
      if (!taken) return
      for (const handle of handlers[taken.name] ?? []) await handle(tx, taken.ids, now)
      await tx.query('delete from job where id = $1', [taken.id])
    })
    return { ran: taken !== undefined }
  } catch (error) {
    if (!taken) throw error
    const attempts = taken.attempts + 1
    const reason = error instanceof Error ? error.message : String(error)
    await db.query(
      `update job set attempts = $2, run_at = $3, last_error = $4, dead = $5 where id = $1`,
      [
        taken.id,
        attempts,
        sqlTime(later(now, backOff(attempts))),
        reason.slice(0, 2_000),
        attempts >= MOST_ATTEMPTS,
      ],
    )
    return { ran: true, failure: { name: taken.name, error } }
  }
}

/** Runs jobs until none is due: for tests, the demo and a clean stop. */
export async function drainJobs(db: Database, handlers: Handlers, clock: Clock): Promise<number> {
  let done = 0
  for (; done < 1_000_000; done++) {
    const { ran, failure } = await runNextJob(db, handlers, clock())
    if (failure) throw failure.error
    if (!ran) break
  }
  return done
}

export interface JobRunner {
  /** Finishes the jobs at work and takes no more. */
  stop(): Promise<void>
}

interface RunnerParts {
  readonly db: Database
  readonly handlers: Handlers
  readonly clock: Clock
  readonly lanes: number
  /** Calls `wake` whenever somebody posts a job; a hint only, polling finds the rest. */
  readonly listen: (wake: () => void) => () => void
  readonly onFailure: (name: string, error: unknown) => void
}

const IDLE = 500

/** Starts `lanes` workers that run jobs as they fall due. */
export function startJobs(parts: RunnerParts): JobRunner {
  let stopping = false
  let wakers: (() => void)[] = []
  const wake = () => {
    const waiting = wakers
    wakers = []
    for (const each of waiting) each()
  }
  const rest = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, IDLE)
      wakers.push(() => {
        clearTimeout(timer)
        resolve()
      })
    })
  const work = async () => {
    while (!stopping) {
      try {
        const { ran, failure } = await runNextJob(parts.db, parts.handlers, parts.clock())
        if (failure) parts.onFailure(failure.name, failure.error)
        if (!ran && !stopping) await rest()
      } catch (error) {
        // Who stops may take the database away from a job that takes long.
        if (stopping) return
        parts.onFailure('database', error)
        await rest()
      }
    }
  }
  const silence = parts.listen(wake)
  const workers = Array.from({ length: parts.lanes }, work)
  return {
    stop: async () => {
      stopping = true
      silence()
      wake()
      await Promise.all(workers)
    },
  }
}
