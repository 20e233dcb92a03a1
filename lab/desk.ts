// A marketplace's side of Tare for the lab: every act goes through the public routes, on a moved clock.
import type { App } from '../server/app.ts'
import type { WorldRecord } from './shipment.ts'

/** Who calls: a bearer token, and the party that a marketplace key acts for. */
export interface Caller {
  readonly token: string
  readonly actsAs?: string
}

export interface Answer<Body> {
  readonly status: number
  readonly body: Body
}

type Json = Record<string, unknown>

export interface Desk {
  call<Body = Json>(
    caller: Caller,
    method: 'GET' | 'POST',
    url: string,
    body?: Json,
  ): Promise<Answer<Body>>
  /** Sends records; throws where one is refused, since the lab's worlds are well formed. */
  send(caller: Caller, records: readonly WorldRecord[]): Promise<void>
  signIn(email: string, password: string): Promise<Caller>
}

function headersOf(caller: Caller | undefined): Record<string, string> {
  if (!caller) return {}
  const act: Record<string, string> = caller.actsAs ? { 'tare-act-as': caller.actsAs } : {}
  return { authorization: `Bearer ${caller.token}`, ...act }
}

export function openDesk(app: App): Desk {
  const call = async <Body = Json>(
    caller: Caller | undefined,
    method: 'GET' | 'POST',
    url: string,
    body?: Json,
  ): Promise<Answer<Body>> => {
    const payload = body === undefined ? {} : { payload: body }
    const answer = await app.http.inject({ method, url, headers: headersOf(caller), ...payload })
    return { status: answer.statusCode, body: answer.json() as Body }
  }
  return {
    call,
    send: async (caller, records) => {
      const answer = await app.http.inject({
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
      const answer = await call<{ token: string }>(undefined, 'POST', '/v1/sessions', {
        email,
        password,
      })
      if (!answer.body.token) throw new Error(`${email} cannot sign in: ${answer.status}`)
      return { token: answer.body.token }
    },
  }
}
