// One attempt to deliver a message: a POST to a settled address, without following anything.
import { type IncomingMessage, request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import { isIP } from 'node:net'
import { type Instant, SECOND } from '../vocabulary/time.ts'
import {
  AddressRefused,
  type AddressRules,
  settleTarget,
  type Target,
} from './check-webhook-address.ts'
import { type Signing, signedHeaders } from './webhook.ts'

export interface Sending extends Signing {
  readonly url: string
}

/** What became of it. A failure is data, not an exception. */
export type Sent =
  | { readonly isDelivered: true; readonly status: number }
  | {
      readonly isDelivered: false
      /** Null where no answer came. */
      readonly status: number | null
      readonly error: string
    }

export interface SendRules extends AddressRules {
  /** How long an endpoint has to answer, in milliseconds; 10 s if left out. */
  readonly timeout?: number
}

const TIMEOUT = 10 * SECOND

/** More of an answer than this is not even read. */
const MOST_ANSWER = 65_536

/** Sends a message once. Every failure, of whatever kind, is answered and none is thrown. */
export async function sendWebhook(sending: Sending, rules: SendRules, now: Instant): Promise<Sent> {
  const { timeout = TIMEOUT } = rules
  const signal = AbortSignal.timeout(timeout)
  try {
    const target = await withinTime(settleTarget(sending.url, rules), signal)
    return judge(await post(target, sending, { now, signal }))
  } catch (error) {
    return {
      isDelivered: false,
      status: null,
      error: signal.aborted ? `no answer within ${timeout} ms` : reasonOf(error),
    }
  }
}

function judge(status: number): Sent {
  if (status >= 200 && status < 300) return { isDelivered: true, status }
  const moved = status >= 300 && status < 400 ? '; redirects are not followed' : ''
  return { isDelivered: false, status, error: `answered ${status}${moved}` }
}

function post(
  { url, address }: Target,
  sending: Sending,
  { now, signal }: { readonly now: Instant; readonly signal: AbortSignal },
): Promise<number> {
  const isSecure = url.protocol === 'https:'
  const send = isSecure ? requestSecure : requestPlain
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const body = Buffer.from(sending.payload)
  return new Promise((resolve, reject) => {
    const sent = send({
      // The address that was checked, and no other: the name is not looked up again.
      host: address.address,
      family: address.family,
      port: url.port || (isSecure ? 443 : 80),
      ...(isSecure && isIP(host) === 0 && { servername: host }),
      method: 'POST',
      path: `${url.pathname}${url.search}`,
      headers: {
        ...signedHeaders(sending, now),
        host: url.host,
        'content-type': 'application/json',
        'content-length': body.length,
        'user-agent': 'tare-webhooks/1',
      },
      agent: false,
      signal,
    })
    sent.on('response', (answer) => {
      resolve(answer.statusCode ?? 0)
      discard(answer)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** Lets an endpoint finish its answer, but not for ever. */
function discard(answer: IncomingMessage): void {
  let read = 0
  answer.on('error', () => {})
  answer.on('data', (part: Buffer) => {
    read += part.length
    if (read > MOST_ANSWER) answer.destroy()
  })
}

function withinTime<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    work.then(resolve, reject)
  })
}

function reasonOf(error: unknown): string {
  if (error instanceof AddressRefused) return `the address ${error.message}`
  const { code, message } = error as NodeJS.ErrnoException
  return (code ?? message ?? String(error)).slice(0, 500)
}
