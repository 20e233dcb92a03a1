// Uploads over a real connection: shapes of bodies, encodings, cuts, repeats, load, many at once.
import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, ndjson, openUploadDesk, sendTo, type UploadDesk } from '../../test/uploads.ts'

let desk: UploadDesk
beforeAll(async () => {
  desk = await openUploadDesk()
})
afterAll(() => desk.close())

const tag = () => randomBytes(6).toString('hex')
const shops = (count: number, name = tag()) =>
  Array.from({ length: count }, (_, index) => ({ type: 'shop', id: `${name}-${index}` }))
const counts = ({ body }: Answer) => [body.accepted, body.duplicate, body.corrected, body.rejected]

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** Sends these bytes, then nothing more until `until` resolves. */
async function* thenWaits(bytes: string, until: Promise<unknown>): AsyncGenerator<Buffer> {
  yield Buffer.from(bytes)
  await until
}

function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

describe('a body', () => {
  it('that is empty is answered with zeros', async () => {
    const { status, body } = await desk.send('')
    expect(status).toBe(200)
    expect(body).toEqual({
      accepted: 0,
      duplicate: 0,
      corrected: 0,
      rejected: 0,
      rejections: [],
      truncated: false,
    })
    const gzip = await desk.send(gzipSync(''), { 'content-encoding': 'gzip' })
    expect(counts(gzip)).toEqual([0, 0, 0, 0])
    const nothing = await desk.send('', { 'content-encoding': 'gzip' })
    expect(counts(nothing)).toEqual([0, 0, 0, 0])
  })

  it('may have a byte order mark, CRLF, blank lines and no end of its last line', async () => {
    const [first, second, third] = shops(3).map((shop) => JSON.stringify(shop))
    const body = `\ufeff${first}\r\n\r\n   \n${second}\r\n\t\nnot json\r\n${third}`
    const answer = await desk.send(body)
    expect(counts(answer)).toEqual([3, 0, 0, 1])
    expect(answer.body.rejections).toMatchObject([{ line: 6, code: 'malformed_json' }])
  })

  it('may come byte by byte, also within a character', async () => {
    const body = ndjson(...shops(5).map((shop) => ({ ...shop, name: '空包 \u{1f4e6}' })))
    const answer = await desk.send(inPieces(Buffer.from(body), 1))
    expect(counts(answer)).toEqual([5, 0, 0, 0])
  })

  it('is taken in the order of its lines, over batches too', async () => {
    const id = tag()
    const versions = [1, 2, 3].map((name) => ({ type: 'shop', id, name: `Version ${name}` }))
    const [one, two, three] = versions
    const body = ndjson(one, ...shops(1_500), two, ...shops(1_500), three)
    expect(counts(await desk.send(body))).toEqual([3_001, 0, 2, 0])
    const { body: shown } = await desk.ask('GET', `/v1/records/shop/${id}`)
    expect(shown).toMatchObject({
      type: 'shop',
      id,
      version: 3,
      record: versions[2],
      versions: [{ version: 3 }, { version: 2 }, { version: 1, record: versions[0] }],
    })
  })

  it('with more than a thousand bad lines names the first thousand and says so', async () => {
    const bad = Array.from({ length: 1_001 }, () => ({ type: 'shop' }))
    const answer = await desk.send(ndjson(...bad, ...shops(1)))
    expect(counts(answer)).toEqual([1, 0, 0, 1_001])
    expect(answer.body.rejections).toHaveLength(1_000)
    expect(answer.body.truncated).toBe(true)
    const all = await desk.send(ndjson(...bad.slice(1)))
    expect(all.body).toMatchObject({ rejected: 1_000, truncated: false })
  })
})

// 40 shops z0 to z39 named 空包 and a number, compressed by `zstd -19`, with its checksum.
const ZSTD = `KLUv/WT+BRUFADKHFxywqQMteUibosiYTkQjHkmURCVt7723TD4kO8GBQ4Rv3bbd/Xp1h8fDv7u3739fPzga+tm5
eX3b6g+OCt9zrrXd3wam1ICqsMvKlGJJITVKIo0khWwYxEkijwZ6UgoyqBGw9X32DqCjlA4RIAS/TFCIEBP++QGi
BSkBAxAgAiAEAgB8iJ6Bp7AD6AxyGjgqsTE9M30ye3JMsD77qi3wq4iH4Z8=`

