// Runs the real command in a process of its own, for tests of what people see and scripts get.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../cli/main.ts', import.meta.url))
const LOADER = import.meta.resolve('tsx')

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Called {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  readonly stdin?: string | Uint8Array
}

/** Starts `tare` with these parameters; what it prints is gathered. */
export function startTare(parameters: readonly string[], called: Called = {}) {
  const child = spawn(process.execPath, ['--import', LOADER, MAIN, ...parameters], {
    cwd: called.cwd,
    // Nothing of the tester's own settings must reach a server.
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      TARE_DATA_DIR: '/nonexistent',
      ...called.env,
    },
  })
  const printed = { stdout: '', stderr: '' }
  child.stdout.on('data', (part: Buffer) => {
    printed.stdout += part.toString()
  })
  child.stderr.on('data', (part: Buffer) => {
    printed.stderr += part.toString()
  })
  // A command that does not read its input may be gone before all of it is written.
  child.stdin.on('error', () => {})
  child.stdin.end(called.stdin ?? '')
  const ended = once(child, 'close').then(
    ([code]): Ended => ({ code: code as number | null, ...printed }),
  )
  return { child, printed, ended }
}

/** Runs `tare` to its end. */
export function runTare(parameters: readonly string[], called: Called = {}): Promise<Ended> {
  return startTare(parameters, called).ended
}
