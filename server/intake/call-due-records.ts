// Calls records whose moment has come: until then they are kept and do not count.
import type { Database } from '../platform/database.ts'
import { postEvent } from '../platform/jobs.ts'
import { newId } from '../vocabulary/ids.ts'
import type { Instant } from '../vocabulary/time.ts'
import { insertBatch, moveDueRecords } from './intake-store.ts'

const MOST_A_CALL = 2_000

/**
 * Moves up to 2,000 records that have come of age into a batch of their own and posts
 * `records.due` for it, each record once. Answers how many records it moved.
 */
export async function callDueRecords(db: Database, now: Instant): Promise<number> {
  const batchId = newId(now)
  return db.tx(async (tx) => {
    const records = await moveDueRecords(tx, { batchId, now }, MOST_A_CALL)
    if (records === 0) return 0
    await insertBatch(tx, { batchId, now, source: 'clock', records })
    const event = { name: 'records.due', ids: { batchId } } as const
    await postEvent(tx, event, { now, lane: 'signals' })
    return records
  })
}
