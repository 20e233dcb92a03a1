// Where the embedded server keeps its things: in the data folder, or where its user can reach it.
import {
  chmod,
  lstat,
  mkdtemp,
  readdir,
  realpath,
  symlink,
  unlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { CannotStart } from './cannot-start.ts'
import { makeDataFolder } from './data-folder-lock.ts'
import {
  isRoot,
  makeFolder,
  mayPass,
  mayRead,
  type ServerHome,
  type SystemUser,
  serverUser,
} from './embedded-postgres-user.ts'

/**
 * Finds or makes the home of the server that belongs to `dataDirectory`. The way in is always
 * `<dataDirectory>/postgres`: a folder, or (under root, where the server's user cannot pass) a
 * link to a system folder.
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

/** The name of the database folder in a home, as `cluster-18`. */
export async function clusterName(folder: string): Promise<string | undefined> {
  return (await readdir(folder)).find((name) => /^cluster-\d+$/.test(name))
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
  for (const parent of ['/var/lib', '/var/tmp', tmpdir()]) {
    const folder = await makeSystemFolder(parent, user)
    if (!folder) continue
    // For whoever wonders, long after the data folder was removed, whose this was.
    await writeFile(join(folder, 'data-folder'), `${dataFolder}\n`)
    await symlink(folder, entrance)
    return folder
  }
  throw new CannotStart(
    `PostgreSQL may not run as root, and user ${user.uid} cannot enter ${dataFolder}. Let it ` +
      'pass (chmod o+x on the folders above), or give another folder: TARE_DATA_DIR=/srv/tare',
  )
}

/**
 * Of a new name each time: a data folder that is moved keeps its database through the link, and one
 * that is made anew where another was never meets the database of the other.
 */
async function makeSystemFolder(parent: string, user: SystemUser): Promise<string | undefined> {
  try {
    if (!(await mayPass(parent, user))) return undefined
    const folder = await mkdtemp(join(parent, 'tare-'))
    await chmod(folder, 0o755)
    return folder
  } catch {
    return undefined
  }
}
