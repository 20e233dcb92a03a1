// Freezes the file of a case: fixes by hash exactly what the decision may look at.
import { actorName } from '../access/actor.ts'
import { RECORD_FIELDS } from '../intake/record-fields.ts'
import type { Database } from '../platform/database.ts'
import type { CaseId } from '../vocabulary/ids.ts'
import { formatInstant, type Instant, instant } from '../vocabulary/time.ts'
import type { Case } from './case.ts'
import {
  composeFile,
  type FileAssessment,
  type FileContent,
  type FileRecord,
  type FrozenFile,
  MOST_FILE_RECORDS,
  sealFile,
} from './frozen-file.ts'
import { insertFrozenFile, readFrozenFile } from './frozen-file-store.ts'
import {
  readDeposits,
  readRecordsById,
  readRecordsOfOrders,
  readScans,
  readWeights,
  type StoredRecord,
  type WeighedOrder,
} from './material-store.ts'
import { type Acting, demandTransition, takeCase } from './move-case.ts'
import { appendEvents, readTimeline } from './timeline-store.ts'

/** A case about to be decided, with the file that the decision looks at. */
export interface Frozen {
  readonly subject: Case
  readonly file: FrozenFile
}

/**
 * Takes a case for a decision: locks it, lets the clock catch up, freezes the file as it is at
 * `now` and says so in the timeline. Throws `not_found`, or `not_possible_now` where the table of
 * acts does not allow a decision. A case that is decided anew freezes a new version.
 */
export async function freezeFile(tx: Database, caseId: CaseId, acting: Acting): Promise<Frozen> {
  const { actor, now } = acting
  const subject = await takeCase(tx, caseId, acting)
  demandTransition(subject, 'decide', acting)
  const last = await readFrozenFile(tx, caseId)
  const version = (last?.version ?? 0) + 1
  const file = sealFile(await draftFile(tx, subject, now), { version, now })
  await insertFrozenFile(tx, file)
  await appendEvents(tx, caseId, [
    {
      ...{ event: 'case.file_frozen', actor: actorName(actor), at: now },
      detail: { version, hash: file.hash },
    },
  ])
  return { subject, file }
}

/** What would be frozen at `now`: the proposal looks at this before there is a decision. */
export async function draftFile(tx: Database, subject: Case, now: Instant): Promise<FileContent> {
  const { records, leftOut } = await gatherRecords(tx, subject)
  const weights = await readWeights(tx, subject.orderIds)
  return composeFile({
    subject,
    records,
    recordsLeftOut: leftOut,
    assessments: weights.map(assessmentOf),
    deposits: await readDeposits(tx, subject.shopId),
    timeline: await readTimeline(tx, subject.id),
    now,
  })
}

async function gatherRecords(
  tx: Database,
  { orderIds, shopId, buyerId }: Case,
): Promise<{ records: readonly FileRecord[]; leftOut: number }> {
  const most = MOST_FILE_RECORDS + 1
  const own = await readRecordsOfOrders(tx, orderIds, most)
  const waybills = own.flatMap(({ waybill }) => waybill ?? [])
  const listings = own.flatMap(({ listing_ids }) => listing_ids ?? [])
  const all = [
    ...(await readRecordsById(tx, 'shop', [shopId])),
    ...(await readRecordsById(tx, 'buyer', [buyerId])),
    ...(await readRecordsById(tx, 'listing', [...new Set(listings)])),
    ...own,
    ...(await readScans(tx, [...new Set(waybills)], most)),
  ]
  const kept = all.slice(0, MOST_FILE_RECORDS)
  return { records: kept.map(fileRecordOf), leftOut: all.length - kept.length }
}

function fileRecordOf({ type, id, version, hash, body }: StoredRecord): FileRecord {
  return { type, id, version, hash, body: withWrittenTimes(type, body) }
}

type KnownFields = Readonly<Record<string, { readonly kind: string }>>

/** Reports are made by Tare itself and are no row of the table of what comes in. */
const FIELDS: Readonly<Record<string, KnownFields>> = {
  ...RECORD_FIELDS,
  report: { at: { kind: 'time' } },
}

/** Records are stored with their times as milliseconds; people and other programs read RFC 3339. */
function withWrittenTimes(type: string, body: StoredRecord['body']): FileRecord['body'] {
  const entries = Object.entries(body).map(([name, value]) => {
    const isTime = FIELDS[type]?.[name]?.kind === 'time' && typeof value === 'number'
    return [name, isTime ? formatInstant(instant(value)) : value] as const
  })
  return Object.fromEntries(entries)
}

function assessmentOf({ assessedAt, ...weighed }: WeighedOrder): FileAssessment {
  return { ...weighed, assessedAt: formatInstant(assessedAt) }
}
