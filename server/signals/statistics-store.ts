// Keeps the planner's statistics in step with tables that grow fast.
import { type Database, onlyRow } from '../platform/database.ts'

const TABLES = ['record', 'assessment'] as const
const PAGE_BYTES = 8_192
/** Tables smaller than this are read whole in a moment, whatever is known of them. */
const SMALL_PAGES = 64

/**
 * Analyzes the tables that scoring reads where they have doubled since it was last done. The
 * server does so by itself once a minute at best; until then it takes every key for one of two
 * hundred, and reads a table whole for a page of keys. A table of a million rows is analyzed some
 * fourteen times in its life, for a tenth of a second each.
 */
export async function keepStatistics(tx: Database): Promise<void> {
  for (const table of TABLES) {
    const { known, present } = onlyRow(
      await tx.query<{ known: number; present: number }>(
        `select relpages as known, pg_relation_size(oid) / ${PAGE_BYTES} as present
         from pg_class where oid = $1::regclass`,
        [table],
      ),
    )
    if (present > 2 * known + SMALL_PAGES) await tx.query(`analyze ${table}`)
  }
}
