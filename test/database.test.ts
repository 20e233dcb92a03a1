// What every database test stands on: databases of their own, migrated, and gone afterwards.
import pg from 'pg'
import { expect, test } from 'vitest'
import { freshDatabase } from './database.ts'

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

test('two databases made at the same time are migrated and know nothing of each other', async () => {
  const [one, two] = await Promise.all([freshDatabase(), freshDatabase()])
  const migrations = 'select count(*)::int as n from tare_migration'
  expect(await ask(one.url, migrations)).toEqual(await ask(two.url, migrations))
  await ask(one.url, 'create table only_here (id int)')
  await expect(ask(two.url, 'select from only_here')).rejects.toThrow('does not exist')
  await Promise.all([one.drop(), two.drop()])
})

test('a dropped database is gone even while somebody is connected', async () => {
  const database = await freshDatabase()
  const client = new pg.Client({ connectionString: database.url })
  client.on('error', () => {})
  await client.connect()
  await database.drop()
  await expect(ask(database.url, 'select 1')).rejects.toThrow('does not exist')
  await client.end().catch(() => {})
})
