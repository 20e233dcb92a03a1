// What gets into the outbox: each thing once, in the order of its case, whatever is heard first.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type EffectsDesk, measure, openEffectsDesk } from '../../test/effects-desk.ts'
import { insertCases } from '../cases/case-store.ts'
import { type BuyerId, type CaseId, newId, type OrderId, type ShopId } from '../vocabulary/ids.ts'
import { HOUR, later } from '../vocabulary/time.ts'
import { notifyCaseClosed, notifyCaseDecided, notifyCaseOpened } from './notify.ts'
import { registerEndpoint } from './register-endpoint.ts'

let desk: EffectsDesk
beforeAll(async () => {
  desk = await openEffectsDesk()
  await registerEndpoint(desk.db, {
    ...{ actor: { kind: 'system' }, url: 'https://93.184.216.34/', events: null },
    ...{ rules: { allowLoopback: false }, now: desk.clock() },
  })
})
afterAll(() => desk.close())

async function openCase(): Promise<CaseId> {
  const now = desk.clock()
  const id: CaseId = newId<'case'>(now)
  await insertCases(desk.db, [
    {
      ...{ id, state: 'awaiting_response', origin: 'report', harm: 0, version: 1 },
      ...{ orderId: 'o1' as OrderId, shopId: 's1' as ShopId, buyerId: 'b1' as BuyerId },
      ...{ openedAt: now, answerDueAt: later(now, 24 * HOUR), updatedAt: now, assignee: null },
      report: {
        at: now,
        reason: 'empty_parcel',
        description: 'nothing in it',
        desiredOutcome: null,
      },
      ...{ weight: null, response: null, decision: null, finalDueAt: null, closedAt: null },
    },
  ])
  return id
}

async function told(caseId: string) {
  const rows = await desk.db.query<{ type: string; payload: string }>(
    `select type, payload from webhook_message where subject = $1 order by seq`,
    [`case:${caseId}`],
  )
  return rows.map(({ type, payload }) => ({ type, ...JSON.parse(payload) }))
}

describe('a case', () => {
  it('is told as opened, with the time to answer', async () => {
    const caseId = await openCase()
    await notifyCaseOpened(desk.db, { caseId }, desk.clock())
    await notifyCaseOpened(desk.db, { caseId }, desk.clock())
    const [opened, due, ...rest] = await told(caseId)
    expect(rest).toEqual([])
    expect(opened).toEqual({
      type: 'case.opened',
      timestamp: '2026-08-03T09:00:00Z',
      data: {
        ...{ caseId, shopId: 's1', buyerId: 'b1', orderIds: ['o1'], origin: 'report' },
        ...{ answerDueAt: '2026-08-04T09:00:00Z', reason: 'empty_parcel' },
        openedAt: '2026-08-03T09:00:00Z',
      },
    })
    expect(due).toMatchObject({ type: 'case.response_due', data: { caseId, shopId: 's1' } })
  })

  it('is told once more when the time to answer begins anew, and the opening is not', async () => {
    const caseId = await openCase()
    await notifyCaseOpened(desk.db, { caseId }, desk.clock())
    await desk.db.query(
      `update case_record set answer_due_at = '2026-08-06T09:00:00Z' where id = $1`,
      [caseId],
    )
    for (let heard = 0; heard < 2; heard++) {
      await notifyCaseOpened(desk.db, { caseId }, desk.clock())
    }
    await notifyCaseClosed(desk.db, { caseId }, desk.clock())
    const messages = await told(caseId)
    expect(messages.map(({ type }) => type)).toEqual([
      ...['case.opened', 'case.response_due', 'case.response_due', 'case.closed'],
    ])
    expect(messages.slice(1, 3).map(({ data }) => data.answerDueAt)).toEqual([
      ...['2026-08-04T09:00:00Z', '2026-08-06T09:00:00Z'],
    ])
  })

  it('is told in its own order, though its end is heard before its beginning', async () => {
    const caseId = await openCase()
    const decisionId = await desk.decide({ measures: [measure.warning()] })
    await notifyCaseClosed(desk.db, { caseId }, desk.clock())
    await notifyCaseOpened(desk.db, { caseId }, desk.clock())
    const other = await openCase()
    await notifyCaseDecided(desk.db, { caseId: other, decisionId }, desk.clock())
    await notifyCaseOpened(desk.db, { caseId: other }, desk.clock())
    await notifyCaseDecided(desk.db, { caseId: other, decisionId }, desk.clock())
    expect((await told(caseId)).map(({ type }) => type)).toEqual([
      ...['case.opened', 'case.response_due', 'case.closed'],
    ])
    const [, , decided, ...rest] = await told(other)
    expect(rest).toEqual([])
    expect(decided).toMatchObject({
      type: 'case.decided',
      data: {
        ...{ caseId: other, decisionId, finding: 'deliberate_empty_parcel' },
        ...{
          measures: [{ kind: 'warning', points: 0 }],
          statement: `/v1/cases/${other}/statement`,
        },
      },
    })
  })
})
