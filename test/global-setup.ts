// One database server for a whole test run, with one migrated template that every test file copies.
import { readdir, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '../server/platform/embedded-postgres.ts'
import { migrate } from '../server/platform/migrate.ts'
import { isAlive } from '../server/platform/process-identity.ts'
import { makeTemporaryFolder, temporaryRoot } from './temporary-folder.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The address of a database on the test server, for a role that may make databases. */
    databaseServerUrl: string
    /** The migrated database to copy. */
    templateDatabase: string
    /** Why it could not be migrated; empty where it was. Tests without a database still run. */
    templateProblem: string
  }
}

interface TestServer {
  /** The address of one database on the server. */
  url(databaseName: string): string
  stop(): Promise<void>
}

/** Called by vitest once a run and project; what it answers is called at the end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await openServer(process.env.TARE_TEST_DATABASE_URL)
  // On a server of the developer's two runs at once must not share a template.
  const template = `tare_template_${process.pid}_${project.name || 'all'}`
  await onServer(server, `drop database if exists ${template}`)
  await onServer(server, `create database ${template}`)
  project.provide('templateProblem', await problemOf(migrate(server.url(template))))
  project.provide('databaseServerUrl', server.url('postgres'))
  project.provide('templateDatabase', template)
  return async () => {
    await onServer(server, `drop database ${template} with (force)`)
    await server.stop()
  }
}

async function openServer(givenUrl: string | undefined): Promise<TestServer> {
  if (givenUrl) {
    return {
      url: (databaseName) => {
        const url = new URL(givenUrl)
        url.pathname = `/${databaseName}`
        return url.href
      },
      stop: async () => {},
    }
  }
  await sweepKilledRuns()
  const folder = await makeTemporaryFolder(`tare-test-${process.pid}-`)
  const server = await startEmbeddedPostgres({
    dataDirectory: folder,
    durable: false,
    report: () => {},
  })
  return {
    url: server.url,
    stop: async () => {
      await server.stop()
      await removeServer(folder)
    },
  }
}

/** A test run that was killed leaves its server behind: a start on its folder cleans up. */
async function sweepKilledRuns(): Promise<void> {
  const root = await temporaryRoot()
  for (const name of await readdir(root)) {
    const pid = Number(/^tare-test-(\d+)-/.exec(name)?.[1])
    if (!pid || isAlive(pid)) continue
    const dataDirectory = join(root, name)
    try {
      const server = await startEmbeddedPostgres({
        dataDirectory,
        durable: false,
        report: () => {},
      })
      await server.stop()
      await removeServer(dataDirectory)
    } catch {
      // Another user's, or being swept by another run: not ours to remove.
    }
  }
}

async function removeServer(folder: string): Promise<void> {
  const home = await realpath(join(folder, 'postgres'))
  await rm(home, { recursive: true, force: true })
  await rm(folder, { recursive: true, force: true })
}

async function problemOf(work: Promise<void>): Promise<string> {
  try {
    await work
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

async function onServer(server: TestServer, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.url('postgres') })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
