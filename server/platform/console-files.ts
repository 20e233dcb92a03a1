// Hands out the built console: files for ever (names carry their hash), the page always anew.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import files from '@fastify/static'
import type { Http } from './http.ts'

const BUILT = fileURLToPath(new URL('../../dist/console', import.meta.url))

/** Addresses of the console that a browser may open directly. */
const PAGES = ['/', '/console', '/console/*', '/party', '/party/*'] as const

/** Serves the console where it has been built; a server without it still has all of its routes. */
export async function installConsole(http: Http): Promise<void> {
  if (!existsSync(`${BUILT}/index.html`)) return
  await http.register(files, {
    root: BUILT,
    serve: false,
    decorateReply: true,
  })
  http.route({
    method: 'GET',
    url: '/assets/*',
    config: { permission: 'document.read' },
    schema: { hide: true },
    handler: (request, reply) => {
      const name = (request.params as { '*': string })['*']
      return reply.sendFile(`assets/${name}`, { maxAge: '365d', immutable: true })
    },
  })
  for (const url of PAGES) {
    http.route({
      method: 'GET',
      url,
      config: { permission: 'document.read' },
      schema: { hide: true },
      handler: (_request, reply) =>
        reply.header('cache-control', 'no-cache').sendFile('index.html', { cacheControl: false }),
    })
  }
}
