// The demo marketplace: a made world, played up to this moment, and the people who can sign in.
import { randomBytes } from 'node:crypto'
import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FirstStart } from '../server/main.ts'
import { createLogger, createMetrics } from '../server/platform/telemetry.ts'
import { playWorld } from './play.ts'
import { makeWorld } from './world.ts'

const SEED = 20_260_803
const DAYS = 45
const DAY = 86_400_000

/** Somebody who can sign in to the demo's console. */
export interface DemoPerson {
  readonly role: string
  readonly email: string
  readonly password: string
}

const STAFF = [
  { role: 'admin', name: 'Ada Admin', roles: ['admin'] },
  { role: 'reviewer', name: '林审', roles: ['reviewer'] },
  { role: 'senior', name: 'Sena Ortiz', roles: ['senior_reviewer', 'analyst'] },
  { role: 'policy', name: 'Paul Wei', roles: ['policy_owner'] },
  { role: 'finance', name: '方财', roles: ['finance'] },
] as const

function fileOf(dataDirectory: string): string {
  return join(dataDirectory, 'demo.json')
}

/** The demo's people, as the first start wrote them down for this machine's owner alone. */
export async function readDemoPeople(dataDirectory: string): Promise<DemoPerson[]> {
  try {
    return JSON.parse(await readFile(fileOf(dataDirectory), 'utf8')) as DemoPerson[]
  } catch {
    return []
  }
}

/** Fills an empty store with the demo marketplace. The story ends at the present moment. */
export async function fillDemo(start: FirstStart): Promise<void> {
  const now = Date.now()
  const people: DemoPerson[] = []
  for (const { role, name, roles } of STAFF) {
    // Made anew for each data folder, so that a demo left open to others has no known password.
    const password = `tare-${randomBytes(6).toString('hex')}`
    const email = `${role}@demo.example`
    await start.addStaff({ email, name, roles, password })
    people.push({ role, email, password })
  }
  const file = fileOf(start.config.dataDirectory)
  await writeFile(file, `${JSON.stringify(people, null, 2)}\n`, { mode: 0o600 })
  await chmod(file, 0o600)
  const signIn = (role: string) => {
    const found = people.find((person) => person.role === role)
    if (!found) throw new Error(`the demo has no ${role}`)
    return found
  }
  const world = makeWorld({ seed: SEED, orders: start.config.demoOrders, endsAt: now, days: DAYS })
  await playWorld({
    parts: {
      db: start.store.db,
      // What is played is no traffic: it belongs neither into the log nor into the figures.
      logger: createLogger('error'),
      metrics: createMetrics(),
      publicUrl: start.publicUrl,
      allowLoopback: true,
    },
    world,
    players: {
      marketplace: { token: await start.openKey('demo marketplace') },
      reviewer: signIn('reviewer'),
      senior: signIn('senior'),
    },
    seed: SEED,
    from: Math.floor((now - DAYS * DAY) / DAY) * DAY,
    to: now,
    onProgress: start.onProgress,
  })
}
