// Takes a batch of lines in, in one transaction: good ones become records, bad ones are kept apart.
import { type Database, onlyRow } from '../platform/database.ts'
import { postEvent } from '../platform/jobs.ts'
import { sha256 } from '../vocabulary/canonical.ts'
import { newId } from '../vocabulary/ids.ts'
import type { Instant } from '../vocabulary/time.ts'
import { cutContent, type FeedLine, isFaulty } from './feed.ts'
import {
  type BatchStamp,
  byKey,
  insertBatch,
  insertRecords,
  insertReplaced,
  keyText,
  type RecordKey,
  readOlderHashes,
  readStored,
  replaceRecords,
  type StoredRow,
} from './intake-store.ts'
import { type Prepared, prepare } from './prepared.ts'
import { insertBadLines } from './quarantine-store.ts'
import { checkRecord } from './record-check.ts'
import type { Rejection } from './rejection.ts'
import { type Outcome, planVersions, type VersionPlan } from './versions.ts'

/** A line refused, as the sender is told. */
export type RejectedLine = Rejection & { readonly line: number }

/** What became of a batch. The four counts add up to its lines. */
export interface TakenIn {
  readonly accepted: number
  readonly duplicate: number
  readonly corrected: number
  readonly rejected: number
  readonly rejections: readonly RejectedLine[]
}

export interface Batch {
  readonly lines: readonly FeedLine[]
  /** Who sends: `marketplace:KEY`, `import:FILE`. */
  readonly source: string
  readonly now: Instant
}

/**
 * Takes in one batch, best of 500 to 2,000 lines. When it answers, every accepted line is durable
 * and `records.taken` is posted, if anything was new. The same batch again changes nothing.
 * Batches that share records may run at the same time.
 */
export async function takeIn(db: Database, batch: Batch): Promise<TakenIn> {
  const { good, bad } = sort(batch.lines)
  const stamp = { batchId: newId(batch.now), now: batch.now }
  const outcomes = await db.tx(async (tx) => {
    if (bad.length > 0) await quarantine(tx, bad, batch)
    return takePrepared(tx, good, { ...stamp, source: batch.source })
  })
  const count = (wanted: Outcome) => outcomes.filter((outcome) => outcome === wanted).length
  return {
    accepted: count('accepted'),
    duplicate: count('duplicate'),
    corrected: count('corrected'),
    rejected: bad.length,
    rejections: bad.map(({ line, code, message, pointer }) => ({ line, code, message, pointer })),
  }
}

/** Takes in one record that has been checked, and answers what became of it. */
export async function takeOne(
  tx: Database,
  prepared: Prepared,
  { source, now }: { readonly source: string; readonly now: Instant },
): Promise<Outcome> {
  return onlyRow(await takePrepared(tx, [prepared], { batchId: newId(now), now, source }))
}

type Bad = RejectedLine & { readonly content: string }

function sort(lines: readonly FeedLine[]): { good: Prepared[]; bad: Bad[] } {
  const good: Prepared[] = []
  const bad: Bad[] = []
  for (const each of lines) {
    if (isFaulty(each)) {
      bad.push({ line: each.line, ...each.fault })
      continue
    }
    const checked = checkRecord(each.value)
    if (checked.ok) {
      good.push(prepare(checked.record, checked.extra))
    } else {
      const { code, message, pointer } = checked
      const content = cutContent(each.text ?? JSON.stringify(each.value) ?? '')
      bad.push({ line: each.line, code, message, pointer, content })
    }
  }
  return { good, bad }
}

async function quarantine(tx: Database, bad: readonly Bad[], batch: Batch): Promise<void> {
  const { source, now } = batch
  // Sorted, so that ids follow the lines; by hash in the end, as every writer takes them.
  const ids = bad.map(() => newId(now) as string).sort()
  const lines = bad.map((each, index) => {
    const hash = sha256([source, each.line, each.code, each.content].join('\n')).slice(0, 32)
    return { ...each, id: ids[index] ?? '', hash }
  })
  lines.sort((left, right) => (left.hash < right.hash ? -1 : 1))
  await insertBadLines(tx, lines, { source, now })
}

/** All records of one identity in a batch, in the order they came. */
interface Group extends RecordKey {
  readonly came: readonly Prepared[]
  readonly places: readonly number[]
}

async function takePrepared(
  tx: Database,
  prepared: readonly Prepared[],
  batch: BatchStamp & { readonly source: string },
): Promise<readonly Outcome[]> {
  if (prepared.length === 0) return []
  const outcomes: Outcome[] = []
  const tell: Work['tell'] = ({ places }, told) => {
    for (const [index, place] of places.entries()) outcomes[place] = told[index] ?? 'duplicate'
  }
  const groups = grouped(prepared)
  await takeGroups(tx, { groups, batch, tell })
  const records = outcomes.filter((outcome) => outcome !== 'duplicate').length
  if (records > 0) {
    await insertBatch(tx, { ...batch, records })
    const event = { name: 'records.taken', ids: { batchId: batch.batchId } } as const
    await postEvent(tx, event, { now: batch.now, lane: 'signals' })
  }
  return outcomes
}

