// Who PostgreSQL runs as. It refuses to be root, so under root another user must reach its files.
import { chmod, chown, mkdir, readFile, realpath, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

export interface SystemUser {
  readonly uid: number
  readonly gid: number
}

/** Folders and user of one server. */
export interface ServerHome {
  /** Settings, log, lock, and below it everything else. */
  readonly folder: string
  /** The user to run as; undefined: the one who runs Tare. */
  readonly user: SystemUser | undefined
}

/** What Debian, Fedora and Alpine call `nobody`; used where /etc/passwd does not say. */
const NOBODY: SystemUser = { uid: 65534, gid: 65534 }

export function isRoot(): boolean {
  return process.getuid?.() === 0
}

/** The user for a server that root starts: the owner of its data, or else `nobody`. */
export async function serverUser(cluster: string): Promise<SystemUser> {
  const owner = await stat(cluster).catch(() => undefined)
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '')
  const [, uid, gid] = /^nobody:[^:]*:(\d+):(\d+):/m.exec(passwd) ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : NOBODY
}

/** Whether the user may read `path` and pass through every folder above it. */
export async function mayRead(path: string, user: SystemUser): Promise<boolean> {
  const real = await realpath(path)
  return (await isAllowed(real, user, 'read')) && (await mayPass(dirname(real), user))
}

/** Whether the user may pass through `folder` and every folder above it. */
export async function mayPass(folder: string, user: SystemUser): Promise<boolean> {
  for (let at = await realpath(folder); ; at = dirname(at)) {
    if (!(await isAllowed(at, user, 'pass'))) return false
    if (at === dirname(at)) return true
  }
}

/** By the permission bits alone: an access list can only make the answer more careful. */
async function isAllowed(path: string, user: SystemUser, act: 'read' | 'pass'): Promise<boolean> {
  const found = await stat(path)
  const read = found.isDirectory() ? 0o5 : 0o4
  const needed = act === 'pass' ? 0o1 : read
  const shift = found.uid === user.uid ? 6 : found.gid === user.gid ? 3 : 0
  return ((found.mode >> shift) & needed) === needed
}

/** Hands a file or folder to the user of the server. */
export async function giveTo(path: string, user: SystemUser | undefined): Promise<string> {
  if (user) await chown(path, user.uid, user.gid)
  return path
}

/** Made where it is missing, with this mode whatever the umask. */
export async function makeFolder(path: string, mode: number): Promise<void> {
  if (await mkdir(path, { recursive: true })) await chmod(path, mode)
}