const zstd = Buffer.from(ZSTD, 'base64')
const asZstd = { 'content-encoding': 'zstd' }
const asGzip = { 'content-encoding': 'gzip' }

/** A zstd frame by hand: each pair is a byte and how often a block repeats it. */
function repeatingFrame(windowDescriptor: number, blocks: readonly [number, number][]): Buffer {
  const parts = blocks.map(([byte, times], index) => {
    const block = Buffer.alloc(4, byte)
    block.writeUIntLE((times << 3) | 2 | Number(index === blocks.length - 1), 0, 3)
    return block
  })
  return Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, windowDescriptor]), ...parts])
}

describe('an encoded body', () => {
  it('is taken in as gzip, in one member or several', async () => {
    const [first, second] = [ndjson(...shops(20)), ndjson(...shops(30))]
    const several = Buffer.concat([gzipSync(first), gzipSync(second)])
    expect(counts(await desk.send(several, asGzip))).toEqual([50, 0, 0, 0])
    const again = await desk.send(gzipSync(first), { 'content-encoding': 'X-GZIP' })
    expect(counts(again)).toEqual([0, 20, 0, 0])
  })

  it('is taken in as zstd: byte by byte, in several frames, frames to skip between', async () => {
    expect(counts(await desk.send(inPieces(zstd, 1), asZstd))).toEqual([40, 0, 0, 0])
    const skipped = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3])
    const twice = Buffer.concat([zstd, skipped, zstd, skipped])
    expect(counts(await desk.send(twice, asZstd))).toEqual([0, 80, 0, 0])
  })

  it('as zstd is refused where a byte was changed or the end is missing', async () => {
    for (const place of [30, 60, 120, zstd.length - 2]) {
      const changed = Buffer.from(zstd)
      changed[place] = (changed[place] ?? 0) ^ 1
      const { status, body } = await desk.send(changed, asZstd)
      expect([status, body.code]).toEqual([400, 'malformed_request'])
    }
    const cut = await desk.send(zstd.subarray(0, -1), asZstd)
    expect(cut.status).toBe(400)
    expect(cut.body.detail).toContain('cut off')
  })

  it('as zstd is refused where it wants too much memory, and says how to compress instead', async () => {
    const { status, body } = await desk.send(repeatingFrame(0xa0, [[10, 5]]), asZstd)
    expect(status).toBe(400)
    expect(body.detail).toContain('8 MiB')
  })

  it('that swells to hundreds of megabytes costs one rejected line, not the memory', async () => {
    const x = 0x78
    const zstdBomb = repeatingFrame(0x40, [
      ...Array.from({ length: 2_000 }, (): [number, number] => [x, 131_072]),
      [10, 1],
    ])
    const member = gzipSync(Buffer.alloc(1_048_576, x))
    const good = gzipSync(`\n${ndjson(...shops(1))}`)
    const gzipBomb = Buffer.concat([...Array.from({ length: 200 }, () => member), good])
    const held = () => process.memoryUsage().arrayBuffers
    const before = held()
    let most = before
    const watch = setInterval(() => {
      most = Math.max(most, held())
    }, 5)
    const first = await desk.send(zstdBomb, asZstd)
    const second = await desk.send(gzipBomb, asGzip)
    clearInterval(watch)
    expect(counts(first)).toEqual([0, 0, 0, 1])
    expect(first.body.rejections).toMatchObject([{ code: 'line_too_long' }])
    expect(counts(second)).toEqual([1, 0, 0, 1])
    expect(most - before).toBeLessThan(100_000_000)
  })
})

