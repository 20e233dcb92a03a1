// Promises of deciding: when it is possible, by whom, what stands afterwards, and what is refused.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BUYER, type CaseDesk, openCaseDesk, SHOP } from '../../test/case-desk.ts'
import { callDueCases } from '../cases/call-due-cases.ts'
import { readCaseRules } from '../cases/case-rules-store.ts'
import { openFile } from '../cases/frozen-file.ts'
import { readFrozenFile } from '../cases/frozen-file-store.ts'
import { canonicalJson, sha256 } from '../vocabulary/canonical.ts'
import type { BuyerId, CaseId, DecisionId, ShopId } from '../vocabulary/ids.ts'
import { DAY, formatInstant, HOUR, later } from '../vocabulary/time.ts'
import {
  readDecision,
  standingDecisionsOfBuyer,
  standingDecisionsOfShop,
} from './decision-store.ts'

let desk: CaseDesk
let reviewer: Record<string, string>
let senior: Record<string, string>

beforeAll(async () => {
  desk = await openCaseDesk()
  reviewer = await desk.person('rita', 'reviewer')
  senior = await desk.person('sam', 'senior_reviewer')
})
afterAll(() => desk.close())

const decide = (id: string, finding = 'deliberate_empty_parcel', who = reviewer) =>
  desk.call(who, 'POST', `/v1/cases/${id}/decision`, {
    ...{ finding, rationale: 'The scale read 60 g; a pan weighs 1,200 g.' },
  })
const approve = (id: string, who: Record<string, string>, answer: object = { approve: true }) =>
  desk.call(who, 'POST', `/v1/cases/${id}/decision/approval`, answer)
const show = async (id: string, who = reviewer) =>
  (await desk.call(who, 'GET', `/v1/cases/${id}`)).body

/** A case of a shop against which `count` such decisions stand already. */
async function afterDecisions(count: number, shopId: string): Promise<string> {
  for (let index = 0; index < count; index++) {
    const id = await desk.answered({ shopId })
    await decide(id)
    await approve(id, senior)
    // The next parcel is sent after the shop was told (docs/decisions/007).
    desk.wait(4 * DAY)
  }
  return desk.answered({ shopId })
}

