// Brings a database to the newest schema: numbered SQL files, each once, in one transaction.
import { fileURLToPath } from 'node:url'
import { runner } from 'node-pg-migrate'

const FOLDER = fileURLToPath(new URL('../migrations', import.meta.url))

/** Applies every migration that is missing. Two processes at once are safe: one waits. */
export async function migrate(databaseUrl: string): Promise<void> {
  await runner({
    databaseUrl,
    dir: FOLDER,
    direction: 'up',
    migrationsTable: 'tare_migration',
    checkOrder: true,
    singleTransaction: true,
    log: () => {},
  })
}
