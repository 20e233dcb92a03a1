// The doors to decisions: propose, decide, agree, read, and the statement of reasons.
import { z } from 'zod'
import { noSuchCase } from '../cases/case.ts'
import type { Database } from '../platform/database.ts'
import type { Http } from '../platform/http.ts'
import { type CaseId, isUuid } from '../vocabulary/ids.ts'
import { chooseLanguage, LANGUAGES } from '../vocabulary/language.ts'
import type { Clock } from '../vocabulary/time.ts'
import { approveDecision } from './approve-decision.ts'
import { asJudge } from './check-conflict.ts'
import { decideCase } from './decide-case.ts'
import { decisionAnswer, proposalAnswer, tellDecision, tellProposal } from './decision-answer.ts'
import { FINDINGS } from './measure.ts'
import { policyRoutes } from './policy-routes.ts'
import { showDecision, showStatement } from './read-decision.ts'
import { showProposal } from './read-proposal.ts'

export interface DecisionDesk {
  readonly db: Database
  readonly clock: Clock
}

const tags = ['decisions']
const params = z.object({ id: z.string().max(128) })
const words = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => text.trim().length > 0, 'must say something')
    .refine((text) => !text.includes('\0') && text.isWellFormed(), 'has characters that are none')

function caseIdOf(text: string): CaseId {
  if (!isUuid(text)) throw noSuchCase(text)
  return text as CaseId
}

export function decisionRoutes(http: Http, desk: DecisionDesk): void {
  actRoutes(http, desk)
  readRoutes(http, desk)
  policyRoutes(http, desk)
}

function actRoutes(http: Http, { db, clock }: DecisionDesk): void {
  http.route({
    method: 'POST',
    url: '/v1/cases/:id/decision',
    config: { permission: 'case.decide' },
    schema: {
      summary: 'Decide a case',
      description:
        'Freezes the file, then applies the policy that was in force when the matter arose. ' +
        'A severe measure waits for a second reviewer (state `awaiting_approval`).',
      tags,
      params,
      body: z.object({ finding: z.enum(FINDINGS), rationale: words(10_000) }),
      response: { 200: decisionAnswer },
    },
    handler: async ({ params: { id }, body: { finding, rationale }, actor }) => {
      const deciding = { finding, rationale, actor: asJudge(actor), now: clock() }
      return tellDecision(await decideCase(db, caseIdOf(id), deciding), 'desk')
    },
  })
  http.route({
    method: 'POST',
    url: '/v1/cases/:id/decision/approval',
    config: { permission: 'case.approve' },
    schema: {
      summary: 'Agree to a severe decision as the second reviewer, or send it back',
      tags,
      params,
      body: z.object({ approve: z.boolean(), reason: words(10_000).optional() }),
      response: { 200: decisionAnswer },
    },
    handler: async ({ params: { id }, body: { approve, reason }, actor }) => {
      const approving = { approve, reason, actor: asJudge(actor), now: clock() }
      return tellDecision(await approveDecision(db, caseIdOf(id), approving), 'desk')
    },
  })
}

const statementAnswer = z.object({
  language: z.enum(LANGUAGES),
  title: z.string(),
  sections: z.array(z.object({ heading: z.string(), paragraphs: z.array(z.string()) })),
  text: z.string().describe('The same as plain text'),
})

function readRoutes(http: Http, { db, clock }: DecisionDesk): void {
  http.route({
    method: 'GET',
    url: '/v1/cases/:id/proposal',
    config: { permission: 'case.decide' },
    schema: {
      summary: 'What each finding would bring under the policy, and which one the facts suggest',
      tags,
      params,
      response: { 200: proposalAnswer },
    },
    handler: async ({ params: { id }, actor }) =>
      tellProposal(await showProposal(db, caseIdOf(id), { actor, now: clock() })),
  })
  http.route({
    method: 'GET',
    url: '/v1/cases/:id/decision',
    config: { permission: 'case.read' },
    schema: {
      summary: 'Read the decision of a case',
      tags,
      params,
      response: { 200: decisionAnswer },
    },
    handler: async ({ params: { id }, actor }) => showDecision(db, caseIdOf(id), actor),
  })
  http.route({
    method: 'GET',
    url: '/v1/cases/:id/statement',
    config: { permission: 'statement.read' },
    schema: {
      summary: 'Read the statement of reasons',
      tags,
      params,
      querystring: z.object({ lang: z.string().max(100).optional().describe('zh-CN or en') }),
      response: { 200: statementAnswer },
    },
    handler: async ({ params: { id }, query: { lang }, headers, actor }) => {
      const language = chooseLanguage(lang ?? headers['accept-language'])
      const statement = await showStatement(db, caseIdOf(id), { actor, language })
      const sections = statement.sections.map(({ heading, paragraphs }) => ({
        ...{ heading, paragraphs: [...paragraphs] },
      }))
      return { ...statement, sections }
    },
  })
}