function grouped(prepared: readonly Prepared[]): Group[] {
  const groups = new Map<string, { came: Prepared[]; places: number[] } & RecordKey>()
  for (const [place, each] of prepared.entries()) {
    const key = keyText(each)
    const group = groups.get(key)
    if (group) {
      group.came.push(each)
      group.places.push(place)
    } else {
      groups.set(key, { id: each.id, type: each.type, came: [each], places: [place] })
    }
  }
  return [...groups.values()].sort(byKey)
}

interface Work {
  readonly groups: readonly Group[]
  readonly batch: BatchStamp
  readonly tell: (group: Group, outcomes: readonly Outcome[]) => void
}

/** Each round fails only where another writer corrected the same record a moment before. */
const MOST_ROUNDS = 20

async function takeGroups(tx: Database, work: Work): Promise<void> {
  let known = await insertFresh(tx, work)
  for (let round = 0; known.groups.length > 0; round++) {
    if (round === MOST_ROUNDS) throw new Error('the same records change without end')
    const groups = await correctOnce(tx, { ...work, ...known })
    if (groups.length === 0) return
    known = { groups, stored: await readStored(tx, groups) }
  }
}

/** Groups of which something is stored, with what that is. */
interface Known {
  readonly groups: readonly Group[]
  readonly stored: ReadonlyMap<string, StoredRow>
}

/** Inserts as if nothing were stored yet; answers the groups of which something is. */
async function insertFresh(tx: Database, { groups, batch, tell }: Work): Promise<Known> {
  const plans = new Map(groups.map((group) => [group, planVersions(group.came)]))
  const newest = [...plans.values()].flatMap((plan) => plan.newest ?? [])
  const inserted = await insertRecords(tx, newest, batch)
  const isAllNew = inserted === groups.length
  const stored = isAllNew ? new Map<string, StoredRow>() : await readStored(tx, groups)
  // What an insert of another writer was faster with stands under that writer's batch.
  const isKnown = (group: Group) =>
    !isAllNew && stored.get(keyText(group))?.batchId !== batch.batchId
  const replaced = []
  for (const [group, plan] of plans) {
    if (isKnown(group)) continue
    tell(group, plan.outcomes)
    replaced.push(...plan.replaced)
  }
  if (replaced.length > 0) await insertReplaced(tx, replaced, batch.batchId)
  return { groups: groups.filter(isKnown), stored }
}

/** Answers the groups that somebody else changed between reading and writing. */
async function correctOnce(tx: Database, work: Work & Known): Promise<Group[]> {
  const { groups, stored, batch, tell } = work
  const isCopy = (group: Group) => {
    const hash = stored.get(keyText(group))?.hash
    return group.came.every((each) => each.hash === hash)
  }
  for (const group of groups) {
    if (isCopy(group))
      tell(
        group,
        group.came.map(() => 'duplicate'),
      )
  }
  const changed = groups.filter((group) => !isCopy(group))
  if (changed.length === 0) return []
  const plans = await planCorrections(tx, { groups: changed, stored })
  for (const { group, plan } of plans) if (!plan.newest) tell(group, plan.outcomes)
  const replacements = plans.flatMap(({ plan: { newest }, seenVersion }) =>
    newest ? [{ newest, seenVersion }] : [],
  )
  if (replacements.length === 0) return []
  const done = new Set((await replaceRecords(tx, replacements, batch)).map(keyText))
  const isDone = ({ group }: Correction) => done.has(keyText(group))
  for (const { group, plan } of plans.filter(isDone)) tell(group, plan.outcomes)
  const replaced = plans.filter(isDone).flatMap(({ plan }) => plan.replaced)
  if (replaced.length > 0) await insertReplaced(tx, replaced, batch.batchId)
  const open = plans.filter((each) => each.plan.newest && !isDone(each))
  return open.map(({ group }) => group)
}

interface Correction {
  readonly group: Group
  readonly plan: VersionPlan
  readonly seenVersion: number
}

async function planCorrections(
  tx: Database,
  { groups, stored }: Known,
): Promise<readonly Correction[]> {
  const older = await readOlderHashes(tx, groups)
  return groups.map((group) => {
    const row = stored.get(keyText(group))
    if (!row) throw new Error(`${group.type} ${group.id} is neither new nor known`)
    const hashes = new Set([row.hash, ...(older.get(keyText(group)) ?? [])])
    const plan = planVersions(group.came, { version: row.version, hashes })
    return { group, plan, seenVersion: row.version }
  })
}
