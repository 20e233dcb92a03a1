// One Tare a data folder: a second process is refused, a lock that a crash left is taken over.
import { chmod, link, mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { CannotStart } from './cannot-start.ts'
import { lifeOf, type ProcessIdentity, thisProcess } from './process-identity.ts'
import { newSecret } from './random.ts'

export interface DataFolderLock {
  /** Gives the folder up. A second call does nothing. */
  release(): Promise<void>
}

const BEAT_MS = 1_500
/** Longer than three beats: a busy holder may miss one or two. */
const WATCH_MS = 5_000
/** After a takeover, long enough for a rival that moved our lock by mistake to put it back. */
const RIVAL_MS = 100
const MOST_TRIES = 20

/**
 * Takes the folder (made where it is missing) for this process. Throws `CannotStart`, naming the
 * process, where another one has it. Waits five seconds where only a sign of life can tell: a
 * lock of another container or machine, or a platform without /proc. `shownAs` is how the operator
 * knows the folder, where that is another name.
 */
export async function lockDataFolder(folder: string, shownAs = folder): Promise<DataFolderLock> {
  try {
    return await takeLock(shownAs, join(await makeDataFolder(folder), 'tare.lock'))
  } catch (error) {
    if (!isCode(error, 'EACCES') && !isCode(error, 'EPERM') && !isCode(error, 'EROFS')) throw error
    throw new CannotStart(
      `The data folder ${shownAs} is not this user's to write. Start Tare as the user who began ` +
        'it, or give it another folder: TARE_DATA_DIR=./data-2 npm start',
    )
  }
}

/** Makes the folder; others may pass through to what is theirs below it, but not look around. */
export async function makeDataFolder(folder: string): Promise<string> {
  const path = resolve(folder)
  const isRoot = process.getuid?.() === 0
  if (await mkdir(path, { recursive: true })) await chmod(path, isRoot ? 0o711 : 0o700)
  return path
}

async function takeLock(folder: string, path: string): Promise<DataFolderLock> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const mine = await createLock(path)
    if (mine) return mine
    const found = await readLock(path)
    if (found === undefined) continue
    if (!(await isStale(path, found))) {
      if ((await readLock(path)) === found) throw refusal(folder, found)
      continue
    }
    if (!(await removeStale(path, found))) continue
    const taken = await createLock(path)
    if (!taken) continue
    await wait(RIVAL_MS)
    if (await taken.isHeld()) return taken
    await taken.release()
  }
  throw new CannotStart(`Several processes fight for the data folder ${folder}. Try again.`)
}

/** Created whole or not at all: a link fails where the name is taken. */
async function createLock(path: string) {
  const text = `${JSON.stringify(thisProcess())}\n${newSecret()}\n`
  const draft = `${path}.${newSecret().slice(0, 12)}`
  const handle = await open(draft, 'wx', 0o600)
  try {
    await handle.write(text, 0)
    await link(draft, path)
  } catch (error) {
    await handle.close()
    if (isCode(error, 'EEXIST')) return undefined
    throw error
  } finally {
    await unlink(draft)
  }
  return heldLock(path, text, handle)
}

/** Writes through the open file, so that a lock which was taken away is never made anew. */
function heldLock(path: string, text: string, handle: Awaited<ReturnType<typeof open>>) {
  const beat = setInterval(() => void handle.write(text, 0).catch(() => {}), BEAT_MS).unref()
  const isHeld = async () => (await readLock(path)) === text
  let released: Promise<void> | undefined
  const release = async () => {
    clearInterval(beat)
    await handle.close()
    if (await isHeld()) await unlink(path)
  }
  return {
    isHeld,
    release: () => {
      released ??= release()
      return released
    },
  }
}

async function isStale(path: string, text: string): Promise<boolean> {
  const holder = parseLock(text)
  const life = holder ? lifeOf(holder) : 'unknown'
  if (life !== 'unknown') return life === 'gone'
  const before = await lastBeat(path)
  await wait(WATCH_MS)
  return (await lastBeat(path)) === before && (await readLock(path)) === text
}

/** Moves the stale lock aside, and puts it back where a rival has put a fresh one meanwhile. */
async function removeStale(path: string, stale: string): Promise<boolean> {
  const aside = `${path}.${newSecret().slice(0, 12)}`
  try {
    await rename(path, aside)
  } catch (error) {
    if (isCode(error, 'ENOENT')) return true
    throw error
  }
  const isTheStaleOne = (await readLock(aside)) === stale
  if (!isTheStaleOne) await link(aside, path).catch(() => {})
  await unlink(aside)
  return isTheStaleOne
}

function refusal(folder: string, text: string): CannotStart {
  const holder = parseLock(text)
  const who = holder ? `Another Tare (process ${holder.pid} on ${holder.host})` : 'Another Tare'
  return new CannotStart(
    `${who} is using the data folder ${folder}. Stop it first, or give this one a folder and ` +
      'a port of its own: TARE_DATA_DIR=./data-2 PORT=4701 npm start',
  )
}

function parseLock(text: string): ProcessIdentity | undefined {
  try {
    const value = JSON.parse(text.split('\n')[0] ?? '') as ProcessIdentity
    return Number.isInteger(value.pid) ? value : undefined
  } catch {
    return undefined
  }
}

async function readLock(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined
    throw error
  }
}

async function lastBeat(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined)
  return found?.mtimeMs ?? 0
}

function isCode(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code
}
