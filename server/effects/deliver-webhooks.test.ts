// Webhooks reach a real receiver that verifies them with the public library: all of them, at least
// once, in order within a subject, however badly the receiver behaves.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type EffectsDesk, measure, openEffectsDesk } from '../../test/effects-desk.ts'
import { DAY, MINUTE, SECOND } from '../vocabulary/time.ts'
import { type DeliveryParts, deliverWebhooks } from './deliver-webhooks.ts'
import { notify } from './notify.ts'
import { registerEndpoint, removeEndpoint } from './register-endpoint.ts'
import { replayMessage } from './replay-message.ts'
import { RETRY_WAITS, type WebhookType } from './webhook.ts'
import { readEndpoint, readMessages } from './webhook-store.ts'

const actor = { kind: 'system' } as const

interface Heard {
  readonly id: string
  readonly type: string
  readonly subject: unknown
  readonly turn: unknown
}

/** Answers a request; verified messages are in `heard`. */
type Behave = (request: IncomingMessage, response: ServerResponse, heard: Heard) => void

let desk: EffectsDesk
let server: Server
let url: string
let secret: string
let heard: Heard[]
let behave: Behave

const accept: Behave = (_request, response, message) => {
  heard.push(message)
  response.writeHead(204).end()
}

beforeAll(async () => {
  server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      )
      const body = new Webhook(secret).verify(Buffer.concat(parts).toString(), headers) as {
        type: string
        data: Record<string, unknown>
      }
      const { subject, turn } = body.data
      behave(request, response, { id: headers['webhook-id'] ?? '', type: body.type, subject, turn })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?from=tare`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(async () => {
  desk = await openEffectsDesk()
  heard = []
  behave = accept
})
afterEach(async () => {
  vi.useRealTimers()
  await desk.close()
})

async function register(events: WebhookType[] | null = null, to = url) {
  const rules = { allowLoopback: true }
  const made = await registerEndpoint(desk.db, { actor, url: to, events, rules, now: desk.clock() })
  secret = made.secret
  return made.id
}

/** Messages of some subjects in turn: 0, 1, 2, … for each. */
function tell(count: number, subjects: number, type: WebhookType = 'order.flagged') {
  const notices = Array.from({ length: count }, (_each, index) => {
    const subject = `order:${index % subjects}`
    const turn = Math.floor(index / subjects)
    return { type, subject, key: `${type}:${subject}:${turn}`, data: { subject, turn } }
  })
  return desk.db.tx((tx) => notify(tx, notices, desk.clock()))
}

function deliver(more: Partial<DeliveryParts> = {}) {
  // The receiver's library compares with the time of its own machine.
  vi.useFakeTimers({ toFake: ['Date'], now: desk.clock() })
  return deliverWebhooks(desk.db, { clock: desk.clock, allowLoopback: true, ...more })
}

const messages = (endpointId: string) =>
  readMessages(desk.db, { endpointId, before: undefined, limit: 200 })

describe('a webhook', () => {
  it('does not wait until a slow receiver has got all that it is owed', async () => {
    await register()
    await tell(6, 1)
    behave = async (request, response, message) => {
      desk.wait(6 * SECOND)
      if (message.subject === 'order:0' && message.turn === 0) await tell(2, 2)
      accept(request, response, message)
    }
    await deliver()
    expect(heard).toHaveLength(7)
    expect(heard.findIndex(({ subject }) => subject === 'order:1')).toBeLessThan(4)
  })

  it('arrives once, signed, under an id of its own, at the endpoints that asked for it', async () => {
    await register(['case.opened'])
    await tell(3, 3, 'case.opened')
    await tell(3, 3, 'order.flagged')
    await tell(3, 3, 'case.opened')
    expect(await deliver()).toBe(3)
    expect(await deliver()).toBe(0)
    expect(new Set(heard.map(({ id }) => id)).size).toBe(3)
    expect(heard.every(({ id, type }) => id.startsWith('msg_') && type === 'case.opened')).toBe(
      true,
    )
  })

  it('holds back those after it on its subject until it arrives, and no others', async () => {
    await register()
    behave = (request, response, message) => {
      if (message.subject === 'order:0' && message.turn === 0 && heard.length < 2) {
        heard.push({ ...message, turn: 'refused' })
        return void response.writeHead(500).end('try later')
      }
      accept(request, response, message)
    }
    await tell(4, 2)
    await deliver()
    expect(heard.filter(({ subject }) => subject === 'order:1').map(({ turn }) => turn)).toEqual([
      ...[0, 1],
    ])
    expect(heard.filter(({ subject }) => subject === 'order:0').map(({ turn }) => turn)).toEqual([
      'refused',
    ])
    desk.wait(10 * SECOND)
    await deliver()
    const ofFirst = heard.filter(({ subject }) => subject === 'order:0')
    expect(ofFirst.map(({ turn }) => turn)).toEqual(['refused', 0, 1])
  })

  it('is tried for about three days, then given up, and the next one goes out', async () => {
    const endpointId = await register()
    let refuse = true
    behave = (request, response, message) => {
      if (refuse && message.turn === 0) return void response.writeHead(503).end()
      accept(request, response, message)
    }
    await tell(2, 1)
    const began = desk.clock()
    let attempts = 0
    for (let step = 0; step < 200 && heard.length === 0; step++) {
      attempts += await deliver()
      desk.wait(DAY / 12)
    }
    refuse = false
    expect(desk.clock() - began).toBeGreaterThan(2.5 * DAY)
    expect(desk.clock() - began).toBeLessThan(5 * DAY)
    expect(attempts).toBe(RETRY_WAITS.length + 2)
    const [second, first] = await messages(endpointId)
    expect(second).toMatchObject({ state: 'delivered', attempts: 1 })
    expect(first).toMatchObject({ state: 'given_up', last_status: 503 })
    expect(await replayMessage(desk.db, { actor, id: first?.id ?? '' }, desk.clock())).toBe(1)
    await deliver()
    expect(heard.map(({ turn }) => turn)).toEqual([1, 0])
    expect(heard[1]?.id).toBe(first?.id)
  })

  it('follows no redirect, waits for no silence, and reads no endless answer', async () => {
    const endpointId = await register()
    behave = (_request, response) => {
      response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()
    }
    await tell(1, 1)
    await deliver()
    expect((await messages(endpointId))[0]).toMatchObject({
      ...{ state: 'waiting', last_status: 302 },
      last_error: 'answered 302; redirects are not followed',
    })
    behave = () => {}
    desk.wait(10 * SECOND)
    await deliver({ timeout: 200 })
    expect((await messages(endpointId))[0]?.last_error).toBe('no answer within 200 ms')
    behave = (_request, response, message) => {
      heard.push(message)
      response.writeHead(200)
      const part = Buffer.alloc(65_536)
      const pour = () => {
        while (response.write(part));
      }
      response.on('drain', pour)
      pour()
    }
    desk.wait(MINUTE)
    await deliver()
    expect((await messages(endpointId))[0]).toMatchObject({ state: 'delivered', attempts: 3 })
  })

  it('stops for an endpoint that says it is gone, or was taken away', async () => {
    const endpointId = await register()
    behave = (_request, response) => void response.writeHead(410).end()
    await tell(2, 1)
    await deliver()
    expect(await readEndpoint(desk.db, endpointId)).toMatchObject({
      disabled_because: 'answered 410 Gone',
    })
    desk.wait(DAY)
    expect(await deliver()).toBe(0)
    behave = accept
    const second = await register()
    await tell(1, 1, 'case.opened')
    await removeEndpoint(desk.db, { actor, id: second }, desk.clock())
    expect(await deliver()).toBe(0)
    expect(heard).toEqual([])
  })

  it('goes to nobody else when a name begins to lead to a private address', async () => {
    let address = '93.184.216.34'
    const resolve = async () => [{ address, family: 4 as const }]
    const rules = { allowLoopback: false, resolve }
    const { id } = await registerEndpoint(desk.db, {
      ...{ actor, url: 'https://shop.example/hook', events: null, rules, now: desk.clock() },
    })
    await tell(1, 1)
    address = '169.254.169.254'
    await deliver(rules)
    expect((await messages(id))[0]).toMatchObject({
      last_error: 'the address does not lead to the public internet',
    })
  })

  it('is sent once by two senders, and again where one of them died', async () => {
    await register()
    await tell(60, 6)
    await Promise.all([deliver(), deliver(), deliver()])
    expect(heard).toHaveLength(60)
    await tell(1, 1, 'case.opened')
    // A sender claimed the queue and was killed before it sent anything.
    await desk.db.query(`update webhook_queue set leased_until = $1 where subject = 'order:0'`, [
      new Date(desk.clock() + 60 * SECOND).toISOString(),
    ])
    expect(await deliver()).toBe(0)
    desk.wait(61 * SECOND)
    expect(await deliver()).toBe(1)
  })
})

describe('an endpoint that fails at random', () => {
  it('gets every message at last, in order within each subject', async () => {
    await register()
    let seed = 7
    const chance = () => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed / 2_147_483_647
    }
    behave = (request, response, message) => {
      const dice = chance()
      if (dice < 0.15) return void response.writeHead(500).end()
      if (dice < 0.25) return void request.socket.destroy()
      // It has it, but does not say so: then it comes again.
      if (dice < 0.32) heard.push(message)
      if (dice < 0.32) return void response.writeHead(429, { 'retry-after': '1' }).end()
      accept(request, response, message)
    }
    const [count, subjects] = [400, 20]
    await tell(count / 2, subjects)
    for (let step = 0; step < 5_000; step++) {
      if (step === 5) await tell(count, subjects)
      await deliver()
      const [next] = await desk.db.query<{ at: number | null }>(
        'select min(next_at) as at from webhook_queue',
      )
      if (next?.at === null && step > 5) break
      desk.wait(Math.max(0, (next?.at ?? 0) - desk.clock()))
    }
    for (let subject = 0; subject < subjects; subject++) {
      const turns = heard
        .filter((each) => each.subject === `order:${subject}`)
        .map(({ turn }) => turn)
      expect(turns).toEqual([...turns].sort((a, b) => Number(a) - Number(b)))
      expect(new Set(turns).size).toBe(count / subjects)
    }
  }, 120_000)
})

describe('what is told of effects', () => {
  it('is each sanction, each payment and each end, once', async () => {
    await register()
    const decided = await desk.decide({
      measures: [measure.delist(30, 'l1'), measure.compensate('o1', 'b1', 100)],
    })
    await desk.drain()
    await desk.settle('s1', 60)
    await desk.drain()
    await desk.replace(decided, { measures: [] })
    await desk.drain()
    await deliver()
    expect(heard.map(({ type }) => type).sort()).toEqual([
      'compensation.paid',
      'sanction.imposed',
      'sanction.imposed',
      'sanction.lifted',
      'sanction.lifted',
    ])
    const told = await desk.db.query<{ payload: string }>(
      `select payload from webhook_message where type = 'compensation.paid'`,
    )
    expect(JSON.parse(told[0]?.payload ?? '').data).toMatchObject({
      ...{ orderId: 'o1', buyerId: 'b1', shopId: 's1' },
      amount: { amount: 60, currency: 'CNY' },
      ordered: { amount: 100, currency: 'CNY' },
    })
  })
})
