// Where the embedded server keeps its things: in the data folder, or where its user can reach it.
import { createHash } from 'node:crypto'
import {
  chmod,
  chown,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  realpath,
  rmdir,
  symlink,
  unlink,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { CannotStart } from './cannot-start.ts'
import { makeDataFolder } from './data-folder-lock.ts'
import { isRoot, mayPass, mayRead, type SystemUser, serverUser } from './embedded-postgres-user.ts'

/** Folders and user of one server. */
export interface ServerHome {
  /** Settings, log, lock, and below it everything else. */
  readonly folder: string
  /** The user to run as; undefined: the one who runs Tare. */
  readonly user: SystemUser | undefined
}

/** A path of a Unix socket must fit into sun_path: 104 bytes on macOS, 108 elsewhere, less one. */
const LONGEST_SOCKET_BYTES = process.platform === 'darwin' ? 103 : 107
const SOCKET = '.s.PGSQL.5432'
const SHORT_PREFIX = 'tare-socket-'

/**
 * Finds or makes the home of the server that belongs to `dataDirectory`. The way in is always
 * `<dataDirectory>/postgres`: a folder, or (under root, where the server's user cannot pass) a
 * link to a system folder named for the data folder, so that the next start finds it again.
 */
export async function openHome(
  dataDirectory: string,
  report: (text: string) => void,
): Promise<ServerHome> {
  const dataFolder = await realpath(await makeDataFolder(dataDirectory))
  const entrance = join(dataFolder, 'postgres')
  if (!isRoot()) {
    await makeFolder(entrance, 0o700)
    return { folder: await realpath(entrance), user: undefined }
  }
  const folder = (await followEntrance(entrance)) ?? (await makeHome(dataFolder, entrance))
  const user = await serverUser(join(folder, (await clusterName(folder)) ?? ''))
  if (!(await mayRead(folder, user))) {
    throw new CannotStart(
      `PostgreSQL may not run as root, and user ${user.uid}, whose the database is, cannot enter ` +
        `${folder}. Let it pass: chmod o+x on this folder and on each folder above it.`,
    )
  }
  if (dirname(folder) !== dataFolder) {
    report(`The database is kept in ${folder}: its server may not be root, nor enter ${dataFolder}`)
  }
  return { folder, user }
}

/** A folder for the socket that only its owner may enter, short enough for the system. */
export async function makeSocketFolder(home: ServerHome): Promise<string> {
  const own = join(home.folder, 'socket')
  if (Buffer.byteLength(join(own, SOCKET)) <= LONGEST_SOCKET_BYTES) {
    await makeFolder(own, 0o700)
    return giveTo(own, home.user)
  }
  for (const parent of new Set([tmpdir(), '/tmp'])) {
    const isShort = Buffer.byteLength(parent) + SHORT_PREFIX.length + 22 <= LONGEST_SOCKET_BYTES
    if (!isShort || (home.user && !(await mayPass(parent, home.user)))) continue
    return giveTo(await mkdtemp(join(parent, SHORT_PREFIX)), home.user)
  }
  throw new CannotStart(`No folder is short enough for a socket: ${own}. Set TMPDIR=/tmp.`)
}

/** Removes what a server left of its socket. A path that is not ours is left alone. */
export async function removeSocket(home: string, folder: string): Promise<void> {
  const isShort = basename(folder).startsWith(SHORT_PREFIX)
  if (!isShort && folder !== join(home, 'socket')) return
  for (const name of [SOCKET, `${SOCKET}.lock`]) await unlink(join(folder, name)).catch(() => {})
  if (isShort) await rmdir(folder).catch(() => {})
}

/** The name of the database folder in a home, as `cluster-18`. */
export async function clusterName(folder: string): Promise<string | undefined> {
  return (await readdir(folder)).find((name) => /^cluster-\d+$/.test(name))
}

/** Hands a file or folder to the user of the server. */
export async function giveTo(path: string, user: SystemUser | undefined): Promise<string> {
  if (user) await chown(path, user.uid, user.gid)
  return path
}

async function followEntrance(entrance: string): Promise<string | undefined> {
  const found = await lstat(entrance).catch(() => undefined)
  if (!found) return undefined
  const folder = await realpath(entrance).catch(() => undefined)
  // The folder behind the link was removed to begin anew: the link goes too.
  if (folder === undefined) await unlink(entrance)
  return folder
}

async function makeHome(dataFolder: string, entrance: string): Promise<string> {
  const user = await serverUser('')
  if (await mayPass(dataFolder, user)) {
    await makeFolder(entrance, 0o755)
    return entrance
  }
  const name = `tare-${createHash('sha256').update(dataFolder).digest('hex').slice(0, 12)}`
  for (const parent of ['/var/lib', '/var/tmp', tmpdir()]) {
    const folder = join(parent, name)
    if (!(await makeSystemFolder(folder, user))) continue
    await symlink(folder, entrance)
    return folder
  }
  throw new CannotStart(
    `PostgreSQL may not run as root, and user ${user.uid} cannot enter ${dataFolder}. Let it ` +
      'pass (chmod o+x on the folders above), or give another folder: TARE_DATA_DIR=/srv/tare',
  )
}

/** Made by root for nobody else to write; one that somebody else made is not used. */
async function makeSystemFolder(folder: string, user: SystemUser): Promise<boolean> {
  try {
    if (!(await mayPass(dirname(folder), user))) return false
    await makeFolder(folder, 0o755)
    const made = await lstat(folder)
    return made.isDirectory() && made.uid === 0 && (made.mode & 0o022) === 0
  } catch {
    return false
  }
}

/** Made where it is missing, with this mode whatever the umask. */
async function makeFolder(path: string, mode: number): Promise<void> {
  if (await mkdir(path, { recursive: true })) await chmod(path, mode)
}
