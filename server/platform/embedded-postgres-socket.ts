// The Unix socket of the embedded server: in a folder that only its owner may enter.
import { mkdtemp, rmdir, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { CannotStart } from './cannot-start.ts'
import { giveTo, makeFolder, mayPass, type ServerHome } from './embedded-postgres-user.ts'

/** A path of a Unix socket must fit into sun_path: 104 bytes on macOS, 108 elsewhere, less one. */
const LONGEST_SOCKET_BYTES = process.platform === 'darwin' ? 103 : 107
const SOCKET = '.s.PGSQL.5432'
const SHORT_PREFIX = 'tare-socket-'

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
