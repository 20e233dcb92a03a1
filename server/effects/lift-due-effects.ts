// Called by the clock: ends the effects whose time is over and sets free what they held.
import type { Database } from '../platform/database.ts'
import type { Instant } from '../vocabulary/time.ts'
import { parseSubject } from './effect.ts'
import { readDueSubjects } from './effect-store.ts'
import { keepBuyerCurrent, keepShopCurrent } from './keep-current.ts'

const MOST_A_CALL = 100

/** Sees to up to 100 shops and buyers, each in a transaction of its own. Answers how many. */
export async function liftDueEffects(db: Database, now: Instant): Promise<number> {
  const subjects = await readDueSubjects(db, now, MOST_A_CALL)
  for (const text of subjects) {
    const { kind, id } = parseSubject(text)
    await db.tx(async (tx) => {
      if (kind === 'shop') await keepShopCurrent(tx, id, now)
      else await keepBuyerCurrent(tx, id, now)
    })
  }
  return subjects.length
}
