// The database this process works on: the operator's by DATABASE_URL, else the one Tare carries.
import { CannotStart } from './cannot-start.ts'
import type { Config } from './config.ts'
import { type DatabasePool, openDatabase } from './database.ts'
import { ensureDatabase, startEmbeddedPostgres } from './embedded-postgres.ts'
import { migrate } from './migrate.ts'

export interface Store {
  readonly db: DatabasePool
  readonly url: string
  /** Resolves, saying how, where the carried server ends although nobody stopped it. */
  readonly failed: Promise<string>
  close(): Promise<void>
  /** Ends without waiting for open transactions: they are rolled back. The process ends next. */
  abandon(): Promise<void>
}

const NAME = 'tare'

async function atUrl(url: string): Promise<Store> {
  const db = openDatabase(url)
  try {
    await db.query('select 1')
  } catch (error) {
    await db.close()
    const reason = error instanceof Error ? error.message : String(error)
    throw new CannotStart(`The database at DATABASE_URL does not answer: ${reason}`)
  }
  const failed = new Promise<string>(() => {})
  return { db, url, failed, close: () => db.close(), abandon: async () => {} }
}

async function carried(config: Config, report: (text: string) => void): Promise<Store> {
  const server = await startEmbeddedPostgres({
    dataDirectory: config.dataDirectory,
    durable: true,
    report,
  })
  await ensureDatabase(server, NAME)
  const url = server.url(NAME)
  const db = openDatabase(url)
  const close = async () => {
    await db.close()
    await server.stop()
  }
  return { db, url, failed: server.failed, close, abandon: () => server.stop() }
}

/** Opens the database and brings it to the newest schema. Throws `CannotStart` with what to do. */
export async function openStore(config: Config, report: (text: string) => void): Promise<Store> {
  const store = config.databaseUrl ? await atUrl(config.databaseUrl) : await carried(config, report)
  try {
    await migrate(store.url)
  } catch (error) {
    await store.close()
    throw error
  }
  return store
}