describe('a decision', () => {
  test('stands at once where no measure is severe, and closes its case in one stroke', async () => {
    const id = await desk.answered({ shopId: 'shop-once' })
    const { status, body } = await decide(id)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      ...{ caseId: id, finding: 'deliberate_empty_parcel', clause: 'empty-parcel.first' },
      ...{ state: 'standing', policy: { name: 'default', version: 1 }, fourEyes: false },
      automation: { detection: false, suggestedFinding: null, decision: 'by_person' },
      appealUntil: formatInstant(later(desk.clock(), 7 * DAY)),
    })
    expect(body.measures.map(({ kind }: { kind: string }) => kind)).toEqual([
      ...['compensate_buyers', 'delist_item', 'withhold_deposit', 'restrict_withdrawals'],
      'block_new_listings',
    ])
    expect(body.measures[0]).toMatchObject({
      ...{ amount: { amount: 12_870, currency: 'CNY' }, points: 4, buyerId: BUYER },
      priceBack: { amount: 9_900, currency: 'CNY' },
    })
    expect(await show(id)).toMatchObject({ state: 'decided', decision: { id: body.id } })
    expect((await desk.events()).slice(-2)).toEqual(['case.decided', 'decision.stands'])
    const stored = await readDecision(desk.db, body.id as DecisionId)
    expect(stored).toMatchObject({ id: body.id, state: 'standing' })
    const ofShop = await standingDecisionsOfShop(desk.db, 'shop-once' as ShopId)
    expect(ofShop.map((each) => each.id)).toEqual([body.id])
    const ofBuyer = await standingDecisionsOfBuyer(desk.db, BUYER as BuyerId)
    expect(ofBuyer.map((each) => each.id)).toContain(body.id)
  })

  test('is refused while the seller may still answer, and possible the moment that is over', async () => {
    const { id } = (await desk.report(await desk.order({ shopId: 'shop-wait' }))).body
    const early = await decide(id)
    expect(early.status).toBe(409)
    expect(early.body).toMatchObject({ code: 'not_possible_now', possible: expect.any(Array) })
    expect(early.body.possible).toEqual(['join', 'respond', 'assign'])
    desk.wait(48 * HOUR)
    expect((await decide(id)).body.state).toBe('standing')
    const events = (await show(id)).timeline.map(({ event }: { event: string }) => event)
    expect(events).toEqual([
      ...['case.opened', 'case.reported', 'case.defaulted', 'case.file_frozen', 'case.decided'],
    ])
  })

  test('is made once, however many reviewers decide at the same moment', async () => {
    const id = await desk.answered()
    const findings = ['not_proven', 'honest_mistake', 'deliberate_empty_parcel', 'not_proven']
    const who = [reviewer, senior, reviewer, senior]
    const answers = await Promise.all(
      findings.map((finding, index) => decide(id, finding, who[index])),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
    const rows = await desk.db.query('select 1 from decision where case_id = $1', [id])
    expect(rows).toHaveLength(1)
    expect((await readFrozenFile(desk.db, id as CaseId))?.version).toBe(1)
  })

  test('counts what stood before the act, so the orders of one wave are the same time', async () => {
    const shopId = 'shop-two-at-once'
    const ids = [await desk.answered({ shopId }), await desk.answered({ shopId })]
    const answers = await Promise.all(ids.map((id) => decide(id)))
    const clauses = answers.map(({ body }) => body.clause).sort()
    expect(clauses).toEqual(['empty-parcel.first', 'empty-parcel.first'])
    desk.wait(4 * DAY)
    const later = await decide(await desk.answered({ shopId }))
    expect(later.body).toMatchObject({ clause: 'empty-parcel.third', trace: { priorCount: 2 } })
  })

  test('does not count what is older than the window', async () => {
    const id = await afterDecisions(1, 'shop-window')
    desk.wait(366 * DAY)
    expect((await decide(id)).body).toMatchObject({
      ...{ clause: 'empty-parcel.first', trace: { priorCount: 0, windowDays: 365 } },
    })
  })

  test.each([
    ['an unknown finding', { finding: 'guilty', rationale: 'x' }, '/finding'],
    ['no rationale', { finding: 'not_proven' }, '/rationale'],
    ['an empty rationale', { finding: 'not_proven', rationale: '\n' }, '/rationale'],
    [
      'a book of a rationale',
      { finding: 'not_proven', rationale: 'x'.repeat(10_001) },
      '/rationale',
    ],
  ])('with %s is refused', async (_what, sent, pointer) => {
    const id = await desk.answered()
    const { status, body } = await desk.call(reviewer, 'POST', `/v1/cases/${id}/decision`, sent)
    expect(status).toBe(422)
    expect(body.errors[0].pointer).toBe(pointer)
    expect(await show(id)).toMatchObject({ state: 'answered', decision: null })
  })

  test('for a malicious report is refused where nobody reported, and nothing is left of it', async () => {
    const { openDetectedCases } = await import('../cases/open-detected-cases.ts')
    const weight = { probability: 0.98, band: 'near_certain' } as const
    const orderId = await desk.order({ shopId: 'shop-found', weight })
    await desk.db.tx((tx) => openDetectedCases(tx, { orderIds: [orderId] }, desk.clock()))
    const { body } = await desk.call(reviewer, 'GET', `/v1/cases?q=${orderId}`)
    const { id } = body.items[0]
    desk.wait(48 * HOUR)
    const refused = await decide(id, 'malicious_report')
    expect(refused.status).toBe(422)
    expect(refused.body.errors[0].pointer).toBe('/finding')
    expect(await readFrozenFile(desk.db, id)).toBeUndefined()
    expect((await decide(id, 'not_proven')).body.automation).toMatchObject({
      ...{ detection: true, modelVersion: 'test-1', suggestedFinding: 'deliberate_empty_parcel' },
    })
    expect((await desk.report(orderId)).status).toBe(201)
  })

  test('is for reviewers alone, and finds no case that is none', async () => {
    const id = await desk.answered()
    const admin = await desk.person(`admin-${id}`, 'admin', 'finance', 'policy_owner', 'analyst')
    const others = [admin, desk.key, desk.as(`buyer:${BUYER}`), desk.as(`seller:${SHOP}`)]
    for (const who of others) {
      expect((await decide(id, 'not_proven', who)).status).toBe(403)
      expect((await approve(id, who)).status).toBe(403)
    }
    expect((await decide('00000000-0000-7000-8000-000000000000')).status).toBe(404)
    expect((await approve('nothing', reviewer)).status).toBe(404)
  })
})

