// The statement of reasons: what was decided and why, in words for the people whom it concerns,
// made from the decision, the file it looked at and the version of the policy it applied.
import type { FileContent } from '../cases/frozen-file.ts'
import type { Language } from '../vocabulary/language.ts'
import { type Instant, parseInstant } from '../vocabulary/time.ts'
import { factsOf, type OrderInCase } from './case-facts.ts'
import { consequenceOf } from './consequence.ts'
import type { Decision } from './decision.ts'
import { factSentences, reasonPhrase } from './fact-sentences.ts'
import { measureSentences } from './measure-sentences.ts'
import { sayList, sayMoment, sayMoney, sayProbability, speaker } from './message.ts'
import { AGAINST, type PolicyVersion } from './policy.ts'
import { CHANGE_WORDS, FINDING_WORDS, REASONS_WORDS } from './reasons-words.ts'

export interface StatementSection {
  readonly heading: string
  readonly paragraphs: readonly string[]
}

export interface Statement {
  readonly language: Language
  readonly title: string
  readonly sections: readonly StatementSection[]
  /** The same as plain text. */
  readonly text: string
}

/** What a statement is made from; the same three make the same statement. */
export interface Grounds {
  readonly decision: Decision
  readonly file: FileContent
  readonly applied: PolicyVersion
}

interface Telling extends Grounds {
  readonly language: Language
  readonly say: ReturnType<typeof speaker<keyof typeof REASONS_WORDS.en>>
}

/** Writes the statement in one language. */
export function stateReasons(grounds: Grounds, language: Language): Statement {
  const telling = { ...grounds, language, say: speaker(REASONS_WORDS, language) }
  const { say } = telling
  const title = say('title', { number: grounds.file.number })
  const sections = [
    { heading: say('headingDecision'), paragraphs: decisionParagraphs(telling) },
    { heading: say('headingFacts'), paragraphs: factParagraphs(telling) },
    { heading: say('headingVoices'), paragraphs: voiceParagraphs(telling) },
    { heading: say('headingWhy'), paragraphs: [grounds.decision.rationale] },
    { heading: say('headingRule'), paragraphs: ruleParagraphs(telling) },
    { heading: say('headingMeasures'), paragraphs: measureParagraphs(telling) },
    { heading: say('headingAutomation'), paragraphs: automationParagraphs(telling) },
    { heading: say('headingChange'), paragraphs: changeParagraphs(telling) },
    { heading: say('headingAppeal'), paragraphs: appealParagraphs(telling) },
  ]
  return { language, title, sections, text: plainText(title, sections) }
}

function plainText(title: string, sections: readonly StatementSection[]): string {
  const blocks = sections.map(({ heading, paragraphs }) => [heading, ...paragraphs].join('\n'))
  return `${[title, ...blocks].join('\n\n')}\n`
}

function moment(text: string, { language }: Telling): string {
  const at = parseInstant(text)
  return at === undefined ? text : sayMoment(at, language)
}

function findingPhrase(finding: Decision['finding'], { language }: Telling): string {
  return FINDING_WORDS[language][finding]
}

function decisionParagraphs(telling: Telling): readonly string[] {
  const { decision, file, language, say } = telling
  const decided = say('decided', {
    ...{ number: file.number, shop: file.shopId, count: file.orderIds.length },
    orders: sayList(file.orderIds, language),
    at: sayMoment(decision.decidedAt, language),
    finding: findingPhrase(decision.finding, telling),
  })
  if (decision.state === 'awaiting_approval') return [decided, say('awaiting')]
  if (decision.approvedAt === null) return [decided]
  return [decided, say('approved', { at: sayMoment(decision.approvedAt, language) })]
}

function factParagraphs(telling: Telling): readonly string[] {
  const { decision, file, language, say } = telling
  const { version, hash } = decision.file
  const frozen = say('file', { at: moment(file.frozenAt, telling), version, hash })
  const orders = factsOf(file).orders.flatMap((order) => {
    const assessment = file.assessments.find(({ orderId }) => orderId === order.orderId)
    const sentences = assessment && factSentences(assessment, language)
    const silence = assessment ? 'nothingStandsOut' : 'notWeighed'
    const known = sentences?.length ? sentences : [say(silence, { order: order.orderId })]
    return [orderSentence(order, telling), ...known]
  })
  return [...orders, frozen]
}

