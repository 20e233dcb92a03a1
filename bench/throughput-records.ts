// How fast records come in, told as ratios: POST /v1/records over a real connection into a durable
// database, against reading the same file line by line with JSON.parse, and against a COPY of the
// same rows into an equal table. `npm run bench:records -- --records 200000 --runs 3`.

import { once } from 'node:events'
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { chmod, readdir, readFile } from 'node:fs/promises'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { installAccess } from '../server/access/authenticate.ts'
import { openMarketplaceKey } from '../server/access/bootstrap.ts'
import { intakeRoutes } from '../server/intake/intake-routes.ts'
import { systemClock } from '../server/platform/clock.ts'
import { type DatabasePool, openDatabase } from '../server/platform/database.ts'
import { ensureDatabase, startEmbeddedPostgres } from '../server/platform/embedded-postgres.ts'
import { createHttp } from '../server/platform/http.ts'
import { migrate } from '../server/platform/migrate.ts'
import { createLogger, createMetrics } from '../server/platform/telemetry.ts'
import { madeRecords } from './made-records.ts'

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '200000' },
    runs: { type: 'string', default: '3' },
  },
})

interface Measured {
  readonly wallSeconds: number
  /** CPU seconds of this process, and of all processes of PostgreSQL. */
  readonly ours: number
  readonly databases: number
}

interface Bench {
  readonly db: DatabasePool
  readonly port: number
  readonly key: string
  readonly file: string
  /** The same identities, most of them with other content. */
  readonly corrections: string
}

async function writeRecords(path: string, count: number, seed = 7): Promise<number> {
  const file = createWriteStream(path)
  let written = 0
  for (const record of madeRecords(count, seed)) {
    written++
    if (!file.write(`${JSON.stringify(record)}\n`)) await once(file, 'drain')
  }
  file.end()
  await once(file, 'finish')
  return written
}

async function measured(db: DatabasePool, work: () => Promise<void>): Promise<Measured> {
  const ours = process.cpuUsage()
  const before = await databaseSeconds(db)
  const begun = performance.now()
  await work()
  const wallSeconds = (performance.now() - begun) / 1_000
  const { user, system } = process.cpuUsage(ours)
  const databases = (await databaseSeconds(db)) - before
  return { wallSeconds, ours: (user + system) / 1_000_000, databases }
}

/** Of the server and its children, by proc_pid_stat(5), ticks of 10 ms; 0 without /proc. */
async function databaseSeconds(db: DatabasePool): Promise<number> {
  const [row] = await db.query<{ pid: number }>('select pg_backend_pid() as pid')
  const server = (await stat(row?.pid ?? 0))?.parent
  if (!server) return 0
  const all = await Promise.all((await readdir('/proc')).map((name) => stat(Number(name))))
  const theirs = all.filter((each) => each && (each.parent === server || each.pid === server))
  return theirs.reduce((sum, each) => sum + (each?.ticks ?? 0), 0) / 100
}

async function stat(pid: number) {
  if (!Number.isInteger(pid)) return undefined
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
  const [, parent] = fields
  return { pid, parent, ticks: (fields[11] ?? 0) + (fields[12] ?? 0) }
}

async function parseLines({ file }: Bench): Promise<void> {
  for await (const line of createInterface({ input: createReadStream(file) })) JSON.parse(line)
}

async function post({ port, key }: Bench, file: string): Promise<void> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' }
  const sent = request({ port, method: 'POST', path: '/v1/records', headers, agent: false })
  const answered = once(sent, 'response')
  await pipeline(createReadStream(file), sent)
  const [response] = await answered
  let text = ''
  for await (const chunk of response) text += chunk
  const { rejected } = JSON.parse(text)
  if (response.statusCode !== 200 || rejected > 0) throw new Error(text.slice(0, 300))
}

async function prepareCopy(db: DatabasePool): Promise<string> {
  await db.query('drop table if exists record_copy')
  await db.query('create table record_copy (like record including all)')
  const [row] = await db.query<{ path: string }>(
    `select current_setting('data_directory') || '/bench.copy' as path`,
  )
  const path = row?.path ?? ''
  await db.query(`copy record to '${path}'`)
  return path
}

