// Runs Node with a time limit, and leaves nothing running behind it.
import { spawn } from 'node:child_process'

const GRACE_MS = 15_000
const SIGNALS = ['SIGINT', 'SIGTERM']

/** Runs `node ...args` with its output on ours. Answers the exit code; 1 where time ran out. */
export function runInTime(args, { cwd, limitMs }) {
  const isWindows = process.platform === 'win32'
  // In a group of its own, so that one signal reaches everything it started.
  const child = spawn(process.execPath, args, { cwd, stdio: 'inherit', detached: !isWindows })
  const send = (signal) => {
    try {
      process.kill(isWindows ? child.pid : -child.pid, signal)
    } catch {
      // It has ended meanwhile.
    }
  }
  let isLate = false
  const late = setTimeout(() => {
    isLate = true
    console.log(`Stopped after ${limitMs / 1000} s: this must not take so long.`)
    send('SIGTERM')
  }, limitMs)
  const tooLate = setTimeout(() => send('SIGKILL'), limitMs + GRACE_MS)
  let isInterrupted = false
  const interrupt = (signal) => {
    isInterrupted = true
    send(signal)
  }
  for (const signal of SIGNALS) process.on(signal, interrupt)
  return new Promise((resolve) => {
    child.once('error', () => resolve(1))
    child.once('exit', (code) => resolve(isLate ? 1 : (code ?? 1)))
  }).finally(() => {
    clearTimeout(late)
    clearTimeout(tooLate)
    for (const signal of SIGNALS) process.off(signal, interrupt)
    if (isInterrupted) process.exit(130)
  })
}
