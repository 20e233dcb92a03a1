// The carried PostgreSQL keeps what was committed, whatever happens to the process that started it.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, cp, mkdir, readdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { makeTemporaryFolder } from '../../test/temporary-folder.ts'
import {
  type EmbeddedPostgres,
  ensureDatabase,
  startEmbeddedPostgres,
} from './embedded-postgres.ts'
import { readPostmasterFile, runProgram } from './embedded-postgres-process.ts'
import { isRoot } from './embedded-postgres-user.ts'
import { isAlive } from './process-identity.ts'

// Each starts a real server, some of them two, and a busy machine starts them slowly.
vi.setConfig({ testTimeout: 60_000 })

const isWindows = process.platform === 'win32'

// Making a database takes longest: it is made once and copied, the copy of a stopped server.
let base: string
let folder: string
let running: EmbeddedPostgres[] = []
let said: string[] = []

const makeFolder = () => makeTemporaryFolder('tare-embedded-')

beforeAll(async () => {
  base = await makeFolder()
  const first = await start(base, true)
  await ensureDatabase(first, 'desk')
  await ensureDatabase(first, 'desk')
  await ask(first.url('desk'), "create table kept as select '空包裹' as word")
  await first.stop()
  await first.stop()
})
afterAll(() => rm(base, { recursive: true, force: true }))

beforeEach(async () => {
  folder = await makeFolder()
  // Not `fs.cp`, which under root would give root what is the server's.
  if (isWindows) await cp(base, folder, { recursive: true })
  else await runProgram('/bin/cp', ['-a', `${base}/.`, folder], undefined)
  said = []
})

afterEach(async () => {
  for (const server of running) await server.stop()
  running = []
  await rm(folder, { recursive: true, force: true })
})

async function start(dataDirectory = folder, durable = false): Promise<EmbeddedPostgres> {
  const report = (text: string) => void said.push(text)
  const server = await startEmbeddedPostgres({ dataDirectory, durable, report })
  running.push(server)
  return server
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** A real process that starts a server, commits a row, says so, and then only waits. */
async function startOwner(dataDirectory: string): Promise<ChildProcess> {
  const module = new URL('./embedded-postgres.ts', import.meta.url).href
  const code = `
    import pg from 'pg'
    const { startEmbeddedPostgres } = await import(${JSON.stringify(module)})
    const server = await startEmbeddedPostgres({
      dataDirectory: ${JSON.stringify(dataDirectory)}, durable: true, report: () => {} })
    const client = new pg.Client({ connectionString: server.url('postgres') })
    client.on('error', () => {})
    await client.connect()
    await client.query('create table said (word text)')
    await client.query("insert into said values ('acknowledged')")
    await client.query('begin')
    await client.query("insert into said values ('never committed')")
    console.log('committed')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (child.stdout) await once(child.stdout, 'data')
  return child
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

function clusterOf(dataDirectory: string): string {
  return join(dataDirectory, 'postgres', 'cluster-18')
}

test('what was committed is there after a stop and a second start', async () => {
  expect(await readPostmasterFile(clusterOf(folder))).toBeUndefined()
  const second = await start(folder, true)
  expect(await ask(second.url('desk'), 'select word from kept')).toEqual([{ word: '空包裹' }])
})

test('a running server waits for the disk, is closed to others, and refuses a second', async () => {
  const server = await start(folder, true)
  await expect(start()).rejects.toThrow(`process ${process.pid}`)
  const sql = `select current_setting('fsync') as waits, current_setting('TimeZone') as zone,
    lower('ÄÖ') as low, 'Z' < 'a' as by_code_point`
  expect(await ask(server.url('postgres'), sql)).toEqual([
    { waits: 'on', zone: 'UTC', low: 'äö', by_code_point: true },
  ])
  if (isWindows) return
  expect((await stat(join(folder, 'postgres', 'socket'))).mode & 0o077).toBe(0)
  expect(await ask(server.url('postgres'), 'show listen_addresses')).toEqual([
    { listen_addresses: '' },
  ])
})

test.skipIf(isWindows)(
  'a folder with a long, odd name gets a short socket that is removed',
  async () => {
    const odd = join(folder, `it's "here", 空${'x'.repeat(90)}`)
    await mkdir(odd, { mode: 0o711 })
    await rename(join(folder, 'postgres'), join(odd, 'postgres'))
    const server = await start(odd)
    const socket = new URL(server.url('postgres')).searchParams.get('host') ?? ''
    expect(socket).not.toContain(folder)
    expect(await ask(server.url('postgres'), 'select 1 as one')).toEqual([{ one: 1 }])
    await server.stop()
    await expect(stat(socket)).rejects.toThrow('ENOENT')
  },
)

