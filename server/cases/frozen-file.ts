// The frozen file: exactly what a decision may look at, as canonical JSON with its hash.
import { canonicalJson, sha256 } from '../vocabulary/canonical.ts'
import type { CaseId } from '../vocabulary/ids.ts'
import type { Money } from '../vocabulary/money.ts'
import { formatInstant, type Instant } from '../vocabulary/time.ts'
import { type Case, caseNumber } from './case.ts'
import type { CaseEvent } from './timeline.ts'

/** Changed when the meaning of a field changes; old files stay readable by their own number. */
export const FILE_FORMAT = 'tare-case-file/1'

/** Records beyond this many (by type and identifier) are counted, not kept: no file is endless. */
export const MOST_FILE_RECORDS = 5_000

/** One record as it counted when the file was frozen; `hash` is the one it was stored under. */
export interface FileRecord {
  readonly type: string
  readonly id: string
  readonly version: number
  readonly hash: string
  readonly body: Readonly<Record<string, unknown>>
}

export interface FileSignal {
  readonly kind: string
  readonly decibans: number
  readonly because: Readonly<Record<string, string | number | boolean | null>>
}

/** What the machine thought of one order, with the model that thought so. */
export interface FileAssessment {
  readonly orderId: string
  readonly probability: number
  readonly decibans: number
  readonly band: string
  readonly signals: readonly FileSignal[]
  readonly assessedAt: string
  readonly modelVersion: string
}

export interface FileEvent {
  readonly seq: number
  readonly at: string
  readonly event: string
  readonly actor: string
  readonly detail: Readonly<Record<string, unknown>>
  readonly hash: string
}

/** Plain JSON; times are RFC 3339 in UTC. */
export interface FileContent {
  readonly format: typeof FILE_FORMAT
  readonly caseId: string
  readonly number: string
  readonly frozenAt: string
  readonly origin: string
  readonly shopId: string
  readonly buyerId: string
  readonly orderIds: readonly string[]
  readonly openedAt: string
  readonly answerDueAt: string
  readonly report: {
    readonly at: string
    readonly reason: string
    readonly description: string
    readonly desiredOutcome: string | null
  } | null
  readonly response: {
    readonly at: string
    readonly stance: string
    readonly explanation: string
  } | null
  readonly assessments: readonly FileAssessment[]
  readonly records: readonly FileRecord[]
  readonly recordsLeftOut: number
  /** What the shop has paid in and not got back, by currency. */
  readonly deposits: readonly Money[]
  readonly timeline: readonly FileEvent[]
}

/** A file at rest: `content` is text that must not change by a byte, `hash` its SHA-256 in hex. */
export interface FrozenFile {
  readonly caseId: CaseId
  /** Counts from 1: a case that is decided anew freezes a file anew. */
  readonly version: number
  readonly content: string
  readonly hash: string
  readonly frozenAt: Instant
}

/** What a file is put together from. */
export interface FileParts {
  readonly subject: Case
  readonly records: readonly FileRecord[]
  readonly recordsLeftOut: number
  readonly assessments: readonly FileAssessment[]
  readonly deposits: readonly Money[]
  readonly timeline: readonly CaseEvent[]
  readonly now: Instant
}

/** Puts a file together; the same parts make the same file, in whatever order they were read. */
export function composeFile(parts: FileParts): FileContent {
  const { subject } = parts
  return {
    format: FILE_FORMAT,
    caseId: subject.id,
    number: caseNumber(subject.number),
    frozenAt: formatInstant(parts.now),
    origin: subject.origin,
    shopId: subject.shopId,
    buyerId: subject.buyerId,
    orderIds: [...subject.orderIds].sort(),
    openedAt: formatInstant(subject.openedAt),
    answerDueAt: formatInstant(subject.answerDueAt),
    report: subject.report && { ...subject.report, at: formatInstant(subject.report.at) },
    response: subject.response && { ...subject.response, at: formatInstant(subject.response.at) },
    assessments: sortedBy(parts.assessments, ({ orderId }) => orderId),
    records: sortedBy(parts.records, ({ type, id }) => `${type}\n${id}`),
    recordsLeftOut: parts.recordsLeftOut,
    deposits: sortedBy(parts.deposits, ({ currency }) => currency),
    timeline: parts.timeline.map(({ seq, at, event, actor, detail, hash }) => ({
      ...{ seq, at: formatInstant(at), event, actor, detail, hash },
    })),
  }
}

function sortedBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  return [...items].sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1))
}

/** Seals a file: from here on its bytes are what was decided upon. */
export function sealFile(content: FileContent, at: { version: number; now: Instant }): FrozenFile {
  const text = canonicalJson(content)
  const caseId = content.caseId as CaseId
  return { caseId, version: at.version, content: text, hash: sha256(text), frozenAt: at.now }
}

/** Reads a sealed file back. Bytes that are not those that were sealed are a broken promise. */
export function openFile(file: FrozenFile): FileContent {
  if (sha256(file.content) !== file.hash) {
    throw new Error(`the frozen file ${file.version} of case ${file.caseId} was changed`)
  }
  return JSON.parse(file.content) as FileContent
}
