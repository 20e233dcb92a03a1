// Pages of the log of acts, the newest first.
import type { Database } from '../platform/database.ts'
import type { AuditRow } from './audit-log.ts'

export interface AuditFilter {
  /** Entries older than this sequence number. */
  readonly before: number | undefined
  readonly actor: string | undefined
  readonly subject: string | undefined
  readonly limit: number
}

export async function readAuditPage(db: Database, filter: AuditFilter): Promise<AuditRow[]> {
  return db.query<AuditRow>(
    `select sequence, at, actor, act, subject, detail, previous_hash, hash from audit_entry
     where ($1::bigint is null or sequence < $1)
       and ($2::text is null or actor = $2) and ($3::text is null or subject = $3)
     order by sequence desc limit $4`,
    [filter.before ?? null, filter.actor ?? null, filter.subject ?? null, filter.limit],
  )
}
