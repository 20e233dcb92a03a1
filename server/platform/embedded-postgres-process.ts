// Runs PostgreSQL's programs: one to its end, or the server until it is told to stop.
import { type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { open, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type PostgresBinaries, program } from './embedded-postgres-binaries.ts'
import { endWithTare } from './embedded-postgres-signals.ts'
import type { SystemUser } from './embedded-postgres-user.ts'

/** What the server writes down about itself in its data folder. */
export interface PostmasterFile {
  readonly pid: number
  readonly socketFolder: string
  /** `starting`, `ready`, `stopping` or empty. */
  readonly state: string
}

export async function readPostmasterFile(cluster: string): Promise<PostmasterFile | undefined> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const lines = text.split('\n')
  return {
    pid: Number(lines[0]),
    socketFolder: lines[4] ?? '',
    state: (lines[7] ?? '').trim(),
  }
}

export interface ServerPlace {
  readonly binaries: PostgresBinaries
  readonly home: string
  readonly cluster: string
  readonly user: SystemUser | undefined
}

export interface ServerProcess {
  /** Says what happened, once the server has ended for whatever reason. */
  readonly ended: Promise<string>
  /** Asks for a fast shutdown and returns at once. */
  interrupt(): void
  /** A fast shutdown: rolls back what is open, writes a checkpoint, waits until all is over. */
  stop(): Promise<void>
}

interface SpawnedServer extends ServerProcess {
  readonly pid: number | undefined
}

const LOOK_MS = 10
/** Replaying 2 GB of log after a crash takes minutes on a slow disk. */
const READY_MS = 15 * 60_000
const TELL_MS = 3_000
const LARGEST_LOG_BYTES = 10_000_000
const TAIL_BYTES = 2_000

/** Runs a program to its end; `output` is what it said on both channels. */
export async function runProgram(
  path: string,
  args: readonly string[],
  user: SystemUser | undefined,
): Promise<{ readonly code: number | null; readonly output: string }> {
  const child = spawn(path, args, { ...identity(user), stdio: ['ignore', 'pipe', 'pipe'] })
  const said: Buffer[] = []
  child.stdout?.on('data', (chunk: Buffer) => said.push(chunk))
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk))
  try {
    const [code] = (await once(child, 'close')) as [number | null]
    return { code, output: Buffer.concat(said).toString().trim() }
  } catch (error) {
    return { code: null, output: (error as Error).message }
  }
}

/** Starts the server on the settings in its home. Throws with the end of its log if it dies. */
export async function launchServer(
  place: ServerPlace,
  report: (text: string) => void,
): Promise<ServerProcess> {
  const logPath = join(place.home, 'postgres.log')
  const before = await rotateLog(logPath)
  if (process.platform === 'win32') return launchOnWindows(place, logPath)
  const server = await spawnServer(place, logPath)
  const forget = endWithTare(server)
  try {
    await untilReady(place, server, report)
    return server
  } catch (error) {
    const log = (await readFile(logPath, 'utf8')).slice(before)
    throw new Error(`${(error as Error).message}:\n${log.slice(-TAIL_BYTES)}`)
  } finally {
    forget()
  }
}

async function untilReady(
  place: ServerPlace,
  server: SpawnedServer,
  report: (text: string) => void,
): Promise<void> {
  let endedWith: string | undefined
  void server.ended.then((how) => {
    endedWith = how
  })
  for (let waited = 0; waited < READY_MS; waited += LOOK_MS) {
    if (endedWith !== undefined) throw new Error(`PostgreSQL ${endedWith} while starting`)
    const file = await readPostmasterFile(place.cluster)
    if (file && file.pid === server.pid && file.state === 'ready') return
    if (waited === TELL_MS) report('The database server is replaying what a crash left unsaved')
    await wait(LOOK_MS)
  }
  await server.stop()
  throw new Error('PostgreSQL was not ready in time')
}

async function spawnServer(place: ServerPlace, logPath: string): Promise<SpawnedServer> {
  const log = await open(logPath, 'a', 0o600)
  const child = spawn(program(place.binaries, 'postgres'), ['-D', place.home], {
    ...identity(place.user),
    // In a group of its own: Ctrl-C is for Tare, which finishes its work first.
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  })
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`could not be run (${error.message})`))
    child.once('exit', (code, signal) => resolve(`ended with ${signal ?? `code ${code}`}`))
  })
  await log.close()
  child.unref()
  const isRunning = () =>
    child.pid !== undefined && child.exitCode === null && child.signalCode === null
  return {
    pid: child.pid,
    ended,
    interrupt: () => void (isRunning() && child.kill('SIGINT')),
    stop: async () => {
      if (!isRunning()) return
      child.ref()
      child.kill('SIGINT')
      await ended
    },
  }
}

/** `postgres.exe` refuses an administrator; `pg_ctl` lays the administrator's rights down first. */
async function launchOnWindows(place: ServerPlace, logPath: string): Promise<ServerProcess> {
  const control = program(place.binaries, 'pg_ctl')
  const started = await runProgram(
    control,
    ['start', '-w', '-s', '-D', place.home, '-l', logPath],
    undefined,
  )
  if (started.code !== 0) throw new Error(`PostgreSQL could not be started:\n${started.output}`)
  const stop = ['stop', '-m', 'fast', '-D', place.home]
  return {
    ended: new Promise(() => {}),
    interrupt: () => spawn(control, [...stop, '-W'], { detached: true, stdio: 'ignore' }).unref(),
    stop: async () => {
      await runProgram(control, [...stop, '-w'], undefined)
    },
  }
}

/** No variable of ours (PGDATA, LANG, LD_PRELOAD…) reaches the server, and no folder of ours. */
function identity(user: SystemUser | undefined): SpawnOptions {
  if (process.platform === 'win32') return {}
  return { ...user, cwd: '/', env: { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' } }
}

/** Keeps one old log. Returns where the new part begins. */
async function rotateLog(path: string): Promise<number> {
  const size = (await stat(path).catch(() => undefined))?.size ?? 0
  if (size < LARGEST_LOG_BYTES) return size
  await rename(path, `${path}.1`)
  return 0
}
