// The rows of timelines: only ever added, each linked onto the last.
import { type Database, sqlTime } from '../platform/database.ts'
import type { CaseId } from '../vocabulary/ids.ts'
import type { Instant } from '../vocabulary/time.ts'
import {
  BEFORE_FIRST,
  type CaseDetail,
  type CaseEvent,
  type CaseEventName,
  type CaseHappening,
  linkEvent,
} from './timeline.ts'

/** Adds entries to one case, whose row the caller has locked or just made. */
export async function appendEvents(
  tx: Database,
  caseId: CaseId,
  happenings: readonly CaseHappening[],
): Promise<void> {
  const rows = await tx.query<{ seq: number; hash: string }>(
    'select seq, hash from case_event where case_id = $1 order by seq desc limit 1',
    [caseId],
  )
  let last = rows[0] ?? BEFORE_FIRST
  const linked: CaseEvent[] = []
  for (const happening of happenings) {
    const next = linkEvent(caseId, last, happening)
    linked.push(next)
    last = next
  }
  await insertEvents(tx, linked)
}

/** Writes entries that are linked already. */
export async function insertEvents(tx: Database, events: readonly CaseEvent[]): Promise<void> {
  if (events.length === 0) return
  const rows = events.map((each) => ({
    case_id: each.caseId,
    seq: each.seq,
    at: sqlTime(each.at),
    event: each.event,
    actor: each.actor,
    detail: each.detail,
    detail_hash: each.detailHash,
    hash: each.hash,
  }))
  await tx.query(
    `insert into case_event (case_id, seq, at, event, actor, detail, detail_hash, hash)
     select * from json_to_recordset($1::text::json) as t(case_id uuid, seq int, at timestamptz,
       event text, actor text, detail json, detail_hash text, hash text)`,
    [JSON.stringify(rows)],
  )
}

interface EventRow {
  seq: number
  at: Instant
  event: CaseEventName
  actor: string
  detail: CaseDetail
  detail_hash: string
  hash: string
}

/** The whole timeline of a case, first entry first. */
export async function readTimeline(db: Database, caseId: CaseId): Promise<readonly CaseEvent[]> {
  const rows = await db.query<EventRow>(
    `select seq, at, event, actor, detail, detail_hash, hash from case_event
     where case_id = $1 order by seq`,
    [caseId],
  )
  return rows.map(({ detail_hash, ...row }) => ({ ...row, caseId, detailHash: detail_hash }))
}
