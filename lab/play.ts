// Plays a made world through the house, day by day on a moved clock: records come in, people
// report, answer and decide. What they do follows from the truth, and at times from a mistake.
import { type AppParts, createApp } from '../server/app.ts'
import { type Clock, instant } from '../server/vocabulary/time.ts'
import { type Caller, type Desk, openDesk } from './desk.ts'
import { ANSWERS, CLAIMS, RATIONALES } from './lines.ts'
import { type Chance, chanceFrom } from './random.ts'
import type { Purchase, WorldRecord } from './shipment.ts'
import type { World } from './world.ts'

const DAY = 86_400_000
const MOST_LINES = 20_000

export interface Players {
  readonly marketplace: Caller
  readonly reviewer: { readonly email: string; readonly password: string }
  readonly senior: { readonly email: string; readonly password: string }
}

export interface Play {
  readonly parts: Omit<AppParts, 'clock'>
  readonly world: World
  readonly players: Players
  readonly seed: number
  readonly from: number
  readonly to: number
  /** Told how far the play is, 0 to 1. */
  readonly onProgress: (share: number) => void
}

interface CaseRow {
  readonly id: string
  readonly orderId: string
  readonly shopId: string
  readonly state: string
  readonly origin: string
}

interface Stage {
  readonly desk: Desk
  readonly chance: Chance
  readonly byOrder: ReadonlyMap<string, Purchase>
  readonly players: Players
}

function momentOf(record: WorldRecord): number {
  // A settlement is told when it is earned, though it falls due later.
  const text =
    record.placedAt ?? record.shippedAt ?? (record.type === 'settlement' ? '' : record.at)
  return typeof text === 'string' && text ? Date.parse(text) : 0
}

/** Records by the day on which they become known. Those without a moment come first. */
function byDay(world: World, from: number): Map<number, WorldRecord[]> {
  const days = new Map<number, WorldRecord[]>()
  let lastDay = 0
  for (const record of world.records()) {
    const at = momentOf(record)
    // A settlement follows its order's other records, so it is told with them.
    const day = at === 0 && record.type === 'settlement' ? lastDay : Math.floor((at - from) / DAY)
    lastDay = Math.max(0, day)
    const list = days.get(lastDay) ?? []
    list.push(record)
    days.set(lastDay, list)
  }
  return days
}

async function listCases(stage: Stage, query: string, caller: Caller): Promise<CaseRow[]> {
  const ask = { method: 'GET', url: `/v1/cases?limit=200&${query}` } as const
  const answer = await stage.desk.call<{ items: CaseRow[] }>(caller, ask)
  return answer.body.items ?? []
}

async function buyersReport(stage: Stage, today: readonly Purchase[]): Promise<void> {
  for (const purchase of today) {
    const { buyer, fate } = purchase
    const cheated = fate.empty && !buyer.hired && stage.chance.hit(0.8)
    const lies =
      !fate.empty && (buyer.falseReporter ? stage.chance.hit(0.7) : stage.chance.hit(0.001))
    if (!cheated && !lies) continue
    const caller = { ...stage.players.marketplace, actsAs: `buyer:${buyer.id}` }
    const body = {
      orderId: purchase.orderId,
      buyerId: buyer.id,
      reason: 'empty_parcel',
      description: stage.chance.pick(cheated ? CLAIMS.empty : CLAIMS.untrue),
      desiredOutcome: stage.chance.pick(['refund', 'reship', 'compensate']),
      declaredTruthful: true,
    }
    await stage.desk.call(caller, { method: 'POST', url: '/v1/reports', body })
  }
}

async function sellersAnswer(stage: Stage): Promise<void> {
  const { marketplace } = stage.players
  for (const open of await listCases(stage, 'state=awaiting_response', marketplace)) {
    const purchase = stage.byOrder.get(open.orderId)
    if (!purchase) continue
    const guilty = purchase.fate.empty
    const admits = purchase.fate.why === 'slip' || (guilty && stage.chance.hit(0.15))
    // The guilty often say nothing at all and let the time run out.
    if (guilty && !admits && stage.chance.hit(0.6)) continue
    if (stage.chance.hit(0.35)) continue
    const caller = { ...marketplace, actsAs: `seller:${open.shopId}` }
    const body = {
      stance: admits ? 'accept' : 'contest',
      explanation: stage.chance.pick(admits ? ANSWERS.admits : ANSWERS.denies),
    }
    const url = `/v1/cases/${open.id}/response`
    await stage.desk.call(caller, { method: 'POST', url, body })
  }
}

