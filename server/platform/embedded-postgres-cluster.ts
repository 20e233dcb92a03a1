// The database folder of the embedded server: made once, of one major version, held by one server.
import { mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CannotStart } from './cannot-start.ts'
import { type PostgresBinaries, program } from './embedded-postgres-binaries.ts'
import { clusterName } from './embedded-postgres-home.ts'
import { stopLeftover } from './embedded-postgres-leftover.ts'
import { runProgram, type ServerPlace } from './embedded-postgres-process.ts'
import { ROLE } from './embedded-postgres-settings.ts'
import { giveTo, type ServerHome } from './embedded-postgres-user.ts'
import { newSecret } from './random.ts'

interface OpenCluster {
  readonly home: ServerHome
  readonly binaries: PostgresBinaries
  readonly durable: boolean
  readonly report: (text: string) => void
}

/** The database folder, free of any other process, made where there is none. */
export async function openCluster(options: OpenCluster): Promise<ServerPlace> {
  const { binaries, report } = options
  const { folder, user } = options.home
  const major = binaries.version.split('.')[0]
  const place = { binaries, home: folder, user, cluster: join(folder, `cluster-${major}`) }
  if (await stat(place.cluster).catch(() => undefined)) {
    await stopLeftover(place.cluster, report)
    return place
  }
  const other = await clusterName(folder)
  if (other !== undefined) {
    throw new CannotStart(
      `The database in ${join(folder, other)} is of another PostgreSQL than the ${major} that ` +
        'this Tare brings. Go back to the earlier Tare, or move the data over.',
    )
  }
  report(`Making a database with PostgreSQL ${major} in ${folder} (once)`)
  await makeCluster(place, options.durable)
  return place
}

/** Made under another name first, so that a half-made database is never taken for a whole one. */
async function makeCluster(place: ServerPlace, durable: boolean): Promise<void> {
  const fresh = join(place.home, 'new-cluster')
  await rm(fresh, { recursive: true, force: true })
  await mkdir(fresh, { mode: 0o700 })
  await giveTo(fresh, place.user)
  const password = process.platform === 'win32' ? await makePassword(place.home) : undefined
  const made = await runProgram(
    program(place.binaries, 'initdb'),
    [
      ...['-D', fresh, '-U', ROLE, '-E', 'UTF8', '--no-instructions'],
      // Sorted by code point and understood the same way on every machine, whatever its libc.
      ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ...(password ? ['--auth=scram-sha-256', `--pwfile=${password}`] : ['--auth=trust']),
      // Otherwise it ends with one pass that writes every file down for good.
      ...(durable ? [] : ['--no-sync']),
    ],
    place.user,
  )
  if (made.code !== 0) throw new Error(`PostgreSQL could not make a database:\n${made.output}`)
  await rename(fresh, place.cluster)
  if (durable && process.platform !== 'win32') await syncFolder(place.home)
}

async function makePassword(home: string): Promise<string> {
  const path = join(home, 'password')
  if (!(await stat(path).catch(() => undefined))) {
    await writeFile(path, newSecret(), { mode: 0o600 })
  }
  return path
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  await folder.sync()
  await folder.close()
}
