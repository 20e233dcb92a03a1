// Which process wrote a lock: its number alone is not enough, numbers are used again.
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** One life of one process. Fields are empty where the platform does not tell. */
export interface ProcessIdentity {
  readonly pid: number
  /** Clock ticks between the machine's boot and the start of the process. */
  readonly startTicks: string
  readonly host: string
  /** Two containers may share a folder, and each has a process 7. */
  readonly namespace: string
  readonly boot: string
}

const identityOfThis = describeThis()

/** The process that asks. */
export function thisProcess(): ProcessIdentity {
  return identityOfThis
}

/** Whether that process still runs; `unknown` where only a sign of life could tell. */
export function lifeOf(other: ProcessIdentity): 'running' | 'gone' | 'unknown' {
  const here = identityOfThis
  if (other.host !== here.host || other.namespace !== here.namespace) return 'unknown'
  if (other.boot !== here.boot) return 'gone'
  if (!isAlive(other.pid)) return 'gone'
  if (here.startTicks === '') return 'unknown'
  return startTicks(other.pid) === other.startTicks ? 'running' : 'gone'
}

/** Whether a process of this number runs, whoever owns it. */
export function isAlive(pid: number): boolean {
  // A dead one whose parent never asks keeps its number: containers without an init are full of it.
  return isNumberTaken(pid) && !['Z', 'X'].includes(statFields(pid)[0] ?? '')
}

/** Whether the number is in use: what a program asks that knows no better. */
export function isNumberTaken(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function describeThis(): ProcessIdentity {
  return {
    pid: process.pid,
    startTicks: startTicks(process.pid),
    host: hostname(),
    namespace: orEmpty(() => readlinkSync('/proc/self/ns/pid')),
    boot: orEmpty(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
  }
}

/** Field 22 of proc_pid_stat(5). */
function startTicks(pid: number): string {
  return statFields(pid)[19] ?? ''
}

/** The fields from the third on, the state: the second is a name, which may itself hold spaces. */
function statFields(pid: number): string[] {
  const stat = orEmpty(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

function orEmpty(read: () => string): string {
  try {
    return read()
  } catch {
    return ''
  }
}
