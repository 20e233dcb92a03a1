// The binaries run wherever they were installed, and nobody else's process is touched.
import {
  chmod,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readlink,
  rm,
  stat,
  unlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findBinaries, mendLinks, placeBinaries, program } from './embedded-postgres-binaries.ts'
import { stopLeftover } from './embedded-postgres-leftover.ts'
import { runProgram } from './embedded-postgres-process.ts'
import { isRoot, mayRead } from './embedded-postgres-user.ts'

const SOMEBODY = { uid: 65534, gid: 65534 }

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tare-files-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('library links that an install without scripts left out are made', async () => {
  const native = join(folder, 'native')
  await mkdir(join(native, 'lib'), { recursive: true })
  const links = [
    { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' },
    { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so' },
  ]
  await writeFile(join(native, 'pg-symlinks.json'), JSON.stringify(links))
  await mendLinks(native)
  expect(await readlink(join(native, 'lib', 'libpq.so'))).toBe('libpq.so.5.18')
  await unlink(join(native, 'lib', 'libpq.so'))
  await mendLinks(native)
  expect((await lstat(join(native, 'lib', 'libpq.so'))).isSymbolicLink()).toBe(true)
})

test('the binaries of the package are used where they are, if they can be reached', async () => {
  const found = await findBinaries()
  expect(await placeBinaries(found, folder, undefined)).toEqual(found)
  const answer = await runProgram(program(found, 'postgres'), ['--version'], undefined)
  expect(answer.output).toContain(`PostgreSQL) ${found.version.split('-')[0]?.replace(/\.0$/, '')}`)
})

test.runIf(isRoot())(
  'binaries below a folder that only root may enter are copied once, with links',
  async () => {
    const found = await findBinaries()
    const hidden = join(folder, 'hidden')
    await mkdir(hidden, { mode: 0o700 })
    await cp(dirname(found.native), hidden, {
      recursive: true,
      filter: (path) => !path.endsWith('.so.5'),
    })
    await chmod(folder, 0o711)
    const home = join(folder, 'home')
    await mkdir(join(home, 'binaries-17.0'), { recursive: true })
    const original = { ...found, native: join(hidden, 'native') }
    const copy = await placeBinaries(original, home, SOMEBODY)
    expect(copy.native).toBe(join(home, `binaries-${found.version}`, 'native'))
    const answer = await runProgram(program(copy, 'initdb'), ['--version'], SOMEBODY)
    expect(answer).toMatchObject({ code: 0 })
    await expect(stat(join(home, 'binaries-17.0'))).rejects.toThrow('ENOENT')
    const before = await stat(copy.native)
    await placeBinaries(original, home, SOMEBODY)
    expect((await stat(copy.native)).ino).toBe(before.ino)
  },
)

test('a user may read only what every folder above lets through', async () => {
  const file = join(folder, 'file')
  await writeFile(file, '', { mode: 0o644 })
  await chmod(folder, 0o711)
  expect(await mayRead(file, SOMEBODY)).toBe(true)
  expect(await mayRead(folder, SOMEBODY)).toBe(false)
  await chmod(folder, 0o700)
  expect(await mayRead(file, SOMEBODY)).toBe(false)
})

test("a number in an old server's file that is another process's by now is not touched", async () => {
  const cluster = join(folder, 'cluster-18')
  await mkdir(cluster)
  await writeFile(
    join(cluster, 'postmaster.pid'),
    `${process.pid}\n${cluster}\n0\n5432\n/tmp\n\n0\nready\n`,
  )
  let signals = 0
  const count = () => {
    signals++
  }
  process.on('SIGINT', count)
  await stopLeftover(cluster, () => {})
  process.off('SIGINT', count)
  expect(signals).toBe(0)
  await expect(stat(join(cluster, 'postmaster.pid'))).rejects.toThrow('ENOENT')
})
