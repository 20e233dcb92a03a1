// The typed client of Tare's routes: paths, parameters and answers are those of the server.
import createClient, { type Client, type Middleware } from 'openapi-fetch'
import type { paths } from './api.ts'

export type { components, paths } from './api.ts'
export type TareClient = Client<paths>

/** A refusal as the server tells it (RFC 9457). */
export interface ProblemAnswer {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: string
  readonly errors?: readonly { readonly pointer: string; readonly message: string }[]
  readonly possible?: readonly string[]
}

export interface ClientOptions {
  readonly baseUrl: string
  /** Headers for every call, asked for anew each time. */
  readonly headers: () => Record<string, string>
}

/** A client on `baseUrl`. Calls answer `{ data }` or `{ error }` with a {@link ProblemAnswer}. */
export function openClient({ baseUrl, headers }: ClientOptions): TareClient {
  const client = createClient<paths>({ baseUrl })
  const addHeaders: Middleware = {
    onRequest: ({ request }) => {
      for (const [name, value] of Object.entries(headers())) request.headers.set(name, value)
      return request
    },
  }
  client.use(addHeaders)
  return client
}
