// A database of its own for a test file: real PostgreSQL, migrated, empty, copied from a template.
import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { inject } from 'vitest'

export interface FreshDatabase {
  readonly url: string
  /** Removes it, whoever is still connected. */
  drop(): Promise<void>
}

/** What PostgreSQL answers while another copy of the template is being made. */
const OBJECT_IN_USE = '55006'
const MOST_TRIES = 100
const TRY_AGAIN_MS = 50

/** Copies the migrated template, in some hundredths of a second: one a file, or one a test. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const problem = inject('templateProblem')
  if (problem) throw new Error(`The migrations in server/migrations do not run: ${problem}`)
  const name = `tare_test_${process.pid}_${randomBytes(6).toString('hex')}`
  await copyTemplate(name)
  const url = new URL(inject('databaseServerUrl'))
  url.pathname = `/${name}`
  return {
    url: url.href,
    drop: () => onServer(`drop database if exists ${name} with (force)`),
  }
}

async function copyTemplate(name: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      // Copied as files: page by page through the log, PostgreSQL's default, is much more work.
      return await onServer(
        `create database ${name} template ${inject('templateDatabase')} strategy file_copy`,
      )
    } catch (error) {
      const isBusy = (error as { code?: string }).code === OBJECT_IN_USE
      if (!isBusy || tries === MOST_TRIES) throw error
      await wait(TRY_AGAIN_MS)
    }
  }
}

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('databaseServerUrl') })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
