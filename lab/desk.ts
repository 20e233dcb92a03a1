// A marketplace's side of Tare for the lab: every act goes through the public routes.
import type { Http } from '../server/platform/http.ts'
import type { WorldRecord } from './shipment.ts'

/** Who calls: a bearer token, and the party that a marketplace key acts for. */
export interface Caller {
  readonly token: string
  readonly actsAs?: string
}

export interface Ask {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly body?: Record<string, unknown>
}

export interface Answer<Body> {
  readonly status: number
  readonly body: Body
}

export interface Desk {
  call<Body = Record<string, unknown>>(caller: Caller | undefined, ask: Ask): Promise<Answer<Body>>
  /** Sends records; throws where one is refused, since the lab's worlds are well formed. */
  send(caller: Caller, records: readonly WorldRecord[]): Promise<void>
  signIn(email: string, password: string): Promise<Caller>
}

function headersOf(caller: Caller | undefined): Record<string, string> {
  if (!caller) return {}
  const act: Record<string, string> = caller.actsAs ? { 'tare-act-as': caller.actsAs } : {}
  return { authorization: `Bearer ${caller.token}`, ...act }
}

export function openDesk(http: Http): Desk {
  const call = async <Body = Record<string, unknown>>(
    caller: Caller | undefined,
    { method, url, body }: Ask,
  ): Promise<Answer<Body>> => {
    const payload = body === undefined ? {} : { payload: body }
    const answer = await http.inject({ method, url, headers: headersOf(caller), ...payload })
    return { status: answer.statusCode, body: answer.json() as Body }
  }
  return {
    call,
    send: async (caller, records) => {
      const answer = await http.inject({
        method: 'POST',
        url: '/v1/records',
        headers: { ...headersOf(caller), 'content-type': 'application/x-ndjson' },
        payload: records.map((record) => JSON.stringify(record)).join('\n'),
      })
      const told = answer.json() as { rejected?: number }
      if (answer.statusCode !== 200 || told.rejected !== 0) {
        throw new Error(`the lab's records were not taken: ${answer.body.slice(0, 500)}`)
      }
    },
    signIn: async (email, password) => {
      const ask: Ask = { method: 'POST', url: '/v1/sessions', body: { email, password } }
      const answer = await call<{ token?: string }>(undefined, ask)
      if (!answer.body.token) throw new Error(`${email} cannot sign in: ${answer.status}`)
      return { token: answer.body.token }
    },
  }
}
