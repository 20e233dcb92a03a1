// The running server that a command talks to: where it is, and the key it opens to.
import type { Command } from 'commander'
import { apiKey, keyFile, serverUrl } from './environment.ts'
import { CannotRun, UsageMistake } from './exit.ts'

export interface Server {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** A GET whose answer is JSON. Throws {@link CannotRun} with the server's own words. */
  getJson<Answer>(path: string): Promise<Answer>
}

export interface ServerOptions {
  readonly url?: string
  readonly key?: string
}

/** Adds `--url` and `--key` to a command. */
export function withServerOptions(command: Command): Command {
  return command
    .option('--url <address>', 'the server; else TARE_URL, else this machine')
    .option('--key <key>', 'a marketplace key; else TARE_API_KEY, else the key of this machine')
}

export function serverOf(options: ServerOptions): Server {
  const url = (options.url ?? serverUrl()).replace(/\/+$/, '')
  if (!URL.canParse(url) || !/^https?:/.test(url)) {
    throw new UsageMistake(`${url} is no address of a server; write one such as http://host:4700`)
  }
  const key = options.key ?? apiKey()
  if (!key) {
    throw new CannotRun(
      `there is no key: give --key or TARE_API_KEY (a server on this machine keeps one in ${keyFile()})`,
    )
  }
  const headers = { authorization: `Bearer ${key}` }
  return { url, headers, getJson: (path) => getJson(`${url}${path}`, headers) }
}

async function getJson<Answer>(address: string, headers: Record<string, string>): Promise<Answer> {
  const response = await fetch(address, { headers }).catch((error: unknown) => {
    throw new CannotRun(`${new URL(address).origin} does not answer: ${reasonOf(error)}`)
  })
  if (!response.ok) throw new CannotRun(await refusalOf(response))
  return (await response.json()) as Answer
}

/** Why the server refused, in its own words. */
export async function refusalOf(response: Response): Promise<string> {
  const text = await response.text().catch(() => '')
  let told = text.slice(0, 200)
  try {
    const { title, detail } = JSON.parse(text) as { title?: string; detail?: string }
    told = [title, detail].filter(Boolean).join(': ')
  } catch {
    // Not from Tare, or cut off: what there is must do.
  }
  return `the server answered ${response.status}${told && `: ${told}`}`
}

/** fetch hides the reason in the cause. */
export function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  if (!(cause instanceof Error)) return String(cause)
  const { code } = cause as NodeJS.ErrnoException
  return cause.message || code || cause.name
}
