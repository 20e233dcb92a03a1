// Reads for whoever shows a record, or asks how far its weighing has come.
import type { Database } from '../platform/database.ts'
import type { Instant } from '../vocabulary/time.ts'
import type { EngineRecord } from './record.ts'

/** The checked record; unknown fields that came with it stand under `extra`. */
type Body = EngineRecord & { readonly extra?: Readonly<Record<string, unknown>> }

export interface RecordVersion {
  readonly version: number
  readonly body: Body
  /** When the batch that brought it (or in which it came of age) was taken in. */
  readonly takenAt: Instant | null
}

/** Every version of one record, the newest first; none where it is not known. */
export async function versionsOfRecord(
  tx: Database,
  { type, id }: { readonly type: string; readonly id: string },
): Promise<RecordVersion[]> {
  return tx.query<RecordVersion>(
    `select version, body, taken_at as "takenAt" from (
       select version, body, batch_id from record where id = $1 and type = $2
       union all
       select version, body, batch_id from superseded_record where id = $1 and type = $2
     ) as known left join record_batch on record_batch.id = known.batch_id
     order by version desc limit 1000`,
    [id, type],
  )
}

/** How many jobs of a name wait, counted no further than `most`. */
export async function countWaiting(db: Database, name: string, most: number): Promise<number> {
  const rows = await db.query('select 1 from job where name = $1 and not dead limit $2', [
    name,
    most,
  ])
  return rows.length
}