function findingFor(stage: Stage, open: CaseRow): keyof typeof RATIONALES {
  const purchase = stage.byOrder.get(open.orderId)
  if (!purchase?.fate.empty) {
    return purchase?.buyer.falseReporter ? 'malicious_report' : 'not_proven'
  }
  if (purchase.fate.why === 'brush') return 'brushing'
  return purchase.fate.why === 'slip' ? 'honest_mistake' : 'deliberate_empty_parcel'
}

async function reviewersDecide(stage: Stage, most: number): Promise<void> {
  const { reviewer, senior } = stage.players
  const caller = await stage.desk.signIn(reviewer.email, reviewer.password)
  const second = await stage.desk.signIn(senior.email, senior.password)
  const ready = [
    ...(await listCases(stage, 'state=answered&sort=oldest', caller)),
    ...(await listCases(stage, 'state=defaulted&sort=oldest', caller)),
  ]
  for (const open of ready.slice(0, most)) {
    const finding = findingFor(stage, open)
    const url = `/v1/cases/${open.id}/decision`
    const body = { finding, rationale: stage.chance.pick(RATIONALES[finding]) }
    const ask = { method: 'POST', url, body } as const
    const decision = await stage.desk.call<{ state?: string }>(caller, ask)
    if (decision.body.state === 'awaiting_approval' && stage.chance.hit(0.8)) {
      const approval = { method: 'POST', url: `${url}/approval`, body: { approve: true } } as const
      await stage.desk.call(second, approval)
    }
  }
}

/** The marketplace carries out what it is told and says so; now and then it forgets one. */
async function marketplaceConfirms(stage: Stage): Promise<void> {
  const { marketplace } = stage.players
  const ask = { method: 'GET', url: '/v1/effects?confirmed=false&limit=200' } as const
  const answer = await stage.desk.call<{ items: { id: string }[] }>(marketplace, ask)
  for (const { id } of answer.body.items) {
    if (stage.chance.hit(0.05)) continue
    await stage.desk.call(marketplace, { method: 'POST', url: `/v1/effects/${id}/ack`, body: {} })
  }
}

/** Plays the world up to `to`; afterwards the house stands as if it had lived through it. */
export async function playWorld(play: Play): Promise<void> {
  let at = play.from
  const clock: Clock = () => instant(at)
  const app = await createApp({ ...play.parts, clock })
  await app.prepare()
  const stage: Stage = {
    desk: openDesk(app.http),
    chance: chanceFrom(play.seed).fork('play'),
    byOrder: new Map(play.world.purchases.map((each) => [each.orderId, each])),
    players: play.players,
  }
  const records = byDay(play.world, play.from)
  const settle = async () => {
    await app.drain()
    while ((await app.tick()) > 0) await app.drain()
  }
  const days = Math.floor((play.to - play.from) / DAY)
  for (let day = 0; day <= days; day++) {
    at = Math.min(play.from + (day + 1) * DAY, play.to)
    const known = records.get(day) ?? []
    for (let start = 0; start < known.length; start += MOST_LINES) {
      await stage.desk.send(play.players.marketplace, known.slice(start, start + MOST_LINES))
    }
    await settle()
    // Four days after ordering most parcels have arrived.
    const opened = play.world.purchases.filter(
      (each) => Math.floor((each.placedAt - play.from) / DAY) === day - 4,
    )
    await buyersReport(stage, opened)
    await settle()
    await sellersAnswer(stage)
    // The last days are left to whoever signs in.
    if (day < days - 4) await reviewersDecide(stage, 9)
    await settle()
    await marketplaceConfirms(stage)
    play.onProgress((day + 1) / (days + 1))
  }
  await app.http.close()
}
