// `tare migrate`: brings the database to the newest schema and stops.
import type { Command } from 'commander'
import { tell } from './exit.ts'

export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .description('bring the database to the newest schema, and stop')
    .addHelpText(
      'after',
      '\n"tare serve" does this by itself. The database is that of DATABASE_URL, else the one in the\n' +
        'data folder.\n\nExample:\n  DATABASE_URL=postgres://tare@db/tare tare migrate',
    )
    .action(async () => {
      const { migrateDatabase } = await import('../server/offline/migrate-database.ts')
      await migrateDatabase(tell)
      process.stdout.write('The database has the newest schema.\n')
    })
}
