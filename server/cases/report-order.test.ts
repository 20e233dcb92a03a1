// Promises about reports: what opens a case, what joins one, what is refused.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BUYER, type CaseDesk, openCaseDesk, SHOP } from '../../test/case-desk.ts'
import type { OrderId } from '../vocabulary/ids.ts'
import { HOUR } from '../vocabulary/time.ts'
import { openDetectedCases } from './open-detected-cases.ts'
import { readReport } from './read-case.ts'
import { weighCases } from './weigh-cases.ts'

let desk: CaseDesk

beforeAll(async () => {
  desk = await openCaseDesk()
})
afterAll(() => desk.close())

const detect = (...orderIds: string[]) =>
  desk.db.tx((tx) => openDetectedCases(tx, { orderIds }, desk.clock()))

const near = { probability: 0.98, band: 'near_certain' } as const

const body = (orderId: string, more: object = {}) => ({
  ...{ orderId, buyerId: BUYER, reason: 'empty_parcel' },
  ...{ description: 'Nothing inside.', declaredTruthful: true, ...more },
})

describe('a report', () => {
  test('by the buyer opens a case that the seller has 48 hours to answer', async () => {
    const orderId = await desk.order()
    const { status, body: opened } = await desk.report(orderId)
    expect(status).toBe(201)
    expect(opened).toMatchObject({
      ...{ state: 'awaiting_response', origin: 'report', orderId, orderIds: [orderId] },
      ...{ shopId: SHOP, buyerId: BUYER, reason: 'empty_parcel', desiredOutcome: 'refund' },
      ...{ openedAt: '2026-06-01T08:00:00Z', answerDueAt: '2026-06-03T08:00:00Z' },
      ...{ response: null, decision: null, version: 1 },
    })
    expect(opened.number).toMatch(/^C-1\d{3}$/)
    expect((await desk.events()).slice(-2)).toEqual(['case.opened', 'case.reported'])
    expect(await readReport(desk.db, opened.id)).toEqual({
      ...{ type: 'report', id: opened.id, orderId, buyerId: BUYER, at: desk.clock() },
      reason: 'empty_parcel',
    })
  })

  test('by the marketplace on the buyer’s behalf opens one as well', async () => {
    const orderId = await desk.order()
    const { status, body: opened } = await desk.call(desk.key, 'POST', '/v1/reports', body(orderId))
    expect(status).toBe(201)
    expect(opened.timeline).toBeUndefined()
    const { body: shown } = await desk.call(desk.key, 'GET', `/v1/cases/${opened.id}`)
    expect(shown.timeline.map(({ event }: { event: string }) => event)).toEqual([
      ...['case.opened', 'case.reported'],
    ])
  })

  test('on an order with an open report is refused and names the case', async () => {
    const orderId = await desk.order()
    const { body: first } = await desk.report(orderId)
    const { status, body: second } = await desk.report(orderId)
    expect(status).toBe(409)
    expect(second.code).toBe('already_exists')
    expect(second.detail).toContain(first.id)
  })

  test('sent many times at once opens exactly one case', async () => {
    const orderId = await desk.order()
    const answers = await Promise.all(Array.from({ length: 6 }, () => desk.report(orderId)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409])
    const { body: list } = await desk.call(desk.key, 'GET', `/v1/cases?q=${orderId}`)
    expect(list.items).toHaveLength(1)
  })

  test('joins the case that detection opened, and gives the seller the full time anew', async () => {
    const orderId = await desk.order({ weight: near })
    await detect(orderId)
    desk.wait(47 * HOUR)
    const { status, body: joined } = await desk.report(orderId)
    expect(status).toBe(201)
    expect(joined).toMatchObject({ origin: 'detection', reason: 'empty_parcel' })
    expect(Date.parse(joined.answerDueAt) - desk.clock()).toBe(48 * HOUR)
    expect((await desk.report(orderId)).status).toBe(409)
  })

  test('joins a detected case that was answered; if the seller adds nothing, that answer counts', async () => {
    const orderId = await desk.order({ weight: near, shopId: 'shop-heard' })
    await detect(orderId)
    const { body: list } = await desk.call(desk.key, 'GET', `/v1/cases?q=${orderId}`)
    const { id } = list.items[0]
    const seller = desk.as('seller:shop-heard')
    const answer = { stance: 'contest', explanation: 'The scale is wrong.' }
    await desk.call(seller, 'POST', `/v1/cases/${id}/response`, answer)
    expect((await desk.report(orderId)).body.state).toBe('awaiting_response')
    desk.wait(49 * HOUR)
    const reviewer = await desk.person('joiner', 'reviewer')
    const assigned = await desk.call(reviewer, 'POST', `/v1/cases/${id}/assignment`, {
      assignee: 'me',
    })
    expect(assigned.body).toMatchObject({ state: 'answered', response: { stance: 'contest' } })
  })
})

