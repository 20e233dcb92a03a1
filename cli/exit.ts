// How a command ends: four exit codes, and every failure as one clear sentence.
import { CommanderError } from 'commander'

export const DONE = 0
/** Something was rejected, and is listed. */
export const REJECTED = 1
export const WRONG_USAGE = 2
export const COULD_NOT_RUN = 3
/** 128 + SIGINT: what shells expect of a program that Ctrl-C ended. */
export const INTERRUPTED = 130

/** The command was called wrongly. */
export class UsageMistake extends Error {
  override readonly name = 'UsageMistake'
}

/** The command cannot do its work; the message says why and what to do. */
export class CannotRun extends Error {
  override readonly name = 'CannotRun'
}

// By name: the classes live in modules that a command loads only when it needs them.
const MISTAKES = new Set(['UsageMistake', 'InputMistake', 'ConfigFault'])
const KNOWN = new Set(['CannotRun', 'CannotStart', 'InputFault', 'DuckdbMissing', 'QueryFault'])

/** The exit code of a failure, after its sentence has been written to standard error. */
export function endWith(error: unknown): number {
  if (error instanceof CommanderError) {
    // Commander has printed help, version or its complaint by now.
    return error.exitCode === 0 ? DONE : WRONG_USAGE
  }
  const { name, message } = error instanceof Error ? error : new Error(String(error))
  if (MISTAKES.has(name)) {
    tell(`${message}\nSee "tare --help".`)
    return WRONG_USAGE
  }
  tell(KNOWN.has(name) ? message : `something unexpected stopped this command: ${message}`)
  return COULD_NOT_RUN
}

/** Writes one line for the person at the terminal, beside what the command prints. */
export function tell(text: string): void {
  process.stderr.write(`tare: ${text}\n`)
}
