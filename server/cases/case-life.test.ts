// Promises of a case between opening and decision: answers, silence, who sees what, the queue.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BUYER, type CaseDesk, openCaseDesk, SHOP } from '../../test/case-desk.ts'
import type { CaseId } from '../vocabulary/ids.ts'
import { HOUR } from '../vocabulary/time.ts'
import { callDueCases } from './call-due-cases.ts'
import { firstBrokenLink } from './timeline.ts'
import { readTimeline } from './timeline-store.ts'

let desk: CaseDesk
let reviewer: Record<string, string>

beforeAll(async () => {
  desk = await openCaseDesk()
  reviewer = await desk.person('rita', 'reviewer')
})
afterAll(() => desk.close())

const seller = () => desk.as(`seller:${SHOP}`)
const contest = { stance: 'contest', explanation: 'We packed it ourselves.' }

async function opened(shopId = SHOP): Promise<string> {
  const orderId = await desk.order({ shopId })
  return (await desk.report(orderId)).body.id
}

const respond = (id: string, who = seller(), answer: object = contest) =>
  desk.call(who, 'POST', `/v1/cases/${id}/response`, answer)

describe('an answer', () => {
  test('by the seller is taken once and shown to everybody in the case', async () => {
    const id = await opened()
    const { status, body } = await respond(id)
    expect(status).toBe(200)
    expect(body).toMatchObject({ state: 'answered', response: contest })
    expect(body.can.respond).toEqual({ allowed: false, reason: 'answered' })
    const again = await respond(id)
    expect(again.status).toBe(409)
    expect(again.body).toMatchObject({ code: 'not_possible_now' })
    expect(again.body.possible).toEqual(['join', 'assign', 'decide', 'propose'])
    const buyers = await desk.call(desk.as(`buyer:${BUYER}`), 'GET', `/v1/cases/${id}`)
    expect(buyers.body.response).toMatchObject(contest)
    expect(await desk.events()).toContain('case.answered')
  })

  test('of two that arrive at once, one is taken', async () => {
    const id = await opened()
    const answers = await Promise.all([respond(id), respond(id), respond(id)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
  })

  test.each([
    ['an unknown stance', { stance: 'maybe', explanation: 'x' }, '/stance'],
    ['no explanation', { stance: 'accept' }, '/explanation'],
    ['an empty explanation', { stance: 'accept', explanation: ' ' }, '/explanation'],
    ['a book', { stance: 'accept', explanation: 'x'.repeat(10_001) }, '/explanation'],
  ])('with %s is refused', async (_what, answer, pointer) => {
    const { status, body } = await respond(await opened(), seller(), answer)
    expect(status).toBe(422)
    expect(body.errors[0].pointer).toBe(pointer)
  })

  test('of another shop finds no case, and of anybody else is not permitted', async () => {
    const id = await opened()
    expect((await respond(id, desk.as('seller:other-shop'))).status).toBe(404)
    for (const who of [desk.as(`buyer:${BUYER}`), desk.key, reviewer]) {
      expect((await respond(id, who)).status).toBe(403)
    }
  })
})

describe('silence', () => {
  test('becomes a default when the time is over, once, under that very moment', async () => {
    const id = (await opened('shop-silent')) as CaseId
    desk.wait(48 * HOUR + 5)
    const calls = await Promise.all([1, 2, 3].map(() => callDueCases(desk.db, desk.clock())))
    expect(calls.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0)
    expect(await callDueCases(desk.db, desk.clock())).toBe(0)
    const { body } = await desk.call(desk.as('seller:shop-silent'), 'GET', `/v1/cases/${id}`)
    expect(body.state).toBe('defaulted')
    expect(body.can.respond).toEqual({ allowed: false, reason: 'time_over' })
    const entries = body.timeline.filter(
      (each: { event: string }) => each.event === 'case.defaulted',
    )
    expect(entries).toHaveLength(1)
    expect(entries[0]).toMatchObject({ at: body.answerDueAt, actor: { kind: 'system' } })
  })

  test('is held against a late answer even where the clock has not called yet', async () => {
    const id = await opened('shop-late')
    desk.wait(48 * HOUR)
    const late = await respond(id, desk.as('seller:shop-late'))
    expect(late.status).toBe(409)
    expect(late.body.possible).toContain('decide')
    expect(late.body.possible).not.toContain('respond')
  })
})

describe('who is no party', () => {
  test('finds no case, be it a wrong party, a wrong name or no identifier at all', async () => {
    const id = await opened()
    const strangers = [desk.as('buyer:stranger'), desk.as('seller:stranger')]
    for (const who of strangers) {
      for (const page of ['', '/file', '/statement', '/decision']) {
        expect((await desk.call(who, 'GET', `/v1/cases/${id}${page}`)).status).toBe(404)
      }
      expect((await desk.call(who, 'GET', '/v1/cases')).body.items).toEqual([])
      const asked = await desk.call(who, 'GET', `/v1/cases?shopId=${SHOP}&buyerId=${BUYER}`)
      expect(asked.body.items).toEqual([])
    }
    for (const wrong of ['nothing', '00000000-0000-7000-8000-000000000000']) {
      expect((await desk.call(reviewer, 'GET', `/v1/cases/${wrong}`)).status).toBe(404)
    }
    expect((await desk.call(desk.as('juror:1'), 'GET', '/v1/cases')).status).toBe(403)
    expect((await desk.call({}, 'GET', `/v1/cases/${id}`)).status).toBe(401)
  })

  test('sees no more of a case than its own side: staff are reviewers, weights are hidden', async () => {
    const orderId = await desk.order({ weight: { probability: 0.7, band: 'suspect' } })
    const { id } = (await desk.report(orderId)).body
    await desk.call(reviewer, 'POST', `/v1/cases/${id}/assignment`, { assignee: 'me' })
    const desks = (await desk.call(reviewer, 'GET', `/v1/cases/${id}`)).body
    expect(desks).toMatchObject({ probability: 0.7, band: 'suspect', harm: 6_930 })
    expect(desks.assignee).toMatch(/^[0-9a-f-]{36}$/)
    expect(desks.timeline.at(-1)).toMatchObject({
      event: 'case.assigned',
      actor: { kind: 'staff' },
    })
    const sellers = (await desk.call(seller(), 'GET', `/v1/cases/${id}`)).body
    expect(sellers).toMatchObject({ probability: null, band: null, harm: null, assignee: null })
    expect(JSON.stringify(sellers)).not.toContain(desks.assignee)
  })
})

describe('what can be done', () => {
  test('is told to each, with the reason where it cannot', async () => {
    const id = await opened()
    const can = async (who: Record<string, string>) =>
      (await desk.call(who, 'GET', `/v1/cases/${id}`)).body.can
    const no = (reason: string) => ({ allowed: false, reason })
    expect(await can(seller())).toEqual({
      ...{ respond: { allowed: true }, decide: no('not_yours') },
      ...{ approve: no('not_yours'), assign: no('not_yours') },
    })
    expect(await can(reviewer)).toEqual({
      ...{ respond: no('not_yours'), decide: no('awaits_answer') },
      ...{ approve: no('nothing_to_approve'), assign: { allowed: true } },
    })
    await respond(id)
    expect((await can(reviewer)).decide).toEqual({ allowed: true })
    const analyst = await desk.person(`ann-${id}`, 'analyst')
    expect((await can(analyst)).decide).toEqual(no('not_yours'))
  })
})

describe('a case', () => {
  test('is given to a judge, to nobody else, and laid down again', async () => {
    const id = await opened()
    const assign = (assignee: unknown) =>
      desk.call(reviewer, 'POST', `/v1/cases/${id}/assignment`, { assignee })
    const mine = (await assign('me')).body.assignee
    await desk.person('fin', 'finance')
    const [fin] = await desk.db.query<{ id: string }>(`select id from staff where name = 'fin'`)
    for (const wrong of [fin?.id, 'somebody', '00000000-0000-7000-8000-000000000000']) {
      expect((await assign(wrong)).status).toBe(422)
    }
    const queue = await desk.call(reviewer, 'GET', '/v1/cases?assignee=me')
    expect(queue.body.items.map((each: { id: string }) => each.id)).toContain(id)
    expect((await assign(null)).body.assignee).toBeNull()
    expect((await assign(mine)).body.assignee).toBe(mine)
    expect((await desk.call(seller(), 'POST', `/v1/cases/${id}/assignment`, {})).status).toBe(403)
  })

  test('keeps a timeline that verifies, until a byte of it is changed', async () => {
    const id = (await opened()) as CaseId
    await respond(id)
    const timeline = await readTimeline(desk.db, id)
    expect(timeline).toHaveLength(3)
    expect(firstBrokenLink(timeline)).toBeNull()
    for (const [index, entry] of timeline.entries()) {
      const forged = { ...entry, detail: { ...entry.detail, word: 'forged' } }
      expect(firstBrokenLink(timeline.with(index, forged))).toBe(entry.seq)
      expect(firstBrokenLink(timeline.with(index, { ...entry, actor: 'buyer:x' }))).toBe(entry.seq)
    }
    expect(firstBrokenLink(timeline.toSpliced(1, 1))).toBe(3)
  })
})

describe('the list', () => {
  test('goes through all cases once, whatever it is sorted by', async () => {
    const ids: string[] = []
    for (const amount of [500, 70_000, 3_000]) {
      const weight = { probability: amount / 100_000, band: 'watch' } as const
      const orderId = await desk.order({ shopId: 'shop-listed', amount, weight })
      ids.push((await desk.report(orderId)).body.id)
      desk.wait(HOUR)
    }
    const [first, second, third] = ids
    const expected = {
      newest: [third, second, first],
      oldest: [first, second, third],
      due: [first, second, third],
      probability: [second, third, first],
      harm: [second, third, first],
    }
    for (const [sort, order] of Object.entries(expected)) {
      const seen: string[] = []
      let cursor = ''
      do {
        const url = `/v1/cases?shopId=shop-listed&limit=1&sort=${sort}${cursor}`
        const { body } = await desk.call(reviewer, 'GET', url)
        seen.push(...body.items.map((each: { id: string }) => each.id))
        cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : ''
      } while (cursor)
      expect(seen).toEqual(order)
    }
  })

  test('finds a case by its number, its order and by several states', async () => {
    const id = await opened('shop-sought')
    const { number, orderId } = (await desk.call(reviewer, 'GET', `/v1/cases/${id}`)).body
    for (const query of [`q=${number}`, `q=${number.slice(2)}`, `q=${orderId}`, 'q=shop-soug']) {
      const { body } = await desk.call(reviewer, 'GET', `/v1/cases?${query}`)
      expect(body.items.map((each: { id: string }) => each.id)).toContain(id)
    }
    const both = await desk.call(
      reviewer,
      'GET',
      '/v1/cases?state=answered,awaiting_response&shopId=shop-sought',
    )
    expect(both.body.items).toHaveLength(1)
    const wild = await desk.call(reviewer, 'GET', '/v1/cases?q=%25')
    expect(wild.body.items).toEqual([])
  })

  test.each([
    ['state=open', '/querystring/state'],
    ['sort=random', '/querystring/sort'],
    ['assignee=bob', '/querystring/assignee'],
    ['cursor=abc', '/querystring/cursor'],
    ['limit=201', '/querystring/limit'],
  ])('refuses %s', async (query, pointer) => {
    const { status, body } = await desk.call(reviewer, 'GET', `/v1/cases?${query}`)
    expect(status).toBe(422)
    expect(body.errors[0].pointer).toBe(pointer)
  })

  test.each([
    ['newest', 8.7e15],
    ['oldest', -1],
    ['due', 253_402_300_800_000],
    ['harm', 1e300],
    ['probability', 1e308],
  ])('refuses a cursor made by hand: %s behind %d', async (sort, value) => {
    const id = '0190d3a5-0000-7000-8000-000000000000'
    const cursor = Buffer.from(JSON.stringify([value, id])).toString('base64url')
    const url = `/v1/cases?sort=${sort}&cursor=${cursor}`
    const { status, body } = await desk.call(reviewer, 'GET', url)
    expect(status).toBe(422)
    expect(body.errors[0].pointer).toBe('/querystring/cursor')
  })
})
