// Where the databases of tests lie: in memory where there is room, for there a copy takes 15 ms of
// work and on a disk ten times that.
import { chmod, mkdtemp, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const MEMORY = '/dev/shm'
/** A whole run needs about one; containers often give no more than 64 MB, and others use it too. */
const ROOM_BYTES = 4 * 1024 ** 3

/** The folder to make folders in. */
export async function temporaryRoot(): Promise<string> {
  try {
    const { bavail, bsize } = await statfs(MEMORY)
    return bavail * bsize >= ROOM_BYTES ? MEMORY : tmpdir()
  } catch {
    return tmpdir()
  }
}

/** Makes a folder that the database server, which under root is another user, can pass through. */
export async function makeTemporaryFolder(prefix: string): Promise<string> {
  const folder = await mkdtemp(join(await temporaryRoot(), prefix))
  await chmod(folder, 0o711)
  return folder
}
