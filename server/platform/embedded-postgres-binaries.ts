// PostgreSQL's own binaries, as npm brought them: found, mended, copied where they can be reached.
import { constants } from 'node:fs'
import {
  chmod,
  copyFile,
  lstat,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
} from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { CannotStart } from './cannot-start.ts'
import { mayRead, type SystemUser } from './embedded-postgres-user.ts'

export interface PostgresBinaries {
  /** The folder that holds `bin`, `lib` and `share`. */
  readonly native: string
  /** As `18.4.0-beta.17`: of the package, led by PostgreSQL's own. */
  readonly version: string
}

interface LibraryLink {
  /** The file that is there, from the package's folder: `native/lib/libpq.so.5.18`. */
  readonly source: string
  /** The name that the loader asks for: `native/lib/libpq.so.5`. */
  readonly target: string
}

/** Finds the package for this platform. Throws `CannotStart` where there is none. */
export async function findBinaries(): Promise<PostgresBinaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    const folder = dirname(dirname(entry))
    const description: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
    const { version } = description as { version: string }
    return { native: join(folder, 'native'), version }
  } catch {
    throw new CannotStart(
      `The npm package ${name}, which brings PostgreSQL, is not installed here. ` +
        'Give Tare a PostgreSQL (15 to 18) of your own: DATABASE_URL=postgresql://… npm start',
    )
  }
}

/** Makes the library links that an install without scripts leaves out. */
export async function mendLinks(native: string): Promise<void> {
  for (const { source, target } of await readLinks(native)) {
    const path = join(dirname(native), target)
    if (await lstat(path).catch(() => undefined)) continue
    await symlink(relative(dirname(path), join(dirname(native), source)), path).catch(unlessThere)
  }
}

/**
 * Binaries that `user` (undefined: this process's own) can run: those of the package, or a copy
 * in `home` where a folder above the package is closed to that user or the package is read-only.
 */
export async function placeBinaries(
  found: PostgresBinaries,
  home: string,
  user: SystemUser | undefined,
): Promise<PostgresBinaries> {
  const isWhole = await mendLinks(found.native).then(
    () => true,
    () => false,
  )
  if (isWhole && (!user || (await canRun(found, user)))) return found
  const copy = join(home, `binaries-${found.version}`, 'native')
  if (!(await lstat(dirname(copy)).catch(() => undefined))) await copyBinaries(found, home)
  return { ...found, native: copy }
}

/** The path of one program: `postgres`, `initdb` or `pg_ctl`. */
export function program(binaries: PostgresBinaries, name: string): string {
  return join(binaries.native, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
}

async function canRun(binaries: PostgresBinaries, user: SystemUser): Promise<boolean> {
  const lib = join(binaries.native, 'lib')
  const share = join(binaries.native, 'share', 'postgresql')
  for (const path of [program(binaries, 'postgres'), program(binaries, 'initdb'), lib, share]) {
    if (!(await mayRead(path, user))) return false
  }
  return true
}

/** Copied beside its place and then renamed, so that half a copy is never taken for a whole. */
async function copyBinaries(found: PostgresBinaries, home: string): Promise<void> {
  const fresh = join(home, 'binaries.new')
  await rm(fresh, { recursive: true, force: true })
  await mkdir(fresh, { mode: 0o755 })
  await copyTree(found.native, join(fresh, 'native'))
  await mendLinks(join(fresh, 'native'))
  for (const name of await readdir(home)) {
    if (name.startsWith('binaries-')) await rm(join(home, name), { recursive: true, force: true })
  }
  await rename(fresh, join(home, `binaries-${found.version}`))
}

async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to)
  await chmod(to, 0o755)
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = join(from, entry.name)
    const target = join(to, entry.name)
    if (entry.isDirectory()) await copyTree(source, target)
    else if (entry.isFile() && !entry.name.endsWith('.a')) {
      await copyFile(source, target, constants.COPYFILE_FICLONE)
      await chmod(target, basename(from) === 'bin' ? 0o755 : 0o644)
    }
  }
}

async function readLinks(native: string): Promise<readonly LibraryLink[]> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  return JSON.parse(text) as LibraryLink[]
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}
