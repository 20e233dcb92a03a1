// How far an import has come, kept beside its file so that a later run goes on from there.
import { createHash, randomUUID } from 'node:crypto'
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Source } from '../server/offline/read-input.ts'

export interface Counts {
  accepted: number
  duplicate: number
  corrected: number
  rejected: number
}

/** What has been acknowledged: whole sources, and a part of the next one. */
export interface ImportState {
  /** What is imported and whereto; another file of the same name begins anew. */
  readonly fingerprint: string
  /** Marks the requests of this import, so that one sent twice is answered as the first time. */
  readonly runId: string
  sourcesDone: number
  /** Bytes and lines of NDJSON; lines alone of a table. */
  position: { offset: number; line: number }
  counts: Counts
  /** The counts when the source at hand began, for sources that must begin anew. */
  countsBefore: Counts
}

const ENDING = '.tare-import'
const HEAD = 65_536
const NOTHING: Counts = { accepted: 0, duplicate: 0, corrected: 0, rejected: 0 }

/** A state that begins at the beginning. */
export function freshState(fingerprint: string): ImportState {
  return {
    fingerprint,
    runId: randomUUID(),
    sourcesDone: 0,
    position: { offset: 0, line: 0 },
    counts: { ...NOTHING },
    countsBefore: { ...NOTHING },
  }
}

/** Where the state of an import is kept; undefined for standard input, which cannot be reread. */
export function stateFile(sources: readonly Source[]): string | undefined {
  const first = sources[0]
  return first && sources.every(({ path }) => path !== '-') ? `${first.path}${ENDING}` : undefined
}

/** The state of an earlier run of the same import, if it was left unfinished. */
export async function readState(
  file: string,
  fingerprint: string,
): Promise<ImportState | undefined> {
  try {
    const state = JSON.parse(await readFile(file, 'utf8')) as ImportState
    return state.fingerprint === fingerprint ? state : undefined
  } catch {
    return undefined
  }
}

/** Writes the state so that it is whole on disk whenever the machine stops. */
export async function writeState(file: string, state: ImportState): Promise<void> {
  const fresh = `${file}.new`
  const handle = await open(fresh, 'w')
  try {
    await handle.writeFile(JSON.stringify(state))
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(fresh, file)
  const folder = await open(dirname(file), 'r')
  await folder.sync().catch(() => {})
  await folder.close()
}

export async function dropState(file: string): Promise<void> {
  await rm(file, { force: true })
}

/**
 * Tells whether an import is the same as an earlier one: the same server, the same options, files
 * of the same size, time and beginning. For a mapping every file of its folder counts.
 */
export async function fingerprintOf(
  sources: readonly Source[],
  said: { readonly url: string; readonly options: unknown },
): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(said))
  for (const source of sources) {
    hash.update(`\n${source.name}\n${source.path}`)
    if (source.path !== '-') hash.update(await describeFile(source.path))
    if (source.folder) hash.update(await describeFolder(source.folder))
  }
  return hash.digest('hex')
}

async function describeFile(path: string): Promise<string> {
  const { size, mtimeMs } = await stat(path)
  const handle = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD), 0, HEAD, 0)
    const head = createHash('sha256').update(buffer.subarray(0, bytesRead)).digest('hex')
    return `\n${size} ${mtimeMs} ${head}`
  } finally {
    await handle.close()
  }
}

async function describeFolder(folder: string): Promise<string> {
  const told: string[] = []
  for (const name of (await readdir(folder)).sort()) {
    if (name.endsWith(ENDING)) continue
    const { size, mtimeMs } = await stat(join(resolve(folder), name))
    told.push(`${name} ${size} ${mtimeMs}`)
  }
  return `\n${told.join('\n')}`
}
