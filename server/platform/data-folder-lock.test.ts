// Two processes never hold one data folder, and a crash never locks anybody out.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { CannotStart } from './cannot-start.ts'
import { lockDataFolder } from './data-folder-lock.ts'
import { thisProcess } from './process-identity.ts'

const knowsStartTimes = thisProcess().startTicks !== ''

const made: string[] = []

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tare-lock-'))
  made.push(folder)
  return folder
}

afterAll(async () => {
  for (const folder of made) await rm(folder, { recursive: true, force: true })
})

async function leaveLock(folder: string, changes: object): Promise<void> {
  await writeFile(
    join(folder, 'tare.lock'),
    `${JSON.stringify({ ...thisProcess(), ...changes })}\n`,
  )
}

/** The number of a process that has ended. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' })
  await once(child, 'exit')
  return child.pid ?? 0
}

test('the second is refused, told which process holds the folder and what to do', async () => {
  const folder = await makeFolder()
  const lock = await lockDataFolder(folder)
  const refusal = await lockDataFolder(folder).catch((error: Error) => error)
  expect(refusal).toBeInstanceOf(CannotStart)
  expect(String(refusal)).toContain(`process ${process.pid}`)
  expect(String(refusal)).toContain(folder)
  expect(String(refusal)).toContain('TARE_DATA_DIR=')
  await lock.release()
})

test('a folder that was given up can be taken again, and giving it up twice does nothing', async () => {
  const folder = await makeFolder()
  const first = await lockDataFolder(folder)
  await first.release()
  const second = await lockDataFolder(folder)
  await first.release()
  await expect(lockDataFolder(folder)).rejects.toThrow(CannotStart)
  await second.release()
  expect(await readdir(folder)).toEqual([])
})

test('the folder is made where it is missing', async () => {
  const folder = await makeFolder()
  const below = join(folder, 'a', 'b')
  const lock = await lockDataFolder(below)
  expect(await readdir(below)).toEqual(['tare.lock'])
  await lock.release()
})

test('the lock of a process that has ended is taken over at once', async () => {
  const folder = await makeFolder()
  await leaveLock(folder, { pid: await deadPid() })
  const lock = await lockDataFolder(folder)
  expect(await readFile(join(folder, 'tare.lock'), 'utf8')).toContain(`"pid":${process.pid},`)
  await lock.release()
})

test.runIf(knowsStartTimes)('a number that another process has by now does not lock', async () => {
  const folder = await makeFolder()
  await leaveLock(folder, { startTicks: '1' })
  await (await lockDataFolder(folder)).release()
})

test.runIf(knowsStartTimes)(
  'a lock from before the machine was started does not lock',
  async () => {
    const folder = await makeFolder()
    await leaveLock(folder, { boot: 'an earlier one' })
    await (await lockDataFolder(folder)).release()
  },
)

describe.concurrent('where only a sign of life can tell', () => {
  test('a lock of another machine that shows no sign of life is taken over', async () => {
    const folder = await makeFolder()
    await leaveLock(folder, { host: 'another-machine' })
    await (await lockDataFolder(folder)).release()
  }, 15_000)

  test('a lock of another machine that shows a sign of life is respected', async () => {
    const folder = await makeFolder()
    await leaveLock(folder, { host: 'another-machine' })
    const beat = setInterval(() => void leaveLock(folder, { host: 'another-machine' }), 2_000)
    try {
      await expect(lockDataFolder(folder)).rejects.toThrow('on another-machine')
    } finally {
      clearInterval(beat)
    }
  }, 15_000)

  test('a lock that a power cut left empty does not lock for ever', async () => {
    const folder = await makeFolder()
    await writeFile(join(folder, 'tare.lock'), '')
    await (await lockDataFolder(folder)).release()
  }, 15_000)
})

test('of many that find one stale lock at once exactly one gets the folder', async () => {
  const folder = await makeFolder()
  await leaveLock(folder, { pid: await deadPid() })
  const tries = await Promise.allSettled(Array.from({ length: 8 }, () => lockDataFolder(folder)))
  const won = tries.filter((each) => each.status === 'fulfilled')
  expect(won).toHaveLength(1)
  for (const each of won) await each.value.release()
  expect(await readdir(folder)).toEqual([])
})