describe('a body that breaks off', () => {
  it('in damaged gzip is refused, tells what is durable, and that stays', async () => {
    const all = shops(6_000)
    const packed = gzipSync(ndjson(...all), { level: 1 })
    const { status, body } = await desk.send(packed.subarray(0, -100), asGzip)
    expect(status).toBe(400)
    const taken = Number(/(\d+) lines were taken in/.exec(String(body.detail))?.[1])
    expect(taken).toBeGreaterThanOrEqual(1_000)
    const again = await desk.send(gzipSync(ndjson(...all)), asGzip)
    expect(counts(again)).toEqual([6_000 - taken, taken, 0, 0])
  })

  it('because the sender hangs up leaves whole batches and disturbs nobody', async () => {
    const all = shops(2_500)
    const hangsUp = async function* () {
      yield Buffer.from(ndjson(...all))
      yield Buffer.from('{"type":"shop","id":"cut')
      while ((await desk.ask('GET', `/v1/records/shop/${all[0]?.id}`)).status === 404)
        await wait(20)
      throw new Error('gone')
    }
    await expect(desk.send(hangsUp())).rejects.toThrow()
    const again = await desk.send(ndjson(...all))
    expect(Number(again.body.accepted) + Number(again.body.duplicate)).toBe(2_500)
    expect(Number(again.body.duplicate)).toBeGreaterThanOrEqual(1_000)
    const cut = await desk.ask('GET', '/v1/records/shop/cut')
    expect(cut.status).toBe(404)
  })

  it('because the sender falls silent is given up after a while', async () => {
    const hasty = await openUploadDesk({ idleMs: 300 })
    const { opened, open } = gate()
    const { status, body } = await hasty.send(thenWaits(ndjson(...shops(3)), opened))
    open()
    expect([status, body.code]).toEqual([400, 'malformed_request'])
    expect(body.detail).toContain('no byte came')
    await hasty.close()
  })

  it('because the database drops the writer is told to come again, with what is durable', async () => {
    const held = gate()
    const locked = gate()
    const lock = desk.db.tx(async (tx) => {
      await tx.query('lock table record in exclusive mode')
      locked.open()
      await held.opened
    })
    await locked.opened
    const sent = desk.send(ndjson(...shops(10)))
    const isWaiting = `datname = current_database() and wait_event_type = 'Lock'`
    for (let tries = 0; tries < 100; tries++) {
      const ended = await desk.db.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where ${isWaiting}`,
      )
      if (ended.length > 0) break
      await wait(20)
    }
    const { status, body, headers } = await sent
    held.open()
    await lock
    expect([status, body.code]).toEqual([503, 'not_ready'])
    expect(body.detail).toContain('0 lines were taken in')
    expect(Number(headers['retry-after'])).toBeGreaterThan(0)
  })
})

describe('an upload under an idempotency key', () => {
  it('is answered the same way when it comes again, whatever happened since', async () => {
    const key = { 'idempotency-key': tag() }
    const body = ndjson(...shops(3), { type: 'shop' })
    const first = await desk.send(body, key)
    expect(counts(first)).toEqual([3, 0, 0, 1])
    const again = await desk.send(body, key)
    expect(again.body).toEqual(first.body)
    expect(again.headers['idempotency-replayed']).toBe('true')
    const packed = await desk.send(gzipSync(body), { ...key, ...asGzip })
    expect(packed.body).toEqual(first.body)
  })

  it('is refused when another body comes under the same key', async () => {
    const key = { 'idempotency-key': tag() }
    const fresh = shops(2)
    await desk.send(ndjson(...shops(1)), key)
    const other = await desk.send(ndjson(...fresh), key)
    expect([other.status, other.body.code]).toEqual([422, 'key_used_otherwise'])
    expect(counts(await desk.send(ndjson(...fresh)))).toEqual([2, 0, 0, 0])
  })

  it('is refused while the first is still being worked on', async () => {
    const key = { 'idempotency-key': tag() }
    const { opened, open } = gate()
    const body = ndjson(...shops(1))
    const first = desk.send(thenWaits(body, opened), key)
    const held = 'select 1 from idempotency_key where key = $1'
    while ((await desk.db.query(held, [key['idempotency-key']])).length === 0) await wait(10)
    const second = await desk.send(body, key)
    expect([second.status, second.body.code]).toEqual([409, 'still_working'])
    open()
    expect(counts(await first)).toEqual([1, 0, 0, 0])
    expect(counts(await desk.send(body, key))).toEqual([1, 0, 0, 0])
  })

  it('may be tried again after it failed', async () => {
    const key = { 'idempotency-key': tag() }
    const packed = gzipSync(ndjson(...shops(2)))
    expect((await desk.send(packed.subarray(0, -4), { ...key, ...asGzip })).status).toBe(400)
    expect(counts(await desk.send(packed, { ...key, ...asGzip }))).toEqual([2, 0, 0, 0])
  })
})

describe('under load', () => {
  it('eight uploads of the same records store each of them once', async () => {
    const body = ndjson(...shops(1_200))
    const answers = await Promise.all(Array.from({ length: 8 }, () => desk.send(body)))
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200))
    const sum = (name: string) => answers.reduce((all, each) => all + Number(each.body[name]), 0)
    expect([sum('accepted'), sum('duplicate'), sum('corrected')]).toEqual([1_200, 8_400, 0])
  })

  it('a ninth upload is told to wait, and served once another has ended', async () => {
    const { opened, open } = gate()
    const eight = Array.from({ length: 8 }, () => desk.send(thenWaits(ndjson(...shops(1)), opened)))
    let ninth = await desk.send(ndjson(...shops(1)))
    for (let tries = 0; tries < 200 && ninth.status === 200; tries++) {
      ninth = await desk.send(ndjson(...shops(1)))
    }
    expect([ninth.status, ninth.body.code]).toEqual([429, 'too_many_requests'])
    expect(Number(ninth.headers['retry-after'])).toBeGreaterThan(0)
    open()
    for (const answer of await Promise.all(eight)) expect(answer.status).toBe(200)
    expect((await desk.send(ndjson(...shops(1)))).status).toBe(200)
  })

  it('uploads are told to wait while scoring lags behind, also in their middle', async () => {
    const lagging = await openUploadDesk({ waitingBatches: 10, patienceMs: 300 })
    const sent = await lagging.send(ndjson(...shops(30_000)))
    expect([sent.status, sent.body.code]).toEqual([503, 'too_busy'])
    expect(sent.body.detail).toMatch(/20000 lines were taken in/)
    const next = await lagging.send(ndjson(...shops(1)))
    expect([next.status, next.body.code]).toEqual([503, 'too_busy'])
    expect(Number(next.headers['retry-after'])).toBeGreaterThan(0)
    await lagging.db.query('delete from job')
    expect((await lagging.send(ndjson(...shops(1)))).status).toBe(200)
    await lagging.close()
  })

  it('a refused sender who goes on sending still hears why', async () => {
    const megabyte = Buffer.alloc(1_048_576, 0x78)
    const endless = async function* () {
      for (let sent = 0; sent < 30; sent++) yield megabyte
    }
    const headers = { ...desk.key, 'content-type': 'text/plain' }
    const to = { port: desk.port, method: 'POST', path: '/v1/records' }
    expect((await sendTo({ ...to, headers, body: endless() })).status).toBe(415)
    expect((await desk.send(endless(), asGzip)).status).toBe(400)
  })
})

describe('quarantine', () => {
  it('lists newest first in pages, and a mended line is taken in and marked', async () => {
    const clean = await openUploadDesk()
    for (const name of ['a', 'b', 'c']) {
      clean.wait(1_000)
      await clean.send(ndjson({ type: 'shop', id: name, name: 7 }))
    }
    const first = await clean.ask('GET', '/v1/quarantine?limit=2')
    const contents = (answer: Answer) =>
      (answer.body.items as { content: string }[]).map(({ content }) => JSON.parse(content).id)
    expect(contents(first)).toEqual(['c', 'b'])
    const second = await clean.ask('GET', `/v1/quarantine?limit=2&cursor=${first.body.nextCursor}`)
    expect(contents(second)).toEqual(['a'])
    expect(second.body.nextCursor).toBeNull()

    const [line] = second.body.items as { id: string }[]
    const path = `/v1/quarantine/${line?.id}/mend`
    const wrong = await clean.ask('POST', path, { record: { type: 'shop', id: 'a', name: 8 } })
    expect([wrong.status, wrong.body.errors]).toMatchObject([422, [{ pointer: '/record/name' }]])
    const mended = await clean.ask('POST', path, { record: { type: 'shop', id: 'a', name: 'A' } })
    expect(mended.body).toEqual({ type: 'shop', id: 'a', outcome: 'accepted' })
    const twice = await clean.ask('POST', path, { record: { type: 'shop', id: 'a', name: 'A' } })
    expect([twice.status, twice.body.code]).toEqual([409, 'already_exists'])
    expect(contents(await clean.ask('GET', '/v1/quarantine?mended=true'))).toEqual(['a'])
    expect(contents(await clean.ask('GET', '/v1/quarantine?mended=false'))).toEqual(['c', 'b'])
    const acts = await clean.db.query('select act from audit_entry')
    expect(acts).toContainEqual({ act: 'quarantine.mend' })
    await clean.close()
  })
})
