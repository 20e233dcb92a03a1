// The doors to policies: everybody may read what is published, a policy owner publishes.
import { z } from 'zod'
import type { Database } from '../platform/database.ts'
import type { Http } from '../platform/http.ts'
import { fieldProblem } from '../vocabulary/problem.ts'
import { type Clock, type Instant, parseInstant } from '../vocabulary/time.ts'
import { policySchema } from './policy.ts'
import { publishPolicy } from './publish-policy.ts'
import { showPolicy } from './read-policy.ts'

export interface PolicyDesk {
  readonly db: Database
  readonly clock: Clock
}

const params = z.object({
  name: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'small letters and digits, joined by hyphens')
    .max(60),
})
const dates = {
  version: z.number().int(),
  effectiveFrom: z.string(),
  publishedAt: z.string(),
}
const policyAnswer = z.object({
  name: z.string(),
  ...dates,
  policy: policySchema,
  versions: z.array(z.object(dates)).describe('Every version, the newest first'),
})

export function policyRoutes(http: Http, { db, clock }: PolicyDesk): void {
  http.route({
    method: 'GET',
    url: '/v1/policies/:name',
    config: { permission: 'policy.read' },
    schema: {
      summary: 'Read a published policy: the version in force, or the one asked for',
      description: 'Cases are decided under the policy `default`.',
      tags: ['policies'],
      params,
      querystring: z.object({ version: z.coerce.number().int().min(1).optional() }),
      response: { 200: policyAnswer },
    },
    handler: async ({ params: { name }, query: { version } }) =>
      showPolicy(db, name, { version, now: clock() }),
  })
  http.route({
    method: 'PUT',
    url: '/v1/policies/:name',
    config: { permission: 'policy.write' },
    schema: {
      summary: 'Publish the next version of a policy',
      description:
        'Takes force at `effectiveFrom`, by default after seven days of notice. ' +
        'A policy with a gap, an overlap or an unreachable row is refused, and the row named.',
      tags: ['policies'],
      params,
      body: z.object({ policy: policySchema, effectiveFrom: z.string().max(40).optional() }),
      response: { 200: policyAnswer },
    },
    handler: async ({ params: { name }, body, actor }) => {
      const now = clock()
      const effectiveFrom = momentOf(body.effectiveFrom)
      const asked = { name, policy: body.policy, effectiveFrom, actor, now }
      const { version } = await publishPolicy(db, asked)
      return showPolicy(db, name, { version, now })
    },
  })
}

function momentOf(text: string | undefined): Instant | undefined {
  if (text === undefined) return undefined
  const at = parseInstant(text)
  if (at === undefined) throw fieldProblem('/effectiveFrom', 'must be RFC 3339 with an offset')
  return at
}
