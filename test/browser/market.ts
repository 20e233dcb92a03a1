// A small marketplace with the whole house behind it, listening for browsers: the real app on a
// database of its own, the console as it is built, and people made through the public routes.
import { execFileSync } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { bootstrapAccess } from '../../server/access/bootstrap.ts'
import { type App, createApp } from '../../server/app.ts'
import { openDatabase } from '../../server/platform/database.ts'
import { createLogger, createMetrics } from '../../server/platform/telemetry.ts'
import { instant } from '../../server/vocabulary/time.ts'
import { freshDatabase } from '../database.ts'

const KEY = 'a marketplace key for browser tests'.replaceAll(' ', '-')
const ADMIN = { email: 'admin@desk.example', password: 'the admin of the desk' }
const PASSWORD = 'a long enough password'
const MAKE_READY = fileURLToPath(new URL('../../scripts/ensure.mjs', import.meta.url))

export interface Market {
  readonly url: string
  /** Moves the house's clock on; browsers keep their own. */
  wait(milliseconds: number): void
  /** What the house's clock shows. */
  now(): number
  /** A call of the marketplace, or of a party it acts for, or of a member of staff. */
  call<Body>(ask: Ask): Promise<Body>
  send(records: readonly object[]): Promise<void>
  /** Adds a member of staff; answers what to sign in with. */
  hire(name: string, ...roles: string[]): Promise<SignIn>
  /** A session's token; sessions do not outlive a day. */
  signIn(person: SignIn): Promise<string>
  /** The link that the marketplace gives a buyer or seller. */
  linkFor(party: string): Promise<string>
  /** Waits until nothing is left to do. */
  settle(): Promise<void>
  close(): Promise<void>
}

export interface SignIn {
  readonly email: string
  readonly password: string
}

export interface Ask {
  readonly path: string
  /** GET where there is none. */
  readonly body?: object
  readonly as?: string
  readonly token?: string
}

/** Builds the console where it is not built yet, as `npm start` does. */
function buildConsole(): void {
  execFileSync(process.execPath, [MAKE_READY], { stdio: ['ignore', 'ignore', 'inherit'] })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}

/** Works off jobs and calls the clock as the process does, only more often. */
function keepWorking(app: App): { settle(): Promise<void>; stop(): Promise<void> } {
  let isOver = false
  let failure: unknown
  const work = async () => {
    let done = await app.drain()
    while ((await app.tick()) > 0) done += await app.drain()
    return done
  }
  let turn = Promise.resolve()
  const next = () => {
    turn = turn.then(async () => {
      await work().catch((error: unknown) => {
        failure ??= error
      })
    })
    return turn
  }
  const loop = (async () => {
    while (!isOver) {
      await next()
      await wait(150)
    }
  })()
  const settle = async () => {
    await next()
    if (failure) throw failure
  }
  return {
    settle,
    stop: async () => {
      isOver = true
      await loop
      if (failure) throw failure
    },
  }
}

function headersOf({ as, token, body }: Ask): Record<string, string> {
  return {
    authorization: `Bearer ${token ?? KEY}`,
    ...(as ? { 'tare-act-as': as } : {}),
    ...(body ? { 'content-type': 'application/json' } : {}),
  }
}

export async function openMarket(): Promise<Market> {
  buildConsole()
  const fresh = await freshDatabase()
  const db = openDatabase(fresh.url)
  let ahead = 0
  const clock = () => instant(Date.now() + ahead)
  const first = { apiKey: KEY, adminEmail: ADMIN.email, adminPassword: ADMIN.password }
  await bootstrapAccess(db, first, clock())
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const telemetry = { logger: createLogger('silent'), metrics: createMetrics() }
  const app = await createApp({ db, clock, ...telemetry, publicUrl: url, allowLoopback: true })
  await app.http.listen({ port, host: '127.0.0.1' })
  const working = keepWorking(app)
  const call = async <Body>(ask: Ask): Promise<Body> => {
    const { path, body } = ask
    const sent = body ? { method: 'POST', body: JSON.stringify(body) } : {}
    const answer = await fetch(`${url}${path}`, { ...sent, headers: headersOf(ask) })
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as Body
  }
  const signIn = async (body: SignIn) =>
    (await call<{ token: string }>({ path: '/v1/sessions', body })).token
  return {
    url,
    call,
    signIn,
    now: clock,
    wait: (milliseconds) => {
      ahead += milliseconds
    },
    settle: working.settle,
    send: async (records) => {
      const answer = await fetch(`${url}/v1/records`, {
        method: 'POST',
        headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/x-ndjson' },
        body: records.map((record) => JSON.stringify(record)).join('\n'),
      })
      const told = (await answer.json()) as { accepted: number }
      if (told.accepted !== records.length) throw new Error(JSON.stringify(told))
      await working.settle()
    },
    hire: async (name, ...roles) => {
      const token = await signIn(ADMIN)
      const email = `${roles[0]}@desk.example`
      const body = { email, name, roles, password: PASSWORD }
      await call({ path: '/v1/staff', body, token })
      return { email, password: PASSWORD }
    },
    linkFor: async (party) =>
      (await call<{ url: string }>({ path: '/v1/party-tokens', body: { party } })).url,
    close: async () => {
      app.http.server.closeAllConnections()
      await app.http.close()
      await working.stop()
      await db.close()
      await fresh.drop()
    },
  }
}
