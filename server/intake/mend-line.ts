// Mends a line of the quarantine: takes the record in that it should have been.
import type { Actor } from '../access/actor.ts'
import { actorName } from '../access/actor.ts'
import { recordAct } from '../access/audit-log.ts'
import type { Database } from '../platform/database.ts'
import { Problem } from '../vocabulary/problem.ts'
import { formatInstant, type Instant } from '../vocabulary/time.ts'
import { prepare } from './prepared.ts'
import { lockBadLine, markMended } from './quarantine-store.ts'
import type { MarketRecord } from './record.ts'
import { checkRecord } from './record-check.ts'
import { takeOne } from './take-in.ts'
import type { Outcome } from './versions.ts'

export interface Mending {
  readonly lineId: string
  /** The record as the line should have been. */
  readonly record: unknown
  readonly actor: Actor
  readonly now: Instant
}

export interface Mended {
  readonly type: MarketRecord['type']
  readonly id: string
  readonly outcome: Outcome
}

/**
 * Takes the mended record in and marks the line. Throws `invalid_fields` where the record is still
 * not right, `not_found`, and `already_exists` where the line was mended before.
 */
export async function mendLine(db: Database, mending: Mending): Promise<Mended> {
  const { lineId, actor, now } = mending
  const record = demandRecord(mending.record)
  return db.tx(async (tx) => {
    const line = await lockBadLine(tx, lineId)
    if (!line) throw new Problem('not_found', 'There is no such line in quarantine.')
    if (line.mendedAt !== null) {
      const when = formatInstant(line.mendedAt)
      throw new Problem('already_exists', `This line was mended on ${when}.`)
    }
    const outcome = await takeOne(tx, record.prepared, { source: actorName(actor), now })
    await markMended(tx, lineId, now)
    const detail = { type: record.type, id: record.id, outcome }
    const subject = `quarantine:${lineId}`
    await recordAct(tx, { actor, act: 'quarantine.mend', subject, now, detail })
    return detail
  })
}

function demandRecord(value: unknown) {
  const checked = checkRecord(value)
  if (!checked.ok) {
    const pointer = `/record${checked.pointer}`
    throw new Problem('invalid_fields', checked.message, {
      errors: [{ pointer, message: checked.message }],
    })
  }
  const { record, extra } = checked
  return { type: record.type, id: record.id, prepared: prepare(record, extra) }
}
