// Walks through every door as everybody: the table of permissions is what the doors do, and nothing
// that anybody sends makes the house fall over.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Role, STAFF_ROLES, type StaffRole } from '../server/access/actor.ts'
import { addStaff } from '../server/access/add-staff.ts'
import type { Door } from '../server/access/authenticate.ts'
import { openMarketplaceKey } from '../server/access/bootstrap.ts'
import { PERMISSIONS } from '../server/access/permission.ts'
import { newSessionToken, SESSION_LIFE } from '../server/access/session.ts'
import { insertSession } from '../server/access/session-store.ts'
import { type App, createApp } from '../server/app.ts'
import { type DatabasePool, openDatabase } from '../server/platform/database.ts'
import { secretHash } from '../server/platform/random.ts'
import { createLogger, createMetrics } from '../server/platform/telemetry.ts'
import type { StaffId } from '../server/vocabulary/ids.ts'
import { instant, later } from '../server/vocabulary/time.ts'
import { type FreshDatabase, freshDatabase } from './database.ts'

const now = instant(Date.UTC(2026, 5, 1, 8))
const PARTIES = ['buyer', 'seller', 'juror'] as const
const ROLES: readonly Role[] = [...STAFF_ROLES, 'marketplace', ...PARTIES, 'anonymous']

let fresh: FreshDatabase
let db: DatabasePool
let app: App
let doors: readonly Door[]
let key: string
const staffIds = new Map<Role, StaffId>()

beforeAll(async () => {
  fresh = await freshDatabase()
  db = openDatabase(fresh.url)
  app = await createApp({
    db,
    clock: () => now,
    logger: createLogger('silent'),
    metrics: createMetrics(),
    publicUrl: 'http://localhost:4700',
    allowLoopback: true,
  })
  await app.http.ready()
  doors = app.http.doors
  key = await openMarketplaceKey(db, 'walker', now)
  for (const role of STAFF_ROLES) staffIds.set(role, await addWalker(role))
})
afterAll(async () => {
  await app.http.close()
  await db.close()
  await fresh.drop()
})

async function addWalker(role: StaffRole): Promise<StaffId> {
  const actor = { kind: 'system' } as const
  const walker = { actor, email: `${role}@desk.example`, name: role, roles: [role] }
  return (await addStaff(db, { ...walker, password: 'a long enough password' }, now)).staff.id
}

/** What the role shows at the door. A session is new each time, since one door ends it. */
async function headersOf(role: Role): Promise<Record<string, string>> {
  if (role === 'anonymous') return {}
  const staffId = staffIds.get(role)
  if (!staffId) {
    const asKey = { authorization: `Bearer ${key}` }
    return role === 'marketplace' ? asKey : { ...asKey, 'tare-act-as': `${role}:walker` }
  }
  const token = newSessionToken()
  const expiresAt = later(now, SESSION_LIFE)
  await insertSession(db, { tokenHash: secretHash(token), staffId, openedAt: now, expiresAt })
  return { authorization: `Bearer ${token}` }
}

interface Step {
  readonly door: Door
  readonly role: Role
  /** What stands for every identifier in the address. */
  readonly id: string
  readonly body?: string
}

async function walk({ door, role, id, body = '{}' }: Step) {
  const url = door.url.replaceAll(/:\w+|\*/g, encodeURIComponent(id))
  const method = door.method as 'GET' | 'POST'
  const sends = !['GET', 'HEAD', 'DELETE'].includes(door.method)
  const send = async (type: string) => {
    const headers = await headersOf(role)
    return app.http.inject(
      sends
        ? { method, url, headers: { ...headers, 'content-type': type }, payload: body }
        : { method, url, headers },
    )
  }
  const answer = await send('application/json')
  return answer.statusCode === 415 ? send('application/x-ndjson') : answer
}

const nameOf = ({ method, url }: Door) => `${method} ${url}`

test('the walk goes through the whole house', () => {
  const walked = new Set(doors.map(nameOf))
  for (const each of ['POST /v1/sessions', 'POST /v1/records', 'GET /v1/cases', 'GET /healthz']) {
    expect(walked).toContain(each)
  }
})

test('the description names every door, for everybody to read', async () => {
  const { headers, statusCode, ...answer } = await app.http.inject('/openapi.json')
  expect(statusCode).toBe(200)
  expect(headers['content-type']).toContain('application/json')
  const described = answer.json()
  expect(described.openapi).toMatch(/^3\.1\./)
  const named = doors.filter(({ method, url }) => method !== 'HEAD' && url.startsWith('/v1/'))
  const missing = named.filter(({ method, url }) => {
    const path = described.paths[url.replaceAll(/:(\w+)/g, '{$1}')]
    return path?.[method.toLowerCase()] === undefined
  })
  expect(missing).toEqual([])
  expect((await app.http.inject('/docs')).statusCode).toBe(200)
})

