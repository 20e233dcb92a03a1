// Stops the database server that a killed Tare left running, so that a new one can take its data.
import { readdir, readFile, readlink, realpath, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { readPostmasterFile, runProgram } from './embedded-postgres-process.ts'
import { removeSocket } from './embedded-postgres-socket.ts'
import { isAlive, isNumberTaken } from './process-identity.ts'

const LOOK_MS = 20
/** Fast shutdown writes a checkpoint: at most 2 GB of log, on a slow disk about a minute. */
const FAST_MS = 90_000
const IMMEDIATE_MS = 10_000

/**
 * Stops whatever still works on `cluster`. Only to be called with the lock of its home in hand:
 * then every process there is an orphan.
 */
export async function stopLeftover(cluster: string, report: (text: string) => void): Promise<void> {
  const left = await readPostmasterFile(cluster)
  if (!left) return
  const running = () => runningIn(cluster, left.pid)
  if ((await running()).length > 0) {
    report('An earlier Tare was killed: stopping the database server that it left')
    await stopAll(left.pid, running)
  }
  // Where another process has the number by now, the new server would take it for its twin.
  if (isNumberTaken(left.pid)) await unlink(join(cluster, 'postmaster.pid')).catch(() => {})
  await removeSocket(dirname(cluster), left.socketFolder)
}

async function stopAll(postmaster: number, running: () => Promise<number[]>): Promise<void> {
  const steps: [NodeJS.Signals, number][] = [
    ['SIGINT', FAST_MS],
    ['SIGQUIT', IMMEDIATE_MS],
    ['SIGKILL', IMMEDIATE_MS],
  ]
  for (const [signal, patience] of steps) {
    const found = await running()
    // Without its head the others listen to SIGQUIT only, and have nothing left to save.
    const isHeadless = !found.includes(postmaster)
    for (const pid of isHeadless ? found : [postmaster]) {
      send(pid, isHeadless && signal === 'SIGINT' ? 'SIGQUIT' : signal)
    }
    for (let waited = 0; waited < patience; waited += LOOK_MS) {
      if ((await running()).length === 0) return
      await wait(LOOK_MS)
    }
  }
  throw new Error(`The database server (process ${postmaster}) that was left could not be stopped`)
}

/** Every process of a server works in its data folder; where /proc is missing, ask its head. */
async function runningIn(cluster: string, postmaster: number): Promise<number[]> {
  const names = await readdir('/proc').catch(() => undefined)
  if (!names?.includes('self')) return (await isPostgres(postmaster)) ? [postmaster] : []
  const folder = await realpath(cluster)
  const found: number[] = []
  for (const name of names) {
    if (!/^\d+$/.test(name)) continue
    if ((await readlink(`/proc/${name}/cwd`).catch(() => '')) !== folder) continue
    const command = await readFile(`/proc/${name}/comm`, 'utf8').catch(() => '')
    if (command.trim() === 'postgres') found.push(Number(name))
  }
  return found
}

/** Asks macOS or Windows, where a number may belong to somebody else's process by now. */
async function isPostgres(pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false
  const answer =
    process.platform === 'win32'
      ? await runProgram('tasklist', ['/NH', '/FI', `PID eq ${pid}`], undefined)
      : await runProgram('/bin/ps', ['-o', 'comm=', '-p', String(pid)], undefined)
  return answer.output.includes('postgres')
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It has ended by itself meanwhile.
  }
}
