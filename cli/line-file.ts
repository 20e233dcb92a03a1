// A file to write lines to, as fast as the disk takes them; nothing where none was asked for.
import { once } from 'node:events'
import { createWriteStream, WriteStream } from 'node:fs'
import { CannotRun } from './exit.ts'

export interface LineFile {
  /** Writes whole lines. Resolves when more may come. Throws {@link CannotRun}. */
  readonly write: (lines: string) => Promise<void> | void
  readonly close: () => Promise<void>
}

const NOWHERE: LineFile = { write: () => {}, close: async () => {} }

/** Opens a file to write to, standard output for `-`, nothing for undefined. */
export function openLines(path: string | undefined): LineFile {
  if (path === undefined) return NOWHERE
  const target = path === '-' ? process.stdout : createWriteStream(path)
  const failed = new Promise<never>((_, reject) => {
    const told = (error: Error) =>
      reject(new CannotRun(`${path} cannot be written: ${error.message}`))
    target.once('error', told)
  })
  // It is waited for where it matters; elsewhere it must not end the process.
  failed.catch(() => {})
  return {
    write: async (lines) => {
      if (!target.write(lines)) await Promise.race([failed, once(target, 'drain')])
    },
    close: async () => {
      if (!(target instanceof WriteStream)) return
      target.end()
      await Promise.race([failed, once(target, 'finish')])
    },
  }
}
