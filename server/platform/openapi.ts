// The description of all routes: OpenAPI 3.1 at /openapi.json, a page to browse it at /docs.
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import type { Http } from './http.ts'

const DESCRIPTION = `Tare is the desk where a marketplace deals with empty parcels.

Send records as NDJSON to \`POST /v1/records\`, read what Tare thinks of an order at
\`GET /v1/orders/{id}/assessment\`, report, answer and decide under \`/v1/cases\`. Refusals are
\`application/problem+json\`; unsafe calls take an \`Idempotency-Key\`.`

/** Must be called before the routes are added, so that it sees them. */
export async function installOpenApi(http: Http): Promise<void> {
  await http.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Tare', description: DESCRIPTION, version: '1' },
      components: {
        securitySchemes: {
          bearer: {
            type: 'http',
            scheme: 'bearer',
            description: 'A marketplace key, a staff session token, or a party token.',
          },
        },
      },
      security: [{ bearer: [] }],
    },
    transform: jsonSchemaTransform,
  })
  http.get('/openapi.json', { schema: { hide: true } }, async () => http.swagger())
  // It runs under the content policy of the whole server: the page's own would make browsers ask
  // for TLS, which there is none of on a plain address of the network.
  await http.register(swaggerUi, {
    routePrefix: '/docs',
    uiConfig: { deepLinking: true, tryItOutEnabled: false },
    indexPrefix: '',
  })
}
