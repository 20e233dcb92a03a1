// The doors to cases: report, list, read, answer, assign, and the frozen file.
import { z } from 'zod'
import { REASONS } from '../intake/record.ts'
import type { Database } from '../platform/database.ts'
import type { Http } from '../platform/http.ts'
import { pageQuery } from '../platform/paging.ts'
import {
  type BuyerId,
  type CaseId,
  isMarketplaceId,
  isUuid,
  type OrderId,
  type ShopId,
} from '../vocabulary/ids.ts'
import type { Clock } from '../vocabulary/time.ts'
import { answerCase } from './answer-case.ts'
import { assignCase } from './assign-case.ts'
import { noSuchCase, ORIGINS, STANCES } from './case.ts'
import { caseAnswer, caseAnswerWithTimeline, tellCase } from './case-answer.ts'
import { CASE_SORTS } from './case-list-store.ts'
import { listCases } from './list-cases.ts'
import { showCase } from './read-case.ts'
import { showFile } from './read-file.ts'
import { reportOrder } from './report-order.ts'

export interface CaseDesk {
  readonly db: Database
  readonly clock: Clock
}

const marketplaceId = z
  .string()
  .refine(isMarketplaceId, '1 to 128 characters, none of them a control character')
const params = z.object({ id: z.string().max(128) })
/** Text of people: something in it, and no NUL, which PostgreSQL cannot store. */
const words = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => text.trim().length > 0, 'must say something')
    .refine((text) => !text.includes('\0') && text.isWellFormed(), 'has characters that are none')

const reportBody = z.object({
  orderId: marketplaceId,
  buyerId: marketplaceId,
  reason: z.enum(REASONS),
  description: words(5_000),
  desiredOutcome: words(200)
    .optional()
    .describe('What the buyer asks for, such as refund, reship or compensate'),
  declaredTruthful: z
    .literal(true, 'declare that the report is true; a false one has consequences')
    .describe('The buyer declares that the report is true'),
})

/** The case that an address names; what is no identifier names none. */
function caseIdOf(text: string): CaseId {
  if (!isUuid(text)) throw noSuchCase(text)
  return text as CaseId
}

export function caseRoutes(http: Http, desk: CaseDesk): void {
  reportRoute(http, desk)
  readRoutes(http, desk)
  actRoutes(http, desk)
}

function reportRoute(http: Http, { db, clock }: CaseDesk): void {
  http.route({
    method: 'POST',
    url: '/v1/reports',
    config: { permission: 'report.file' },
    schema: {
      summary: 'Report an order',
      description:
        'Opens a case on the order, or joins the one that detection has opened: `origin` tells.',
      tags: ['cases'],
      body: reportBody,
      response: { 201: caseAnswer },
    },
    handler: async (request, reply) => {
      const now = clock()
      const { actor } = request
      const { orderId, buyerId, reason, description, desiredOutcome = null } = request.body
      const input = {
        ...{ orderId: orderId as OrderId, buyerId: buyerId as BuyerId },
        ...{ reason, description, desiredOutcome },
      }
      const { subject } = await reportOrder(db, { input, actor, now })
      // A report that joins a case is new as well.
      return reply
        .code(201)
        .header('location', `/v1/cases/${subject.id}`)
        .send(tellCase(subject, actor, now))
    },
  })
}

const listQuery = z.object({
  ...pageQuery,
  state: z.string().max(200).optional().describe('One state, or several with commas between them'),
  shopId: marketplaceId.optional(),
  buyerId: marketplaceId.optional(),
  assignee: z.string().max(128).optional().describe('`me`, `none`, or the id of a member of staff'),
  origin: z.enum(ORIGINS).optional(),
  q: z
    .string()
    .trim()
    .max(128)
    .optional()
    .describe('A case number, or the beginning of an order, shop, buyer or case id'),
  sort: z.enum(CASE_SORTS).default('newest'),
})

const fileAnswer = z.object({
  version: z.number().int(),
  frozenAt: z.string(),
  hash: z.string().describe('SHA-256 of the canonical JSON of the whole content'),
  withheld: z.array(z.string()).describe('What this reader is not shown'),
  content: z.looseObject({ format: z.string(), caseId: z.string(), frozenAt: z.string() }),
})

function readRoutes(http: Http, { db, clock }: CaseDesk): void {
  http.route({
    method: 'GET',
    url: '/v1/cases',
    config: { permission: 'case.read' },
    schema: {
      summary: 'List cases',
      description: 'The desk sees all cases, a buyer or seller their own.',
      tags: ['cases'],
      querystring: listQuery,
      response: {
        200: z.object({ items: z.array(caseAnswer), nextCursor: z.string().nullable() }),
      },
    },
    handler: async ({ query, actor }) => {
      const { state, assignee, sort, limit, cursor, q, shopId, buyerId, origin } = query
      const filter = {
        shopId: shopId as ShopId | undefined,
        buyerId: buyerId as BuyerId | undefined,
        ...{ origin, words: q || undefined },
      }
      const asked = { filter, state, assignee, sort, limit, cursor }
      return listCases(db, asked, { actor, now: clock() })
    },
  })
  http.route({
    method: 'GET',
    url: '/v1/cases/:id',
    config: { permission: 'case.read' },
    schema: {
      summary: 'Read a case with its timeline',
      tags: ['cases'],
      params,
      response: { 200: caseAnswerWithTimeline },
    },
    handler: async ({ params: { id }, actor }) =>
      showCase(db, caseIdOf(id), { actor, now: clock() }),
  })
  http.route({
    method: 'GET',
    url: '/v1/cases/:id/file',
    config: { permission: 'case.read' },
    schema: {
      summary: 'Read the frozen file: what the decision looked at',
      tags: ['cases'],
      params,
      querystring: z.object({ version: z.coerce.number().int().min(1).max(10_000).optional() }),
      response: { 200: fileAnswer },
    },
    handler: async ({ params: { id }, query: { version }, actor }) => {
      const answer = await showFile(db, caseIdOf(id), { actor, version })
      return { ...answer, withheld: [...answer.withheld], content: { ...answer.content } }
    },
  })
}

function actRoutes(http: Http, { db, clock }: CaseDesk): void {
  http.route({
    method: 'POST',
    url: '/v1/cases/:id/response',
    config: { permission: 'case.respond' },
    schema: {
      summary: 'Answer a case as the seller',
      tags: ['cases'],
      params,
      body: z.object({ stance: z.enum(STANCES), explanation: words(10_000) }),
      response: { 200: caseAnswer },
    },
    handler: async ({ params: { id }, body: { stance, explanation }, actor }) => {
      const now = clock()
      const asked = { stance, explanation, actor, now }
      return tellCase(await answerCase(db, caseIdOf(id), asked), actor, now)
    },
  })
  http.route({
    method: 'POST',
    url: '/v1/cases/:id/assignment',
    config: { permission: 'case.assign' },
    schema: {
      summary: 'Take a case, hand it on, or lay it down',
      tags: ['cases'],
      params,
      body: z.object({
        assignee: z.string().max(128).nullable().describe('`me`, the id of staff, or null'),
      }),
      response: { 200: caseAnswer },
    },
    handler: async ({ params: { id }, body: { assignee }, actor }) => {
      const now = clock()
      return tellCase(await assignCase(db, caseIdOf(id), { assignee, actor, now }), actor, now)
    },
  })
}
