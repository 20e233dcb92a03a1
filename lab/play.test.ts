// A played world leaves a house in which everything holds that must always hold.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addStaff } from '../server/access/add-staff.ts'
import { openMarketplaceKey } from '../server/access/bootstrap.ts'
import { createApp } from '../server/app.ts'
import { checkRecord } from '../server/intake/record-check.ts'
import { type DatabasePool, openDatabase } from '../server/platform/database.ts'
import { createLogger, createMetrics } from '../server/platform/telemetry.ts'
import { assessAll } from '../server/signals/findings.ts'
import { createMemoryStore } from '../server/signals/memory-state.ts'
import { instant } from '../server/vocabulary/time.ts'
import { freshDatabase } from '../test/database.ts'
import { type AuditorAccess, auditHouse } from './auditor.ts'
import { type Desk, openDesk } from './desk.ts'
import { playWorld } from './play.ts'
import { makeWorld, type World } from './world.ts'

const DAY = 86_400_000
const to = Date.UTC(2026, 5, 30, 9)
const from = Date.UTC(2026, 5, 8)
const PASSWORD = 'a long enough password'

let db: DatabasePool
let drop: () => Promise<void>
let desk: Desk
let access: AuditorAccess
let close: () => Promise<void>
let world: World

beforeAll(async () => {
  const fresh = await freshDatabase()
  drop = fresh.drop
  db = openDatabase(fresh.url)
  const parts = {
    db,
    logger: createLogger('silent'),
    metrics: createMetrics(),
    publicUrl: 'http://127.0.0.1:4700',
    allowLoopback: true,
  }
  const person = (email: string, role: 'admin' | 'reviewer' | 'senior_reviewer') =>
    addStaff(
      db,
      { actor: { kind: 'system' }, email, name: role, roles: [role], password: PASSWORD },
      instant(from),
    )
  await person('admin@lab.example', 'admin')
  await person('reviewer@lab.example', 'reviewer')
  await person('senior@lab.example', 'senior_reviewer')
  const marketplace = { token: await openMarketplaceKey(db, 'lab', instant(from)) }
  world = makeWorld({ seed: 11, orders: 500, endsAt: to, days: (to - from) / DAY })
  await playWorld({
    parts,
    world,
    players: {
      marketplace,
      reviewer: { email: 'reviewer@lab.example', password: PASSWORD },
      senior: { email: 'senior@lab.example', password: PASSWORD },
    },
    seed: 11,
    from,
    to,
    onProgress: () => {},
  })
  const app = await createApp({ ...parts, clock: () => instant(to) })
  desk = openDesk(app.http)
  access = { marketplace, admin: await desk.signIn('admin@lab.example', PASSWORD) }
  close = () => app.http.close()
}, 180_000)

afterAll(async () => {
  await close()
  await db.close()
  await drop()
})

describe('a played world', () => {
  it('leaves cases behind, some decided, and money that reached buyers', async () => {
    const states = await db.query<{ state: string }>('select distinct state from case_record')
    expect(states.map(({ state }) => state)).toContain('decided')
    const paid = await db.query(`select 1 from effect where kind = 'compensate_buyers'`)
    expect(paid.length).toBeGreaterThan(0)
    expect(await db.query('select last_error from job where dead or attempts > 0')).toEqual([])
  })

  it('passes the auditor', async () => {
    expect(await auditHouse(desk, access)).toEqual([])
  })

  it('is weighed by the server as the offline engine weighs the same records', async () => {
    const store = createMemoryStore()
    const known = await db.query<{ id: string }>(`select type || ' ' || id as id from record`)
    const told = new Set(known.map(({ id }) => id))
    for (const record of world.records()) {
      if (!told.has(`${record.type} ${record.id}`)) continue
      const checked = checkRecord(record)
      if (checked.ok) store.take([checked.record])
    }
    const reported = await db.query<{ id: string }>(
      `select order_id as id from record where type = 'report'`,
    )
    const offline = new Map<string, number>()
    for await (const finding of assessAll(store, { now: instant(to), everyOrder: true })) {
      if (finding.subject === 'order') offline.set(finding.id, finding.decibans)
    }
    const rows = await db.query<{ id: string; decibans: number }>(
      'select order_id as id, decibans from assessment',
    )
    // A report reaches the server from a case, and no export holds it.
    const skipped = new Set(reported.map(({ id }) => id))
    const compared = rows.filter(({ id }) => !skipped.has(id))
    expect(compared.length).toBeGreaterThan(400)
    for (const { id, decibans } of compared) expect([id, offline.get(id)]).toEqual([id, decibans])
  })

  it('does not pass the auditor once somebody has touched the log', async () => {
    await db.query(`update audit_entry set act = 'nothing' where act = 'case.decide'`)
    const faults = await auditHouse(desk, access)
    expect(faults.some((fault) => fault.startsWith('the log is broken'))).toBe(true)
  })
})