test('after kill -9 of its owner the next start finds every committed row, within seconds', async () => {
  const owner = await startOwner(folder)
  await end(owner, 'SIGKILL')
  const orphan = await readPostmasterFile(clusterOf(folder))
  expect(isAlive(orphan?.pid ?? 0)).toBe(true)
  const begun = performance.now()
  const server = await start(folder, true)
  expect(performance.now() - begun).toBeLessThan(10_000)
  expect(said.join()).toContain('An earlier Tare was killed')
  expect(isAlive(orphan?.pid ?? 0)).toBe(false)
  expect(await ask(server.url('postgres'), 'select word from said')).toEqual([
    { word: 'acknowledged' },
  ])
})

test.skipIf(isWindows)(
  'after kill -9 of owner and server the next start finds every committed row',
  async () => {
    const owner = await startOwner(folder)
    const server = await readPostmasterFile(clusterOf(folder))
    await end(owner, 'SIGKILL')
    process.kill(server?.pid ?? 0, 'SIGKILL')
    const next = await start(folder, true)
    expect(await ask(next.url('postgres'), 'select word from said')).toEqual([
      { word: 'acknowledged' },
    ])
  },
)

test.skipIf(isWindows).each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  'the server ends with an owner that %s ends',
  async (signal) => {
    const owner = await startOwner(folder)
    const server = await readPostmasterFile(clusterOf(folder))
    await end(owner, signal)
    expect(owner.signalCode).toBe(signal)
    expect(isAlive(server?.pid ?? 0)).toBe(false)
    expect(await readPostmasterFile(clusterOf(folder))).toBeUndefined()
  },
)

test('a server that dies by itself is told of', async () => {
  const server = await start()
  const found = await readPostmasterFile(clusterOf(folder))
  process.kill(found?.pid ?? 0, 'SIGQUIT')
  expect(await server.failed).toContain('PostgreSQL ended')
})

test('a database that was half made when the power went is made anew', async () => {
  const half = join(folder, 'postgres', 'new-cluster')
  await rename(clusterOf(folder), half)
  await rm(join(half, 'global'), { recursive: true })
  const server = await start()
  expect(await ask(server.url('postgres'), 'select 1 as one')).toEqual([{ one: 1 }])
  expect(await readdir(join(folder, 'postgres'))).not.toContain('new-cluster')
})

test('a database of another version is left alone, with a word of why', async () => {
  await rename(clusterOf(folder), join(folder, 'postgres', 'cluster-17'))
  await expect(start()).rejects.toThrow('of another PostgreSQL than the 18')
})

test('settings of the operator count over those of Tare', async () => {
  await writeFile(join(folder, 'postgres', 'own.conf'), 'work_mem = 7MB\n')
  const server = await start()
  expect(await ask(server.url('postgres'), 'show work_mem')).toEqual([{ work_mem: '7MB' }])
})

test.runIf(isRoot())(
  'root below a folder that only root may enter keeps its database in a system folder',
  async () => {
    await chmod(folder, 0o700)
    const first = await start(join(folder, 'data'))
    const home = await realpath(join(folder, 'data', 'postgres'))
    try {
      expect(said.join()).toContain(`The database is kept in ${home}`)
      await ask(first.url('postgres'), 'create table kept ()')
      await first.stop()
      await rename(join(folder, 'data'), join(folder, 'moved'))
      const anew = await start(join(folder, 'data'))
      await expect(ask(anew.url('postgres'), 'select from kept')).rejects.toThrow('does not exist')
      await anew.stop()
      await rm(await realpath(join(folder, 'data', 'postgres')), { recursive: true })
      const moved = await start(join(folder, 'moved'))
      expect(await ask(moved.url('postgres'), 'select from kept')).toEqual([])
      await moved.stop()
    } finally {
      await rm(home, { recursive: true, force: true })
    }
  },
)

test.runIf(isRoot())(
  'root whose database can no longer be reached is told how to mend it',
  async () => {
    await chmod(folder, 0o700)
    await expect(start()).rejects.toThrow('chmod o+x')
  },
)
