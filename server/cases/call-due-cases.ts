// The clock calls: the time to answer is over, the time to appeal is over.
import type { Database } from '../platform/database.ts'
import type { Instant } from '../vocabulary/time.ts'
import { lockDueCases } from './case-store.ts'
import { catchUp } from './move-case.ts'

/** So many a call: a transaction stays short however many deadlines fall on one moment. */
const MOST_A_CALL = 100

/**
 * Moves on the cases whose time has come, each once, whoever else calls at the same moment.
 * Answers how many.
 */
export async function callDueCases(db: Database, now: Instant): Promise<number> {
  return db.tx(async (tx) => {
    const due = await lockDueCases(tx, { now, most: MOST_A_CALL })
    for (const each of due) await catchUp(tx, each, now)
    return due.length
  })
}
