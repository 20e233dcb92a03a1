// Sends sources batch by batch; after each acknowledged one, how far it came is on disk.
import { type Batch, batchesOf } from '../server/offline/import-batches.ts'
import type { Source } from '../server/offline/read-input.ts'
import {
  type Counts,
  dropState,
  fingerprintOf,
  freshState,
  type ImportState,
  readState,
  stateFile,
  writeState,
} from './import-state.ts'
import { sendRecords } from './record-sender.ts'
import type { RejectedLine } from './rejections.ts'
import type { Server } from './server-options.ts'
import { formatCount } from './table.ts'

export interface ImportPlan {
  readonly server: Server
  readonly sources: readonly Source[]
  /** The most lines of one request. */
  readonly lines: number
  /** What was said on the command line, as far as it changes what is sent. */
  readonly options: unknown
  /** Whether to begin anew. */
  readonly isFresh: boolean
  readonly onProgress: (bytes: number, records: number) => void
  readonly onRejected: (rejected: RejectedLine) => void
  readonly onNote: (note: string) => void
}

// A server that was there is waited for as long as a restart may take; one that never was, not.
const PATIENCE_AT_FIRST = 4_000
const PATIENCE = 300_000

interface Course {
  readonly plan: ImportPlan
  readonly state: ImportState
  readonly save: () => Promise<void>
  bytesBefore: number
  hasAnswered: boolean
  hasWaited: boolean
}

/** Imports everything that is not yet acknowledged; answers the counts of all runs together. */
export async function importFiles(plan: ImportPlan): Promise<Counts> {
  const { sources, server, options } = plan
  const fingerprint = await fingerprintOf(sources, { url: server.url, options })
  const file = stateFile(sources)
  const earlier = file && !plan.isFresh ? await readState(file, fingerprint) : undefined
  const state = earlier ?? freshState(fingerprint)
  if (earlier) plan.onNote(`going on where an earlier run ended: ${toldPosition(state, sources)}`)
  const course: Course = {
    ...{ plan, state, save: keeper(file, state, plan) },
    ...{ bytesBefore: 0, hasAnswered: false, hasWaited: false },
  }
  // Before the first request, so that a run that is killed in its midst asks with the same key.
  await course.save()
  for (const [index, source] of sources.entries()) {
    if (index >= state.sourcesDone) await importSource(source, course)
    course.bytesBefore += source.size
  }
  if (file) await dropState(file)
  return state.counts
}

function toldPosition({ sourcesDone, position }: ImportState, sources: readonly Source[]): string {
  return `${sources[sourcesDone]?.name ?? 'the end'}, line ${formatCount(position.line + 1)}`
}

/** Saves the state; where that is not possible, says so once and goes on without. */
function keeper(
  file: string | undefined,
  state: ImportState,
  plan: ImportPlan,
): () => Promise<void> {
  let isKept = file !== undefined
  return async () => {
    if (!file || !isKept) return
    try {
      await writeState(file, state)
    } catch (error) {
      isKept = false
      plan.onNote(`this import cannot be resumed: ${(error as Error).message}`)
    }
  }
}

async function importSource(source: Source, course: Course): Promise<void> {
  const { plan, state } = course
  if (source.kind === 'query') {
    // Its rows may come in another order this time.
    state.position = { offset: 0, line: 0 }
    state.counts = { ...state.countsBefore }
  }
  const count = { bytes: 0 }
  const batches = batchesOf(source, { from: state.position, lines: plan.lines, count })
  let coming = batches.next()
  for (;;) {
    const { value: batch, done } = await coming
    if (done || !batch) break
    // The next batch is cut while this one is on its way; a fault in it is told in its turn.
    coming = batches.next()
    coming.catch(() => {})
    await importBatch(batch, source, course)
    const { accepted, duplicate, corrected, rejected } = state.counts
    plan.onProgress(course.bytesBefore + count.bytes, accepted + duplicate + corrected + rejected)
  }
  state.sourcesDone += 1
  state.position = { offset: 0, line: 0 }
  state.countsBefore = { ...state.counts }
  await course.save()
}

async function importBatch(batch: Batch, source: Source, course: Course): Promise<void> {
  const { state, plan } = course
  for (const { line, fault } of batch.unreadable) {
    const { code, message, pointer } = fault
    plan.onRejected({ file: source.name, line, code, message, pointer })
  }
  state.counts.rejected += batch.unreadable.length
  if (batch.lines > 0) await send(batch, source, course)
  state.position = batch.position
  await course.save()
}

async function send(batch: Batch, source: Source, course: Course): Promise<void> {
  const { plan, state } = course
  const { offset, line } = state.position
  const answer = await sendRecords(plan.server, {
    body: batch.body,
    idempotencyKey: `${state.runId}:${state.sourcesDone}:${offset}:${line}:${plan.lines}`,
    patience: course.hasAnswered ? PATIENCE : PATIENCE_AT_FIRST,
    onWait: (why) => {
      if (!course.hasWaited) plan.onNote(`${why}; trying again`)
      course.hasWaited = true
    },
  })
  course.hasAnswered = true
  for (const { line: bodyLine, code, message, pointer } of answer.rejections) {
    const fileLine = batch.fileLine(bodyLine)
    plan.onRejected({ file: source.name, line: fileLine, code, message, pointer })
  }
  state.counts.accepted += answer.accepted
  state.counts.duplicate += answer.duplicate
  state.counts.corrected += answer.corrected
  state.counts.rejected += answer.rejected
}
