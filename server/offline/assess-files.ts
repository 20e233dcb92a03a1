// `tare assess` without its terminal: sources in, findings out, and a summary by shop.
import { InputMistake } from '../adapters/input.ts'
import type { InputRejection, Source } from '../adapters/source.ts'
import { LONGEST_CONTENT } from '../intake/feed.ts'
import type { MarketRecord } from '../intake/record.ts'
import { checkRecord } from '../intake/record-check.ts'
import { SIGNAL_KINDS } from '../signals/catalogue.ts'
import { findingPages } from '../signals/findings.ts'
import { createMemoryStore, type MemoryStore } from '../signals/memory-state.ts'
import type { Instant } from '../vocabulary/time.ts'
import { type AssessSummary, addFinding, emptySummary } from './assess-summary.ts'

export type { Finding } from '../signals/assessment.ts'

/** A line that is not a record, as it stands in its file. */
export interface RefusedLine extends InputRejection {
  readonly file: string
  readonly line: number
  readonly content: string
}

export interface Assessing {
  readonly sources: readonly Source[]
  /** Facts of later moments do not count. */
  readonly now: Instant
  /** Kinds of signals; all of them if left out. */
  readonly signals?: readonly string[] | undefined
  /** Takes findings as lines of NDJSON, a page of them at a time. */
  readonly onFindings: (lines: string) => Promise<void> | void
  readonly onRefused: (line: RefusedLine) => Promise<void> | void
  /** Bytes of all sources read so far, and records taken in. */
  readonly onProgress: (bytes: number, records: number) => void
  /** Orders weighed so far, of all of them. */
  readonly onWeighed: (done: number, orders: number) => void
}

/**
 * Reads every source, then weighs every order once. Holds what signals read of each record, and
 * one page of findings. Throws `InputMistake` for a signal that there is not.
 */
export async function assessFiles(work: Assessing): Promise<AssessSummary> {
  checkSignals(work.signals)
  const store = createMemoryStore()
  const summary = emptySummary()
  const course: Course = { work, store, summary, bytesBefore: 0 }
  for (const source of work.sources) {
    await takeSource(source, course)
    course.bytesBefore += source.size
  }
  const orders = [...store.memory.shops.values()].reduce(
    (sum, hours) =>
      [...hours.values()].reduce((within, { orders: placed }) => within + placed.length, sum),
    0,
  )
  summary.shops = store.memory.shops.size
  const { now, signals } = work
  for (const page of findingPages(store, { now, ...(signals && { signals }) })) {
    for (const finding of page.findings) {
      const shopId = store.memory.orders.get(finding.id)?.order?.shopId
      addFinding(summary, finding, shopId)
    }
    summary.orders = page.ordersDone
    const lines = page.findings.map((finding) => `${JSON.stringify(finding)}\n`)
    if (lines.length > 0) await work.onFindings(lines.join(''))
    work.onWeighed(page.ordersDone, orders)
  }
  return summary
}

interface Course {
  readonly work: Assessing
  readonly store: MemoryStore
  readonly summary: AssessSummary
  bytesBefore: number
}

function checkSignals(signals: readonly string[] | undefined): void {
  const unknown = signals?.find((kind) => !SIGNAL_KINDS.includes(kind))
  if (unknown === undefined) return
  throw new InputMistake(`there is no signal "${unknown}"; there are ${SIGNAL_KINDS.join(', ')}`)
}

async function takeSource(source: Source, course: Course): Promise<void> {
  const { work, store, summary } = course
  const count = { bytes: 0 }
  for await (const lines of source.read(count)) {
    const records: MarketRecord[] = []
    for (const read of lines) {
      const { line } = read
      if ('fault' in read) {
        await refuse({ file: source.name, line, ...read.fault }, course)
        continue
      }
      const checked = checkRecord(read.value)
      if (checked.ok) {
        records.push(checked.record)
        continue
      }
      const { code, message, pointer } = checked
      const content = (read.text ?? JSON.stringify(read.value) ?? '').slice(0, LONGEST_CONTENT)
      await refuse({ file: source.name, line, code, message, pointer, content }, course)
    }
    store.take(records)
    summary.records += records.length
    work.onProgress(course.bytesBefore + count.bytes, summary.records)
  }
}

async function refuse(line: RefusedLine, { work, summary }: Course): Promise<void> {
  summary.rejected += 1
  await work.onRefused(line)
}