describe('a severe decision', () => {
  test('waits for another reviewer, unseen by the parties, and then stands', async () => {
    const id = await afterDecisions(2, 'shop-severe')
    const { body } = await decide(id)
    expect(body).toMatchObject({
      ...{ state: 'awaiting_approval', clause: 'empty-parcel.third', appealUntil: null },
    })
    const sellers = desk.as('seller:shop-severe')
    expect(await show(id, sellers)).toMatchObject({ state: 'under_review', decision: null })
    for (const page of ['statement', 'decision', 'file']) {
      expect((await desk.call(sellers, 'GET', `/v1/cases/${id}/${page}`)).status).toBe(404)
    }
    expect((await show(id)).can).toMatchObject({
      ...{ approve: { allowed: false, reason: 'own_decision' } },
      decide: { allowed: false, reason: 'awaits_approval' },
    })
    expect((await show(id, senior)).can.approve).toEqual({ allowed: true })
    const own = await approve(id, reviewer)
    expect(own.status).toBe(403)
    expect(own.body.code).toBe('conflict_of_interest')
    desk.wait(HOUR)
    const agreed = await approve(id, senior)
    expect(agreed.body).toMatchObject({
      ...{ id: body.id, state: 'standing', standingSince: formatInstant(desk.clock()) },
    })
    expect((await show(id, sellers)).decision).toMatchObject({
      ...{ id: body.id, decidedBy: 'reviewer', approvedBy: 'reviewer' },
    })
    expect((await approve(id, senior)).status).toBe(409)
  })

  test('that is sent back leaves the case open for a new one, and the draft on record', async () => {
    const id = await afterDecisions(2, 'shop-back')
    const { body: draft } = await decide(id)
    const refusal = { approve: false, reason: 'The packing video is not addressed.' }
    const { body: refused } = await approve(id, senior, refusal)
    expect(refused).toMatchObject({ id: draft.id, state: 'refused' })
    expect(refused.refusalReason).toBe(refusal.reason)
    expect(await show(id)).toMatchObject({ state: 'answered', decision: null })
    const sellers = await show(id, desk.as('seller:shop-back'))
    expect(JSON.stringify(sellers)).not.toContain('packing video')
    expect((await decide(id, 'honest_mistake')).body.state).toBe('standing')
    expect((await readFrozenFile(desk.db, id as CaseId))?.version).toBe(2)
    expect(await readDecision(desk.db, draft.id)).toMatchObject({ state: 'refused' })
  })

  test('is answered once, however many reviewers answer at the same moment', async () => {
    const id = await afterDecisions(2, 'shop-race')
    await decide(id)
    const third = await desk.person('third', 'reviewer')
    const answers = await Promise.all([
      approve(id, senior),
      approve(id, third, { approve: false }),
      approve(id, senior),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
  })

  test('is asked for nothing where it was not severe', async () => {
    const id = await desk.answered({ shopId: 'shop-mild' })
    const before = await approve(id, senior)
    expect(before.status).toBe(409)
    expect(before.body.possible).toEqual(['join', 'assign', 'decide', 'propose'])
    await decide(id, 'honest_mistake')
    expect((await approve(id, senior)).status).toBe(409)
  })
})

describe('the frozen file', () => {
  test('is what the decision looked at, byte for byte, whatever is told later', async () => {
    const id = (await desk.answered({ shopId: 'shop-frozen' })) as CaseId
    const { body: decision } = await decide(id)
    const file = await readFrozenFile(desk.db, id)
    if (!file) throw new Error('no file was frozen')
    expect(file.hash).toBe(decision.file.hash)
    expect(sha256(file.content)).toBe(file.hash)
    expect(canonicalJson(JSON.parse(file.content))).toBe(file.content)
    const content = openFile(file)
    expect(content.records.map(({ type }) => type)).toEqual([
      ...['listing', 'order', 'parcel', 'scan', 'shop'],
    ])
    expect(content.records.find(({ type }) => type === 'scan')?.body).toMatchObject({
      ...{ measuredGrams: 60, at: expect.stringMatching(/Z$/) },
    })
    expect(content.timeline).toHaveLength(3)
    const { takeIn } = await import('../intake/take-in.ts')
    const message = { type: 'message', id: 'late', orderId: content.orderIds[0], text: 'late' }
    const value = { ...message, from: 'buyer', at: formatInstant(desk.clock()) }
    await takeIn(desk.db, { lines: [{ line: 1, value }], source: 'test', now: desk.clock() })
    expect((await readFrozenFile(desk.db, id))?.content).toBe(file.content)
    expect(() => openFile({ ...file, content: file.content.replace('60', '61') })).toThrow(
      'was changed',
    )
  })

  test('shows each side its own: the desk all, the seller nothing of the buyer’s home', async () => {
    const id = await desk.answered({ shopId: 'shop-shown' })
    await decide(id)
    const read = async (who: Record<string, string>) =>
      (await desk.call(who, 'GET', `/v1/cases/${id}/file`)).body
    const whole = await read(reviewer)
    expect(sha256(canonicalJson(whole.content))).toBe(whole.hash)
    expect(JSON.stringify(whole)).toContain('home-of-buyer')
    const sellers = await read(desk.as('seller:shop-shown'))
    expect(sellers.hash).toBe(whole.hash)
    for (const secret of ['home-of-buyer', 'device-of-buyer', 'network-of-buyer', 'staff:']) {
      expect(JSON.stringify(sellers.content)).not.toContain(secret)
    }
    expect(sellers.withheld).toContain('records: order.address')
    expect(JSON.stringify(await read(desk.as(`buyer:${BUYER}`)))).toContain('home-of-buyer')
    const old = await desk.call(reviewer, 'GET', `/v1/cases/${id}/file?version=2`)
    expect(old.status).toBe(404)
  })
})

describe('the proposal', () => {
  test('lays out what each finding brings, and is what the decision then orders', async () => {
    const id = await desk.answered({ shopId: 'shop-proposed' }, 'accept')
    const { body } = await desk.call(reviewer, 'GET', `/v1/cases/${id}/proposal`)
    expect(body.suggestion).toEqual({ finding: 'honest_mistake', because: ['admitted'] })
    expect(body.findings).toHaveLength(5)
    const proposed = body.findings.find(
      ({ finding }: { finding: string }) => finding === 'honest_mistake',
    )
    const decided = (await decide(id, 'honest_mistake')).body
    expect(decided.measures).toEqual(proposed.measures)
    expect(decided.trace).toEqual(proposed.trace)
    const after = await desk.call(reviewer, 'GET', `/v1/cases/${id}/proposal`)
    expect(after.status).toBe(200)
    const sellers = desk.as('seller:shop-proposed')
    expect((await desk.call(sellers, 'GET', `/v1/cases/${id}/proposal`)).status).toBe(403)
  })
})

test('a decided case ends when the time to appeal is over, once', async () => {
  const id = await desk.answered({ shopId: 'shop-end' })
  await decide(id)
  desk.wait(7 * DAY - 1)
  await callDueCases(desk.db, desk.clock())
  expect((await show(id)).state).toBe('decided')
  desk.wait(1)
  await Promise.all([callDueCases(desk.db, desk.clock()), callDueCases(desk.db, desk.clock())])
  const ended = await show(id)
  expect(ended).toMatchObject({ state: 'final', closedAt: ended.finalDueAt })
  const events = ended.timeline.filter(({ event }: { event: string }) => event === 'case.closed')
  expect(events).toHaveLength(1)
  const [row] = await desk.db.query<{ count: number }>(
    `select count(*) as count from job where name = 'case.closed' and ids ->> 'caseId' = $1`,
    [id],
  )
  expect(row?.count).toBe(1)
})

test('every act of a person is in the audit log', async () => {
  const id = await afterDecisions(2, 'shop-audited')
  await decide(id)
  await approve(id, senior)
  const rows = await desk.db.query<{ act: string }>(
    'select act from audit_entry where subject = $1 order by sequence',
    [`case:${id}`],
  )
  expect(rows.map(({ act }) => act)).toEqual([
    ...['report.file', 'case.respond', 'case.decide', 'case.approve'],
  ])
})

test('what the policy asks of cases counts from its own day on', async () => {
  expect(await readCaseRules(desk.db, desk.clock())).toEqual({
    ...{ openCaseAt: 'near_certain', answerHours: 48 },
  })
})