async function empty(db: DatabasePool): Promise<void> {
  for (const table of ['record', 'superseded_record', 'record_batch', 'job']) {
    await db.query(`truncate ${table}`)
  }
  await db.query('checkpoint')
}

interface Best {
  readonly wall: number
  readonly cpu: number
}

function tell(name: string, count: number, runs: readonly Measured[]): Best {
  const least = (of: (run: Measured) => number) => Math.min(...runs.map(of))
  const wall = least(({ wallSeconds }) => wallSeconds)
  const micro = (seconds: number) => ((seconds / count) * 1e6).toFixed(1).padStart(6)
  const ours = micro(least((run) => run.ours))
  const databases = micro(least((run) => run.databases))
  const rate = Math.round(count / wall).toLocaleString('en')
  console.log(
    `${name.padEnd(22)}${rate.padStart(10)} records/s  CPU µs a record: ` +
      `${ours} Node, ${databases} PostgreSQL`,
  )
  return { wall, cpu: least((run) => run.ours + run.databases) }
}

function ratio(name: string, slow: Best, fast: Best): void {
  const told = (of: (each: Best) => number) => `1/${(of(slow) / of(fast)).toFixed(1)}`
  console.log(`${name}: ${told(({ wall }) => wall)} by the clock, ${told(({ cpu }) => cpu)} by CPU`)
}

async function run(bench: Bench, count: number): Promise<void> {
  const runs = {
    parsed: [] as Measured[],
    copied: [] as Measured[],
    posted: [] as Measured[],
    again: [] as Measured[],
    corrected: [] as Measured[],
  }
  for (let round = 0; round < Number(values.runs); round++) {
    await empty(bench.db)
    runs.parsed.push(await measured(bench.db, () => parseLines(bench)))
    runs.posted.push(await measured(bench.db, () => post(bench, bench.file)))
    const path = await prepareCopy(bench.db)
    await bench.db.query('checkpoint')
    const copy = async () => {
      await bench.db.query(`copy record_copy from '${path}'`)
    }
    runs.copied.push(await measured(bench.db, copy))
    runs.again.push(await measured(bench.db, () => post(bench, bench.file)))
    runs.corrected.push(await measured(bench.db, () => post(bench, bench.corrections)))
  }
  const parsed = tell('JSON.parse by line', count, runs.parsed)
  const copied = tell('COPY, same rows', count, runs.copied)
  const posted = tell('POST /v1/records', count, runs.posted)
  tell('all duplicates', count, runs.again)
  tell('mostly corrections', count, runs.corrected)
  ratio('POST to JSON.parse', posted, parsed)
  ratio('POST to COPY', posted, copied)
}

const folder = mkdtempSync(join(tmpdir(), 'tare-bench-'))
await chmod(folder, 0o711)
const server = await startEmbeddedPostgres({
  dataDirectory: join(folder, 'data'),
  durable: true,
  report: console.log,
})
try {
  const file = join(folder, 'records.ndjson')
  const corrections = join(folder, 'corrections.ndjson')
  const count = await writeRecords(file, Number(values.records))
  await writeRecords(corrections, Number(values.records), 8)
  console.log(`${count} records, ${(statSync(file).size / 1_000_000).toFixed(1)} MB`)
  await ensureDatabase(server, 'bench')
  await migrate(server.url('bench'))
  const db = openDatabase(server.url('bench'))
  const metrics = createMetrics()
  const http = await createHttp({ logger: createLogger('warn'), metrics })
  installAccess(http, { db, clock: systemClock })
  intakeRoutes(http, { db, clock: systemClock, metrics, uploadLimits: { waitingBatches: 1e9 } })
  await http.listen({ port: 0, host: '127.0.0.1' })
  const { port } = http.server.address() as AddressInfo
  const key = await openMarketplaceKey(db, 'bench', systemClock())
  await run({ db, port, key, file, corrections }, count)
  const peak = process.resourceUsage().maxRSS / 1_024
  console.log(`peak of this process, sender and server: ${peak.toFixed(0)} MB`)
  await http.close()
  await db.close()
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