function orderSentence({ orderId, paid }: OrderInCase, telling: Telling): string {
  const { file, language, say } = telling
  const record = file.records.find(({ type, id }) => type === 'order' && id === orderId)
  const at = moment(String(record?.body.placedAt ?? ''), telling)
  if (!paid) return say('orderWithoutPrice', { order: orderId, at })
  return say('orderWithPrice', { order: orderId, at, price: sayMoney(paid, language) })
}

function voiceParagraphs(telling: Telling): readonly string[] {
  const { file, language, say } = telling
  const { report, response } = file
  const accusation = report
    ? say('reported', {
        ...{ at: moment(report.at, telling), description: report.description },
        reason: reasonPhrase(report.reason, language),
      })
    : say('notReported')
  if (!response) return [accusation, say('silent', { due: moment(file.answerDueAt, telling) })]
  const key = response.stance === 'accept' ? 'admitted' : 'contested'
  const { explanation } = response
  return [accusation, say(key, { at: moment(response.at, telling), explanation })]
}

function ruleParagraphs(telling: Telling): readonly string[] {
  const { decision, applied, language, say } = telling
  const { rows } = applied.policy.findings[decision.finding]
  const row = rows.find(({ clause }) => clause === decision.clause)
  const rule = say('rule', {
    ...{ title: applied.policy.title[language], version: applied.version },
    from: sayMoment(applied.effectiveFrom, language),
    ...{ clause: decision.clause, clauseTitle: row?.title[language] ?? decision.clause },
  })
  const against = AGAINST[decision.finding]
  if (against === 'nobody') return [rule]
  const isUnder = decision.actAt >= applied.effectiveFrom
  const act = say(isUnder ? 'actUnderVersion' : 'actBeforeFirst', {
    at: sayMoment(decision.actAt, language),
  })
  const { priorCount: count, windowDays: days } = decision.trace
  const priors = say(against === 'shop' ? 'priorsShop' : 'priorsReporter', { count, days })
  return [rule, act, priors]
}

function measureParagraphs(telling: Telling): readonly string[] {
  const { decision, language, say } = telling
  const from: Instant = decision.standingSince ?? decision.decidedAt
  const { measures, trace } = decision
  const sentences = measureSentences({ measures, trace, from }, language)
  return measures.length > 0 ? sentences : [say('noMeasures'), ...sentences]
}

function automationParagraphs(telling: Telling): readonly string[] {
  const { decision, file, language, say } = telling
  const { detection, suggestedFinding } = decision.automation
  const opened = say(detection ? 'openedByDetection' : 'openedByReport')
  const weighed = file.assessments.map(({ orderId: order, probability, modelVersion: model }) =>
    say('weighed', { order, model, probability: sayProbability(probability, language) }),
  )
  const suggested = suggestedFinding
    ? say('suggested', { finding: findingPhrase(suggestedFinding, telling) })
    : say('suggestedNone')
  return [opened, ...weighed, suggested, say('byPerson')]
}

function changeParagraphs(telling: Telling): readonly string[] {
  const { decision, file, language, say } = telling
  const change = speaker(CHANGE_WORDS, language)
  const paragraphs = [change(decision.finding)]
  const isAgainstShop = AGAINST[decision.finding] === 'shop'
  if (isAgainstShop && !file.response) paragraphs.push(change('answerInTime'))
  const milder = clauseWithoutPriors(telling)
  if (milder !== decision.clause) paragraphs.push(say('milderClause', { clause: milder }))
  return paragraphs
}

/** The clause that would have applied to a first time. */
function clauseWithoutPriors({ decision, file, applied }: Telling): string {
  const facts = factsOf(file)
  return consequenceOf(applied.policy, decision.finding, { facts, priorCount: 0 }).clause
}

function appealParagraphs({ decision, file, applied, language, say }: Telling): readonly string[] {
  const { appealUntil } = decision
  if (appealUntil === null) return [say('appealLater', { days: applied.policy.appealDays })]
  return [say('appeal', { until: sayMoment(appealUntil, language), number: file.number })]
}
