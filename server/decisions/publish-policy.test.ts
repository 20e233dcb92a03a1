// Promises of publishing: notice, versions that never change, who may, and what is refused.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CaseDesk, openCaseDesk, SHOP } from '../../test/case-desk.ts'
import { DAY, formatInstant, HOUR, later, MINUTE, SECOND } from '../vocabulary/time.ts'
import { DEFAULT_POLICY } from './default-policy.ts'

let desk: CaseDesk
let owner: Record<string, string>
let reviewer: Record<string, string>

beforeAll(async () => {
  desk = await openCaseDesk()
  owner = await desk.person('olga', 'policy_owner')
  reviewer = await desk.person('rita', 'reviewer')
})
afterAll(() => desk.close())

const read = (name = 'default', who = owner) => desk.call(who, 'GET', `/v1/policies/${name}`)
const put = (sent: object, name = 'default', who = owner) =>
  desk.call(who, 'PUT', `/v1/policies/${name}`, sent)

test('a desk that has published nothing decides under the example policy, from the first', async () => {
  const { status, body } = await read()
  expect(status).toBe(200)
  expect(body).toMatchObject({ name: 'default', version: 1, policy: DEFAULT_POLICY })
  expect((await Promise.all([read(), read()])).map((each) => each.body.version)).toEqual([1, 1])
  for (const who of [desk.as(`seller:${SHOP}`), desk.as('buyer:b'), desk.as('juror:j'), desk.key]) {
    expect((await read('default', who)).status).toBe(200)
  }
  expect((await read('default', {})).status).toBe(401)
  expect((await read('other')).status).toBe(404)
  expect((await read('Not A Name')).status).toBe(422)
})

test('a version takes force after seven days of notice, and cases follow it from then on', async () => {
  const policy = { ...DEFAULT_POLICY, answerHours: 24, openCaseAt: 'suspect' }
  const { status, body } = await put({ policy })
  expect(status).toBe(200)
  expect(body).toMatchObject({
    ...{ version: 2, effectiveFrom: formatInstant(later(desk.clock(), 7 * DAY)) },
  })
  expect((await read()).body.version).toBe(1)
  const hours = async () => {
    const { body: opened } = await desk.report(await desk.order())
    return (Date.parse(opened.answerDueAt) - Date.parse(opened.openedAt)) / HOUR
  }
  expect(await hours()).toBe(48)
  desk.wait(7 * DAY)
  expect((await read()).body).toMatchObject({ version: 2, policy: { answerHours: 24 } })
  expect(await hours()).toBe(24)
  const old = await desk.call(owner, 'GET', '/v1/policies/default?version=1')
  expect(old.body.policy).toEqual(DEFAULT_POLICY)
  expect(old.body.versions.map(({ version }: { version: number }) => version)).toEqual([2, 1])
})

test('what was done before a version took force is judged under the one before it', async () => {
  const rows = DEFAULT_POLICY.findings.not_proven.rows.map((row) => ({
    ...row,
    clause: 'new-name',
  }))
  const findings = { ...DEFAULT_POLICY.findings, not_proven: { windowDays: 10, rows } }
  const early = await desk.answered({ shopId: 'shop-early' })
  desk.wait(HOUR)
  await put({ policy: { ...DEFAULT_POLICY, findings }, effectiveFrom: formatInstant(desk.clock()) })
  const late = await desk.answered({ shopId: 'shop-late' })
  const decide = async (id: string) => {
    const sent = { finding: 'not_proven', rationale: 'Nothing shows it.' }
    return (await desk.call(reviewer, 'POST', `/v1/cases/${id}/decision`, sent)).body
  }
  expect(await decide(early)).toMatchObject({ clause: 'not-proven', policy: { version: 2 } })
  expect(await decide(late)).toMatchObject({ clause: 'new-name', policy: { version: 3 } })
})

describe('publishing', () => {
  test('at once is possible where it is said, and never for the past', async () => {
    const policy = DEFAULT_POLICY
    const past = formatInstant(later(desk.clock(), -2 * MINUTE))
    const refused = await put({ policy, effectiveFrom: past })
    expect(refused.status).toBe(422)
    expect(refused.body.errors[0].pointer).toBe('/effectiveFrom')
    expect((await put({ policy, effectiveFrom: 'tomorrow' })).status).toBe(422)
    const now = formatInstant(desk.clock())
    expect((await put({ policy, effectiveFrom: now })).body.effectiveFrom).toBe(now)
    desk.wait(1)
    const justSent = formatInstant(later(desk.clock(), -SECOND))
    const { body } = await put({ policy, effectiveFrom: justSent })
    expect(body.effectiveFrom).toBe(formatInstant(desk.clock()))
  })

  test('takes what was read, changed and sent back, with the notice of a new version', async () => {
    const { body: read } = await desk.call(owner, 'GET', '/v1/policies/default')
    desk.wait(2 * MINUTE)
    const { status, body } = await put({ ...read, policy: { ...read.policy, appealDays: 9 } })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      ...{ version: read.versions[0].version + 1, policy: { appealDays: 9 } },
      effectiveFrom: formatInstant(later(desk.clock(), 7 * DAY)),
    })
  })

  test('a first version under another name takes force at once', async () => {
    const { body } = await put({ policy: DEFAULT_POLICY }, 'electronics')
    expect(body).toMatchObject({ version: 1, effectiveFrom: formatInstant(desk.clock()) })
  })

  test('a policy with a mistake is refused and names the row', async () => {
    const rows = DEFAULT_POLICY.findings.brushing.rows.slice(0, 2)
    const findings = { ...DEFAULT_POLICY.findings, brushing: { windowDays: 90, rows } }
    const { status, body } = await put({ policy: { ...DEFAULT_POLICY, findings } })
    expect(status).toBe(422)
    expect(body.errors).toEqual([
      {
        pointer: '/policy/findings/brushing/rows',
        message:
          'brushing has no row for a prior count of 2, an unknown sum or another currency, ' +
          'not admitted',
      },
    ])
    const misspelt = await put({ policy: { ...DEFAULT_POLICY, anwserHours: 24 } })
    expect(misspelt.status).toBe(422)
  })

  test('many at once get one number each', async () => {
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => put({ policy: DEFAULT_POLICY }, 'race')),
    )
    expect(answers.map(({ body }) => body.version).sort()).toEqual([1, 2, 3, 4])
  })

  test('is for a policy owner alone', async () => {
    const policy = DEFAULT_POLICY
    const admin = await desk.person('alice', 'admin', 'senior_reviewer', 'finance', 'analyst')
    for (const who of [admin, reviewer, desk.key, desk.as(`seller:${SHOP}`)]) {
      expect((await put({ policy }, 'default', who)).status).toBe(403)
    }
  })
})
