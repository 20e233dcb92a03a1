// Promises of the statement of reasons: whole texts for every finding and measure, both languages.
import { describe, expect, test } from 'vitest'
import { type GroundsSeed, someFile, someGrounds, UNDERWEIGHT } from '../../test/case-file.ts'
import type { FileSignal } from '../cases/frozen-file.ts'
import type { OrderId } from '../vocabulary/ids.ts'
import { LANGUAGES, type Language } from '../vocabulary/language.ts'
import { instant } from '../vocabulary/time.ts'
import { DEFAULT_POLICY } from './default-policy.ts'
import {
  FINDINGS,
  type Finding,
  type Measure,
  REPORTER_MEASURES,
  type ReporterMeasureKind,
  SHOP_MEASURES,
} from './measure.ts'
import { measureSentence } from './measure-sentences.ts'
import { stateReasons } from './reasons.ts'

const assessed = (signals: readonly FileSignal[], probability: number) => ({
  assessments: [
    {
      ...{ orderId: 'O5001', probability, decibans: 0, band: 'suspect', signals },
      ...{ assessedAt: '2026-10-02T08:00:01Z', modelVersion: 'reasoned-1' },
    },
  ],
})

const ELSEWHERE: FileSignal = {
  ...{ kind: 'route_elsewhere', decibans: 12 },
  because: {
    ...{ scanCity: '郑州', orderCity: '成都', scanKind: 'delivered' },
    at: '2026-10-01T03:20:00Z',
  },
}
const waybill = (more: FileSignal['because']): FileSignal => ({
  ...{ kind: 'waybill_reused', decibans: 15 },
  because: {
    ...{ carrier: 'zto', waybillNo: '7300001', otherAddresses: 3, otherOrderId: 'O9' },
    ...{ usedBefore: true, deliveredBeforeAt: null, ...more },
  },
})
const BURST: FileSignal = {
  ...{ kind: 'order_concentration', decibans: 11 },
  because: {
    ...{ ratio: 4, orders: 24, buyers: 6, ownOrders: 5 },
    ...{ intervalFrom: '2026-09-28T12:00:00Z', intervalTo: '2026-09-28T12:41:00Z' },
  },
}
const COMPLAINT: FileSignal = {
  ...{ kind: 'buyer_report', decibans: 10 },
  because: { reason: 'empty_parcel', complaints: 1, firstAt: '2026-10-02T08:00:00Z' },
}
const FULL: FileSignal = {
  ...{ kind: 'parcel_underweight', decibans: -8 },
  because: { ...UNDERWEIGHT.because, measuredGrams: 1_260, parcels: 2 },
}
const UNKNOWN: FileSignal = {
  ...{ kind: 'gift_site', decibans: 4 },
  because: { senders: 9, senderKey: 'key-of-a-stranger' },
}

const detected = { origin: 'detection', report: null } as const
const silent = { response: null }
const admitted = {
  response: { at: '2026-10-03T10:15:00Z', stance: 'accept', explanation: '打包时漏放了商品。' },
}
const [order, parcel] = someFile().records
const withReview = {
  records: [
    ...someFile().records,
    { type: 'review', id: 'R1', version: 1, hash: '00', body: { orderId: 'O5001', stars: 1 } },
  ],
}
const withoutSum = {
  records: [{ ...order, body: { placedAt: order?.body.placedAt } }, parcel] as ReturnType<
    typeof someFile
  >['records'],
}
const inReais = {
  records: [
    { ...order, body: { ...order?.body, total: { amount: 8_990, currency: 'BRL' } } },
  ] as ReturnType<typeof someFile>['records'],
}

/** Between them these show every finding, every measure of the example policy, every fact. */
const EXAMPLES: readonly (readonly [string, Finding, GroundsSeed])[] = [
  ['An empty parcel, first time, contested', 'deliberate_empty_parcel', {}],
  [
    'An empty parcel, second time, refunded in part',
    'deliberate_empty_parcel',
    {
      priorCount: 1,
      file: {
        ...assessed([UNDERWEIGHT, waybill({}), ELSEWHERE, COMPLAINT], 0.9999),
        records: [
          ...someFile().records,
          {
            ...{ type: 'refund', id: 'F1', version: 1, hash: '00' },
            body: { orderId: 'O5001', amount: { amount: 4_000, currency: 'CNY' } },
          },
        ],
      },
    },
  ],
  [
    'An empty parcel, third time, no answer, a second reviewer agreed',
    'deliberate_empty_parcel',
    { priorCount: 2, file: { ...silent, ...assessed([waybill({ usedBefore: false })], 0.83) } },
  ],
  [
    'Empty parcels again and again, waiting for the second reviewer',
    'deliberate_empty_parcel',
    { priorCount: 3, isAwaiting: true },
  ],
  [
    'An empty parcel whose price nobody told, before any policy was published',
    'deliberate_empty_parcel',
    { file: withoutSum, effectiveFrom: '2026-10-01T00:00:00Z' },
  ],
  ['An empty parcel paid in another currency', 'deliberate_empty_parcel', { file: inReais }],
  ['An honest mistake, admitted', 'honest_mistake', { file: admitted }],
  ['An honest mistake, made too often', 'honest_mistake', { priorCount: 3, file: admitted }],
  [
    'Not proven: the parcel was as heavy as it should be',
    'not_proven',
    { file: assessed([FULL], 0.0042) },
  ],
  [
    'Not proven: opened by detection, nothing weighed any more',
    'not_proven',
    { file: { ...detected, assessments: [] } },
  ],
  [
    'A malicious report, first time, with a review',
    'malicious_report',
    { file: { ...withReview, ...assessed([FULL], 0.0042) } },
  ],
  [
    'A malicious report, second time',
    'malicious_report',
    { priorCount: 1, file: assessed([], 0.02) },
  ],
  [
    'Brushing, first time',
    'brushing',
    { file: { ...detected, ...silent, ...assessed([BURST], 0.7) } },
  ],
  [
    'Brushing, second time',
    'brushing',
    {
      priorCount: 1,
      file: {
        ...detected,
        ...assessed([BURST, waybill({ deliveredBeforeAt: '2026-09-20T01:00:00Z' })], 0.96),
      },
    },
  ],
  [
    'Brushing, third time',
    'brushing',
    { priorCount: 2, file: { ...detected, ...assessed([UNKNOWN], 0.7) } },
  ],
  ['Brushing again and again', 'brushing', { priorCount: 3, file: detected }],
]