describe('refused is a report', () => {
  test.each([
    ['that is not declared truthful', { declaredTruthful: false }, '/declaredTruthful'],
    ['without a declaration', { declaredTruthful: undefined }, '/declaredTruthful'],
    ['without words', { description: '   ' }, '/description'],
    ['with too many words', { description: 'x'.repeat(5_001) }, '/description'],
    ['for an unknown reason', { reason: 'boredom' }, '/reason'],
    ['of an unknown order', { orderId: 'nowhere' }, '/orderId'],
    ['of an order with an impossible name', { orderId: 'a\nb' }, '/orderId'],
    ['without a buyer', { buyerId: undefined }, '/buyerId'],
  ])('%s', async (_what, more, pointer) => {
    const orderId = await desk.order()
    const sent = body(orderId, more)
    const { status, body: refused } = await desk.call(desk.key, 'POST', '/v1/reports', sent)
    expect(status).toBe(422)
    expect(refused.errors[0].pointer).toBe(pointer)
  })

  test('of another buyer’s order, in the same words as of one that does not exist', async () => {
    const orderId = await desk.order({ buyerId: 'somebody-else' })
    const others = await desk.call(desk.as(`buyer:${BUYER}`), 'POST', '/v1/reports', body(orderId))
    const none = await desk.call(desk.as(`buyer:${BUYER}`), 'POST', '/v1/reports', body('none'))
    expect(others.status).toBe(422)
    expect(others.body).toEqual(none.body)
  })

  test('of a buyer in another buyer’s name, or of a seller, juror or reviewer', async () => {
    const orderId = await desk.order()
    const reviewer = await desk.person('reporting', 'reviewer')
    for (const who of [
      desk.as('buyer:thief'),
      desk.as(`seller:${SHOP}`),
      desk.as('juror:1'),
      reviewer,
    ]) {
      expect((await desk.call(who, 'POST', '/v1/reports', body(orderId))).status).toBe(403)
    }
    expect((await desk.call({}, 'POST', '/v1/reports', body(orderId))).status).toBe(401)
  })
})

describe('detection', () => {
  test('opens a case on what is nearly certain, and only flags what is suspect', async () => {
    const certain = await desk.order({ weight: near })
    const suspect = await desk.order({ weight: { probability: 0.8, band: 'suspect' } })
    await detect(certain, suspect)
    await detect(certain, suspect)
    const { body: list } = await desk.call(desk.key, 'GET', '/v1/cases?origin=detection&limit=200')
    const found = list.items.map(({ orderId }: { orderId: string }) => orderId)
    expect(found.filter((id: string) => id === certain)).toHaveLength(1)
    expect(found).not.toContain(suspect)
  })

  test('leaves an order alone whose matter is in a case already', async () => {
    const orderId = await desk.order({ weight: near })
    const { body: reported } = await desk.report(orderId)
    await detect(orderId)
    const { body: list } = await desk.call(desk.key, 'GET', `/v1/cases?q=${orderId}`)
    expect(list.items.map(({ id }: { id: string }) => id)).toEqual([reported.id])
  })

  test('that weighs anew brings the open case up to date', async () => {
    const orderId = await desk.order({ weight: { probability: 0.2, band: 'watch' } })
    const { body: reported } = await desk.report(orderId)
    await desk.weigh(orderId, near)
    await desk.db.tx((tx) => weighCases(tx, { orderIds: [orderId as OrderId] }, desk.clock()))
    const { body: shown } = await desk.call(desk.key, 'GET', `/v1/cases/${reported.id}`)
    expect(shown).toMatchObject({ probability: 0.98, band: 'near_certain', harm: 9_702 })
  })

  test('tells the seller the facts, not how they were weighed nor who else is concerned', async () => {
    const because = { waybillNo: 'W1', otherAddresses: 2, otherOrderId: 'order-of-somebody' }
    const signals = [
      { kind: 'waybill_reused', decibans: 15, because },
      { kind: 'parcel_underweight', decibans: -3, because: { measuredGrams: 1_200 } },
    ]
    const orderId = await desk.order({ shopId: 'shop-seen', weight: { ...near, signals } })
    await detect(orderId)
    const seller = desk.as('seller:shop-seen')
    const { body: list } = await desk.call(seller, 'GET', '/v1/cases')
    const { body: shown } = await desk.call(seller, 'GET', `/v1/cases/${list.items[0].id}`)
    expect(shown.timeline[0].detail).toEqual({
      ...{ origin: 'detection', answerHours: 48 },
      signals: [{ kind: 'waybill_reused', because: { waybillNo: 'W1', otherAddresses: 2 } }],
    })
    expect(shown).toMatchObject({ probability: null, band: null, harm: null, assignee: null })
    expect(JSON.stringify(shown)).not.toContain('order-of-somebody')
  })
})
