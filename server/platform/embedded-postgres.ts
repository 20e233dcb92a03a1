// The PostgreSQL that Tare carries: made in the data folder, started and stopped with Tare.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { lockDataFolder } from './data-folder-lock.ts'
import { findBinaries, placeBinaries } from './embedded-postgres-binaries.ts'
import { openCluster } from './embedded-postgres-cluster.ts'
import { openHome } from './embedded-postgres-home.ts'
import { launchServer, type ServerPlace, type ServerProcess } from './embedded-postgres-process.ts'
import { databaseUrl, type ServerAddress, writeSettings } from './embedded-postgres-settings.ts'
import { endWithTare } from './embedded-postgres-signals.ts'
import { makeSocketFolder, removeSocket } from './embedded-postgres-socket.ts'
import type { ServerHome } from './embedded-postgres-user.ts'

export interface EmbeddedPostgresOptions {
  /** Tare's data folder; made where it is missing. */
  readonly dataDirectory: string
  /** False for tests only: nothing waits for the disk, a crash of the machine loses everything. */
  readonly durable: boolean
  /** Hears, in whole sentences, what takes longer than a moment or is worth knowing. */
  readonly report: (text: string) => void
}

export interface EmbeddedPostgres {
  /** The address of a database on this server, for the owner of everything. */
  url(databaseName: string): string
  /** Resolves, saying how, where the server ends although nobody called `stop`. */
  readonly failed: Promise<string>
  /** Stops the server and waits until it has ended. A second call waits for the same. */
  stop(): Promise<void>
}

/** Processes of a killed server may hold its shared memory for a moment. */
const MEMORY_TRIES = 60
const MEMORY_WAIT_MS = 500

/**
 * Starts the server of a data folder. Throws `CannotStart`, saying what to do, where another Tare
 * has the folder, where this platform has no binaries, or where the data is of another version.
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const found = await findBinaries()
  const home = await openHome(options.dataDirectory, options.report)
  const lock = await lockDataFolder(home.folder, options.dataDirectory)
  try {
    const binaries = await placeBinaries(found, home.folder, home.user)
    const place = await openCluster({ ...options, home, binaries })
    const address = await chooseAddress(home)
    await writeSettings({ ...place, address, durable: options.durable })
    const server = await launchPatiently(place, options.report)
    return handle(server, address, async () => {
      if (address.kind === 'socket') await removeSocket(home.folder, address.folder)
      await lock.release()
    })
  } catch (error) {
    await lock.release()
    throw error
  }
}

/** Makes the database where the server has none of this name. */
export async function ensureDatabase(server: EmbeddedPostgres, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.url('postgres') })
  await client.connect()
  try {
    const found = await client.query('select from pg_database where datname = $1', [name])
    if (found.rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
}

function handle(
  server: ServerProcess,
  address: ServerAddress,
  tidyUp: () => Promise<void>,
): EmbeddedPostgres {
  let stopping: Promise<void> | undefined
  const stop = async () => {
    await server.stop()
    forget()
    await tidyUp()
  }
  const stopOnce = () => {
    stopping ??= stop()
    return stopping
  }
  const forget = endWithTare({ stop: stopOnce, interrupt: server.interrupt })
  const failed = new Promise<string>((resolve) => {
    void server.ended.then((how) => stopping === undefined && resolve(`PostgreSQL ${how}`))
  })
  return { url: (databaseName) => databaseUrl(address, databaseName), failed, stop: stopOnce }
}

async function launchPatiently(
  place: ServerPlace,
  report: (text: string) => void,
): Promise<ServerProcess> {
  for (let tries = 1; ; tries++) {
    try {
      return await launchServer(place, report)
    } catch (error) {
      const isHeld = (error as Error).message.includes('shared memory block')
      if (!isHeld || tries === MEMORY_TRIES) throw error
      await wait(MEMORY_WAIT_MS)
    }
  }
}

async function chooseAddress(home: ServerHome): Promise<ServerAddress> {
  if (process.platform !== 'win32') return { kind: 'socket', folder: await makeSocketFolder(home) }
  const password = await readFile(join(home.folder, 'password'), 'utf8')
  return { kind: 'loopback', port: await freePort(), password }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
