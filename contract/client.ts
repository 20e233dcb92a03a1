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
  client.use(addHeaders, repeatUnheard())
  return client
}

const SAFE = new Set(['GET', 'HEAD'])

/**
 * Gives every call that changes something a key, and the same key again to the same call where the
 * answer to the first was lost on the way: the server then does it once. After any answer the key
 * is done with, since the same words may later mean another act.
 */
function repeatUnheard(): Middleware {
  const unheard = new Map<string, string>()
  const contentOf = new Map<string, string>()
  return {
    onRequest: async ({ request, id }) => {
      if (SAFE.has(request.method)) return undefined
      const content = `${request.method} ${request.url}\n${await request.clone().text()}`
      const key = unheard.get(content) ?? randomKey()
      unheard.set(content, key)
      contentOf.set(id, content)
      request.headers.set('idempotency-key', key)
      return request
    },
    onResponse: ({ id, response }) => {
      const content = contentOf.get(id)
      contentOf.delete(id)
      // A failure of the server leaves open whether the act was done.
      if (content !== undefined && response.status < 500) unheard.delete(content)
    },
    onError: ({ id }) => {
      contentOf.delete(id)
    },
  }
}

// crypto.randomUUID is missing where a page is not served over HTTPS or from this machine.
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
