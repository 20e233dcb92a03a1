// What the commands take from the environment; the only reader of it in this folder.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Where the server is that commands talk to: TARE_URL, else this machine. */
export function serverUrl(): string {
  const { TARE_URL, PORT } = process.env
  return TARE_URL || `http://127.0.0.1:${PORT || '4700'}`
}

/**
 * The key that commands send: TARE_API_KEY, else the one the server was started with, else the one
 * that the server wrote for the owner of its data folder. Undefined where there is none.
 */
export function apiKey(): string | undefined {
  const { TARE_API_KEY, TARE_BOOTSTRAP_API_KEY } = process.env
  return TARE_API_KEY || TARE_BOOTSTRAP_API_KEY || keyOfThisMachine()
}

/** The file in which `tare serve` keeps a key for this machine. */
export function keyFile(): string {
  return join(resolve(process.env.TARE_DATA_DIR || './data'), 'import.key')
}

function keyOfThisMachine(): string | undefined {
  try {
    return readFileSync(keyFile(), 'utf8').trim() || undefined
  } catch {
    return undefined
  }
}
