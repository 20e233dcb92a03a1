// How many cases there are in each state, for the figures of the process.
import type { Database } from '../platform/database.ts'
import type { CaseState } from './case-table.ts'

export async function countCases(
  db: Database,
): Promise<{ readonly state: CaseState; readonly count: number }[]> {
  return db.query('select state, count(*) as count from case_record group by state')
}
