// Doors to what the machine thinks: assessments, orders with their records, the seller's check.
import { z } from 'zod'
import type { Database } from '../platform/database.ts'
import type { Http } from '../platform/http.ts'
import { isMarketplaceId } from '../vocabulary/ids.ts'
import { chooseLanguage, type Language } from '../vocabulary/language.ts'
import { Problem } from '../vocabulary/problem.ts'
import { type Clock, formatInstant } from '../vocabulary/time.ts'
import { BANDS, type Contribution } from './assessment.ts'
import { readAssessments } from './assessment-store.ts'
import { checkParcel } from './check-parcel.ts'
import { readOrder } from './read-order.ts'
import { explainSignal, fillMessage } from './signal-sentence.ts'
import { PARCEL_CHECK_WORDS } from './signal-words.ts'

interface Desk {
  readonly db: Database
  readonly clock: Clock
}

const tags = ['orders']
const marketplaceId = z.string().refine(isMarketplaceId, 'must be an identifier of the marketplace')
const idParams = z.object({ id: marketplaceId })
const record = z.looseObject({ type: z.string(), id: z.string() })

const signal = z.object({
  kind: z.string(),
  decibans: z.number(),
  because: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  explanation: z.string().describe('The same in a sentence, in the language asked for'),
})

export function signalRoutes(http: Http, desk: Desk): void {
  assessmentRoute(http, desk)
  orderRoute(http, desk)
  checkRoute(http, desk)
}

function explained(signals: readonly Contribution[], language: Language) {
  return signals.map((each) => ({
    ...each,
    because: { ...each.because },
    explanation: explainSignal(each, language),
  }))
}

function assessmentRoute(http: Http, desk: Desk): void {
  http.route({
    method: 'GET',
    url: '/v1/orders/:id/assessment',
    config: { permission: 'assessment.read' },
    schema: {
      tags,
      summary: 'What Tare thinks of an order, and why',
      params: idParams,
      response: {
        200: z.object({
          orderId: z.string(),
          probability: z.number(),
          decibans: z.number().describe('The prior plus the sum of the signals'),
          band: z.enum(BANDS),
          signals: z.array(signal),
          ringId: z.string().nullable(),
          assessedAt: z.iso.datetime(),
          modelVersion: z.string(),
        }),
      },
    },
    handler: async ({ params, headers }) => {
      const [found] = await readAssessments(desk.db, [params.id])
      if (!found) {
        throw new Problem('not_found', `Order ${params.id} has not been weighed: is its record in?`)
      }
      const { shopId: _shopId, assessedAt, signals, ...rest } = found
      const language = chooseLanguage(headers['accept-language'])
      return {
        ...rest,
        signals: explained(signals, language),
        ringId: null,
        assessedAt: formatInstant(assessedAt),
      }
    },
  })
}

function orderRoute(http: Http, desk: Desk): void {
  http.route({
    method: 'GET',
    url: '/v1/orders/:id',
    config: { permission: 'order.read' },
    schema: {
      tags,
      summary: 'An order with its parcels, scans, goods, refunds, reviews, messages and reports',
      description: 'Of each type the first 200 by time.',
      params: idParams,
      response: {
        200: z.object({
          order: record,
          parcels: z.array(z.looseObject({ ...record.shape, scans: z.array(record) })),
          listings: z.array(record),
          refunds: z.array(record),
          reviews: z.array(record),
          messages: z.array(record),
          reports: z.array(record),
        }),
      },
    },
    handler: ({ actor, params }) => readOrder(desk.db, { actor, orderId: params.id }),
  })
}

function checkRoute(http: Http, desk: Desk): void {
  http.route({
    method: 'POST',
    url: '/v1/parcels/check',
    config: { permission: 'parcel.check' },
    schema: {
      tags,
      summary: 'Weigh a parcel before it ships: does it weigh what its goods should?',
      body: z.object({
        orderId: marketplaceId,
        measuredGrams: z
          .int()
          .min(1)
          .max(100_000_000)
          .describe('Of all parcels of the order together'),
      }),
      response: {
        200: z.object({
          ok: z.boolean(),
          expectedGrams: z.int().nullable(),
          tolerance: z.int().nullable().describe('Grams more or less that are nothing unusual'),
          advice: z.string(),
        }),
      },
    },
    handler: async ({ actor, body, headers }) => {
      const found = await checkParcel(desk.db, { actor, ...body, now: desk.clock() })
      const { expectedGrams, tolerance } = found
      const language = chooseLanguage(headers['accept-language'])
      const text = PARCEL_CHECK_WORDS[language][found.advice]
      return { ...found, advice: fillMessage(text, { expectedGrams, tolerance }, language) }
    },
  })
}