describe.each(ROLES)('%s', (role) => {
  test('is turned away where the table says so, and nowhere else', async () => {
    const faults: string[] = []
    for (const door of doors) {
      const { statusCode, body } = await walk({ door, role, id: 'walker' })
      const mayEnter = (PERMISSIONS[door.permission] as readonly Role[]).includes(role)
      const refused = role === 'anonymous' ? 401 : 403
      // A verb may refuse with 403 too (a part in the matter); then it names no permission.
      const atDoor =
        statusCode === 401 ||
        (statusCode === 403 && (door.method === 'HEAD' || body.includes('needs the permission')))
      const isRight = mayEnter ? !atDoor && statusCode < 500 : statusCode === refused && atDoor
      if (!isRight) faults.push(`${nameOf(door)} (${door.permission}): ${statusCode} ${body}`)
    }
    expect(faults).toEqual([])
  })
})

const ODD_IDS = [
  '00000000-0000-7000-8000-000000000000',
  '空包裹 %/..?#',
  '\u0000',
  '\u0007',
  '-1',
  'x'.repeat(128),
  'x'.repeat(399),
]

/** Bodies that pass many schemas, name nothing that exists, or are no bodies at all. */
const ODD_BODIES = [
  JSON.stringify({
    ...{ email: 'walker@desk.example', name: 'Walker', roles: [], password: 'long enough it is' },
    ...{
      party: 'buyer:walker',
      orderId: 'o',
      buyerId: 'walker',
      shopId: 'walker',
      reason: 'other',
    },
    ...{ description: 'Nothing in it.', declaredTruthful: true, desiredOutcome: 'refund' },
    ...{ stance: 'contest', explanation: 'It was full.', finding: 'not_proven' },
    ...{ rationale: 'Nothing proves it.', approve: true, assignee: null, measuredGrams: 60 },
    ...{ amount: { amount: 1, currency: 'CNY' }, url: 'https://shop.example/hook', events: [] },
  }),
  JSON.stringify({
    ...{ orderId: '\u0000', buyerId: '\u0000', shopId: '\u0000', reason: 'other' },
    ...{ description: 'a\u0000b', declaredTruthful: true, explanation: '\u0000', name: '\u0000' },
    ...{ stance: 'accept', finding: 'deliberate_empty_parcel', rationale: 'a\u0000b' },
    ...{
      approve: false,
      assignee: '\u0000',
      measuredGrams: 1e308,
      amount: -1,
      party: 'buyer:\u0000',
    },
  }),
  '[]',
  'null',
  '"text"',
  '{"a":',
  '',
  `${'['.repeat(5_000)}`,
]

test('whatever stands in the address, no door falls over', async () => {
  const faults: string[] = []
  for (const door of doors.filter(({ url }) => /[:*]/.test(url))) {
    for (const id of ODD_IDS) {
      const { statusCode, body } = await walk({ door, role: bestOf(door), id })
      if (statusCode >= 500) faults.push(`${nameOf(door)} of ${JSON.stringify(id)}: ${body}`)
    }
  }
  expect(faults).toEqual([])
})

test('whatever is sent, no door falls over', async () => {
  const faults: string[] = []
  for (const door of doors.filter(({ method }) => !['GET', 'HEAD'].includes(method))) {
    for (const sent of ODD_BODIES) {
      const step = { door, role: bestOf(door), id: ODD_IDS[0] ?? '', body: sent }
      const { statusCode, body } = await walk(step)
      if (statusCode >= 500) faults.push(`${nameOf(door)} of ${sent.slice(0, 60)}: ${body}`)
    }
  }
  expect(faults).toEqual([])
})

test('whatever a list is asked for, no door falls over', async () => {
  const odd = ['limit=0', 'limit=201', 'limit=x', 'cursor=x', 'cursor=WzFd', 'cursor=W251bGxd']
  odd.push('q=%00', 'q=%25_%5C', 'shopId=%00', 'state=%00', 'account=%00', 'sort=%00', 'lang=%00')
  const faults: string[] = []
  for (const door of doors.filter(({ method }) => method === 'GET')) {
    for (const query of odd) {
      const asked = { ...door, url: `${door.url}?${query}` }
      const { statusCode, body } = await walk({ door: asked, role: bestOf(door), id: 'walker' })
      if (statusCode >= 500) faults.push(`${nameOf(asked)}: ${body}`)
    }
  }
  expect(faults).toEqual([])
})

/** A role that the door lets in. */
function bestOf(door: Door): Role {
  const [role = 'admin'] = PERMISSIONS[door.permission]
  return role
}
