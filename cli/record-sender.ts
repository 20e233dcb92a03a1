// Sends one body of records, and tries again while the server is busy or away.
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'
import { CannotRun } from './exit.ts'
import { reasonOf, refusalOf, type Server } from './server-options.ts'

/** What the server answers to POST /v1/records. */
export interface Answer {
  readonly accepted: number
  readonly duplicate: number
  readonly corrected: number
  readonly rejected: number
  readonly rejections: readonly {
    readonly line: number
    readonly code: string
    readonly message: string
    readonly pointer: string
  }[]
  readonly truncated: boolean
}

export interface Sending {
  readonly body: Buffer
  /** The same for every try, so that the server answers a repeated body as the first time. */
  readonly idempotencyKey: string
  /** How long to keep trying, in milliseconds. */
  readonly patience: number
  /** Hears why a try failed, before the next. */
  readonly onWait: (why: string) => void
}

const pack = promisify(gzip)
const FIRST_WAIT = 500
const LONGEST_WAIT = 30_000
const LONGEST_ANSWER = 600_000
const BUSY = new Set([408, 425, 429, 502, 503, 504])
/** After so many answers that another request works under our key, we go on without it. */
const MOST_HELD = 5

type Try =
  | { readonly answer: Answer }
  | { readonly why: string; readonly wait?: number | undefined; readonly held: number }

/** Sends until the server has it. Throws {@link CannotRun} when patience ends, or for a reason. */
export async function sendRecords(server: Server, sending: Sending): Promise<Answer> {
  const body = await pack(sending.body, { level: constants.Z_BEST_SPEED })
  const givesUpAt = performance.now() + sending.patience
  let held = 0
  for (let tries = 0; ; tries++) {
    const key = held < MOST_HELD ? sending.idempotencyKey : undefined
    const result = await tryOnce(server, body, key)
    if ('answer' in result) return result.answer
    held += result.held
    // Half of the wait is left to chance, so that many senders do not come back at once.
    const backOff = Math.min(FIRST_WAIT * 2 ** tries, LONGEST_WAIT) * (0.5 + Math.random() / 2)
    const wait = result.wait ?? backOff
    if (performance.now() + wait > givesUpAt) throw new CannotRun(result.why)
    sending.onWait(result.why)
    await sleep(wait)
  }
}

async function tryOnce(server: Server, body: Buffer, key: string | undefined): Promise<Try> {
  let response: Response
  try {
    response = await fetch(`${server.url}/v1/records`, {
      method: 'POST',
      headers: {
        ...server.headers,
        ...(key !== undefined && { 'idempotency-key': key }),
        'content-type': 'application/x-ndjson',
        'content-encoding': 'gzip',
      },
      body: new Uint8Array(body),
      signal: AbortSignal.timeout(LONGEST_ANSWER),
    })
    if (response.ok) return { answer: (await response.json()) as Answer }
  } catch (error) {
    const why = `${server.url} does not answer: ${reasonOf(error)}`
    return { why, held: 0 }
  }
  const why = await refusalOf(response)
  const wait = retryAfter(response.headers.get('retry-after'))
  // A try that broke off may still hold the key.
  if (response.status === 409) return { why, wait, held: 1 }
  // The key came with these lines cut otherwise, by a query that gave them in another order.
  if (response.status === 422 && key !== undefined) return { why, wait: 0, held: MOST_HELD }
  if (BUSY.has(response.status)) return { why, wait, held: 0 }
  throw new CannotRun(why)
}

/** Seconds, or a date; in milliseconds from now. */
function retryAfter(header: string | null): number | undefined {
  if (header === null) return undefined
  const seconds = Number(header)
  const milliseconds = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header) - Date.now()
  return Number.isFinite(milliseconds) ? Math.max(milliseconds, 100) : undefined
}
