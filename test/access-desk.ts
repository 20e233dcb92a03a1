// A server with its door in place, on a database of its own, with a clock to move and people.

import { accessRoutes } from '../server/access/access-routes.ts'
import type { StaffRole } from '../server/access/actor.ts'
import { addStaff } from '../server/access/add-staff.ts'
import { installAccess } from '../server/access/authenticate.ts'
import { openMarketplaceKey } from '../server/access/bootstrap.ts'
import { installIdempotency } from '../server/access/idempotency.ts'
import { signIn } from '../server/access/sign-in.ts'
import { type DatabasePool, openDatabase } from '../server/platform/database.ts'
import { createHttp, type Http } from '../server/platform/http.ts'
import { createLogger, createMetrics } from '../server/platform/telemetry.ts'
import { type Clock, type Instant, instant, later } from '../server/vocabulary/time.ts'
import { freshDatabase } from './database.ts'

export const PASSWORD = 'a long enough password'

/** The moment at which a desk opens. */
export const OPENING: Instant = instant(Date.UTC(2026, 5, 1, 8))

export interface TestDesk {
  readonly db: DatabasePool
  readonly http: Http
  readonly clock: Clock
  /** Moves the clock on. */
  wait(milliseconds: number): void
  /** Adds a member of staff with these roles and answers the header that signs them in. */
  staff(name: string, ...roles: StaffRole[]): Promise<{ authorization: string }>
  /** Opens a marketplace key and answers the header that shows it. */
  marketplace(): Promise<{ authorization: string }>
  close(): Promise<void>
}

type AddRoutes = (http: Http, desk: { readonly db: DatabasePool; readonly clock: Clock }) => void

/** Opens a desk with the routes of the access floor and those that `addRoutes` adds. */
export async function openTestDesk(addRoutes: AddRoutes = () => {}): Promise<TestDesk> {
  const fresh = await freshDatabase()
  const db = openDatabase(fresh.url)
  let now = OPENING
  const clock = () => now
  const http = await createHttp({ logger: createLogger('silent'), metrics: createMetrics() })
  const desk = { db, clock }
  installAccess(http, desk)
  installIdempotency(http, desk)
  accessRoutes(http, desk)
  addRoutes(http, desk)
  await http.ready()
  return {
    db,
    http,
    clock,
    wait: (milliseconds) => {
      now = later(now, milliseconds)
    },
    staff: async (name, ...roles) => {
      const actor = { kind: 'system' } as const
      const email = `${name}@desk.example`
      await addStaff(db, { actor, email, name, roles, password: PASSWORD }, now)
      const address = `staff of ${name}`
      const { token } = await signIn(db, { email, password: PASSWORD, address }, now)
      return { authorization: `Bearer ${token}` }
    },
    marketplace: async () => {
      const key = await openMarketplaceKey(db, 'the marketplace', now)
      return { authorization: `Bearer ${key}` }
    },
    close: async () => {
      await http.close()
      await db.close()
      await fresh.drop()
    },
  }
}
