// How the embedded server is set: for one desk on one machine, reached by its owner alone.
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export type ServerAddress =
  | { readonly kind: 'socket'; readonly folder: string }
  | { readonly kind: 'loopback'; readonly port: number; readonly password: string }

interface ServerSettings {
  readonly home: string
  readonly cluster: string
  readonly address: ServerAddress
  readonly durable: boolean
}

/** The one role, and owner of everything. */
export const ROLE = 'tare'
/** Part of a socket's name only: nothing listens on the network. */
export const SOCKET_PORT = 5432

const DESK = {
  max_connections: 100,
  shared_buffers: '256MB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  wal_compression: 'on',
  // Solid-state disks: the default of 4 steers plans away from indexes.
  random_page_cost: 1.1,
  // Compiling a plan takes longer than most of ours run.
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  log_line_prefix: '%m [%p] ',
  // Values of a failed statement are people's data, and this log is not erased with them.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length_on_error: 0,
} as const

/** For tests only: a crash of the machine may destroy everything. */
const FORGETFUL = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_wal_size: '256MB',
  wal_level: 'minimal',
  max_wal_senders: 0,
} as const

/** Writes the settings into the home; they are made anew at every start. */
export async function writeSettings(settings: ServerSettings): Promise<void> {
  const lines = [
    '# Written by Tare at every start. Put your own settings into own.conf, beside this file.',
    ...Object.entries(valuesOf(settings)).map(([name, value]) => `${name} = ${quote(value)}`),
    "include 'own.conf'",
  ]
  await replaceFile(join(settings.home, 'postgresql.conf'), lines)
  await replaceFile(join(settings.home, 'pg_hba.conf'), [whoMayEnter(settings.address)])
  await writeFile(join(settings.home, 'own.conf'), '', { flag: 'wx', mode: 0o644 }).catch(() => {})
  // Without this file the server complains at each start.
  await replaceFile(join(settings.home, 'pg_ident.conf'), [])
}

/** The address of one database, as `pg` and libpq read it, whatever PG… variables are set. */
export function databaseUrl(address: ServerAddress, databaseName: string): string {
  const name = encodeURIComponent(databaseName)
  if (address.kind === 'loopback') {
    const { port, password } = address
    return `postgresql://${ROLE}:${password}@127.0.0.1:${port}/${name}?sslmode=disable`
  }
  const host = encodeURIComponent(address.folder)
  return `postgresql://${ROLE}@localhost:${SOCKET_PORT}/${name}?host=${host}&sslmode=disable`
}

function valuesOf(settings: ServerSettings): Record<string, string | number> {
  return {
    data_directory: settings.cluster,
    ...listening(settings.address),
    ...DESK,
    ...(settings.durable ? {} : FORGETFUL),
  }
}

function listening(address: ServerAddress): Record<string, string | number> {
  if (address.kind === 'loopback') {
    return { listen_addresses: '127.0.0.1', port: address.port, unix_socket_directories: '' }
  }
  return {
    listen_addresses: '',
    port: SOCKET_PORT,
    // A list of folders: the inner quotes keep a comma in a folder's name out of it.
    unix_socket_directories: `"${address.folder.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
  }
}

function whoMayEnter(address: ServerAddress): string {
  // The folder of the socket is closed to others, which is what says who one is.
  if (address.kind === 'socket') return 'local all all trust'
  return 'host all all 127.0.0.1/32 scram-sha-256'
}

function quote(value: string | number): string {
  return `'${String(value).replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}

async function replaceFile(path: string, lines: readonly string[]): Promise<void> {
  await writeFile(`${path}.new`, `${lines.join('\n')}\n`, { mode: 0o644 })
  await rename(`${path}.new`, path)
}
