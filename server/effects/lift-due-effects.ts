// Called by the clock: ends the effects whose time is over and sets free what they held.
import type { Database } from '../platform/database.ts'
import type { Instant } from '../vocabulary/time.ts'
import { parseSubject } from './effect.ts'
import { readDueSubjects } from './effect-store.ts'
import { keepBuyerCurrent, keepShopCurrent } from './keep-current.ts'

const MOST_A_CALL = 100

/**
 * Sees to up to 100 shops and buyers, each in a transaction of its own. Answers how many. One that
 * fails does not keep the others waiting; it is thrown when they are done.
 */
export async function liftDueEffects(db: Database, now: Instant): Promise<number> {
  const subjects = await readDueSubjects(db, now, MOST_A_CALL)
  const failures: unknown[] = []
  for (const subject of subjects) {
    await db.tx((tx) => keepCurrent(tx, subject, now)).catch((error) => failures.push(error))
  }
  if (failures.length > 0) throw failures[0]
  return subjects.length
}

async function keepCurrent(tx: Database, subject: string, now: Instant): Promise<void> {
  const { kind, id } = parseSubject(subject)
  if (kind === 'shop') await keepShopCurrent(tx, id, now)
  else await keepBuyerCurrent(tx, id, now)
}