describe('the statement', () => {
  test.each(LANGUAGES)(
    'in %s is word for word what the examples in the docs show',
    async (language) => {
      const page = EXAMPLES.map(
        ([heading, finding, seed]) => `## ${heading}\n\n${asPage(finding, seed, language)}`,
      )
      const intro = `# Statements of reasons: examples (${language})\n\n${INTRO}\n\n`
      const text = `${intro}${page.join('\n')}`
      await expect(text).toMatchFileSnapshot(`../../docs/examples/statements.${language}.md`)
    },
  )

  test('shows every finding, and every measure of the example policy', () => {
    const shown = EXAMPLES.map(([, finding, seed]) => someGrounds(finding, seed).decision)
    expect(new Set(shown.map(({ finding }) => finding))).toEqual(new Set(FINDINGS))
    const inPolicy = Object.values(DEFAULT_POLICY.findings).flatMap(({ rows }) =>
      rows.flatMap(({ measures }) => measures.map(({ on, kind }) => `${on} ${kind}`)),
    )
    const told = shown.flatMap(({ measures }) => measures.map(({ on, kind }) => `${on} ${kind}`))
    expect(new Set(told)).toEqual(new Set(inPolicy))
  })

  test('says the same in both languages: as many sections, each with as many paragraphs', () => {
    for (const [, finding, seed] of EXAMPLES) {
      const shapes = LANGUAGES.map((language) =>
        stateReasons(someGrounds(finding, seed), language).sections.map(
          ({ paragraphs }) => paragraphs.length,
        ),
      )
      expect(shapes[0]).toEqual(shapes[1])
    }
  })

  test('names nobody outside the case, whatever a signal knows', () => {
    const grounds = someGrounds('brushing', { file: assessed([UNKNOWN, waybill({})], 0.7) })
    for (const language of LANGUAGES) {
      const { text } = stateReasons(grounds, language)
      expect(text).not.toContain('key-of-a-stranger')
      expect(text).not.toContain('O9')
    }
  })

  test('takes what people wrote as it is, braces and all', () => {
    const rationale = "{count, plural} '{' <b>bold</b> # “quoted”"
    const file = { ...someFile(), response: { ...admitted.response, explanation: rationale } }
    const { text } = stateReasons(someGrounds('not_proven', { rationale, file }), 'en')
    expect(text.split(rationale)).toHaveLength(3)
  })
})

const INTRO =
  'These are made by the program from decisions on a made case, under the example policy. The ' +
  'test `server/decisions/reasons.test.ts` compares them word for word.'

function asPage(finding: Finding, seed: GroundsSeed, language: Language): string {
  const { title, sections } = stateReasons(someGrounds(finding, seed), language)
  const blocks = sections.map(
    ({ heading, paragraphs }) => `**${heading}**\n\n${paragraphs.join('\n\n')}`,
  )
  return `### ${title}\n\n${blocks.join('\n\n')}\n`
}

const FROM = instant(Date.UTC(2026, 9, 5, 9, 30))
const ORDERED = { clause: 'c', points: 0 }
const SUM = { amount: 123_456, currency: 'CNY' }

function everyMeasure(days: number | null): readonly Measure[] {
  const shop = SHOP_MEASURES.map((kind): Measure => {
    if (kind === 'compensate_buyers') {
      const forWhom = { orderId: 'O1' as OrderId, buyerId: 'B1' }
      return { ...ORDERED, on: 'shop', kind, ...forWhom, amount: SUM }
    }
    if (kind === 'withhold_deposit' || kind === 'withhold_balance') {
      return { ...ORDERED, on: 'shop', kind, amount: SUM, days }
    }
    return { ...ORDERED, on: 'shop', kind, scope: { kind: 'shop' }, days }
  })
  const reporter = REPORTER_MEASURES.map(
    (kind: ReporterMeasureKind): Measure => ({
      ...{ ...ORDERED, on: 'reporter', kind, buyerId: 'B1', days },
    }),
  )
  return [...shop, ...reporter]
}

describe('every measure', () => {
  test.each([
    ['for a term', 30],
    ['without an end', null],
  ])('%s has a sentence of its own in both languages', (_what, days) => {
    for (const language of LANGUAGES) {
      const sentences = everyMeasure(days).map((each) => measureSentence(each, FROM, language))
      expect(new Set(sentences).size).toBe(sentences.length)
      for (const sentence of sentences) {
        expect(sentence).not.toMatch(/[{}]|undefined|NaN/)
        expect(sentence).toMatch(language === 'en' ? /\.$/ : /。$/)
        if (language === 'zh-CN') expect(sentence).not.toMatch(/[,;:!?]\s/)
      }
    }
  })
})
