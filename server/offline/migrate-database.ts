// Brings the database to the newest schema and stops, for those who migrate before they start.
import { readConfig } from '../platform/config.ts'
import { openStore } from '../platform/open-store.ts'

/** Migrates the database that `tare serve` would use. Throws `CannotStart` or `ConfigFault`. */
export async function migrateDatabase(report: (text: string) => void): Promise<void> {
  // Opening a store migrates it.
  const store = await openStore(readConfig(), report)
  await store.close()
}
