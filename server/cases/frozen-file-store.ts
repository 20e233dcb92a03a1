// The rows of frozen files: written once, never changed.
import { type Database, sqlTime } from '../platform/database.ts'
import type { CaseId } from '../vocabulary/ids.ts'
import type { Instant } from '../vocabulary/time.ts'
import type { FrozenFile } from './frozen-file.ts'

interface FrozenRow {
  version: number
  content: string
  hash: string
  frozen_at: Instant
}

export async function insertFrozenFile(tx: Database, file: FrozenFile): Promise<void> {
  await tx.query(
    `insert into frozen_file (case_id, version, content, hash, frozen_at)
     values ($1, $2, $3, $4, $5)`,
    [file.caseId, file.version, file.content, file.hash, sqlTime(file.frozenAt)],
  )
}

/** A version of a case's frozen file, or its newest; undefined where it was not frozen. */
export async function readFrozenFile(
  db: Database,
  caseId: CaseId,
  version?: number,
): Promise<FrozenFile | undefined> {
  const rows = await db.query<FrozenRow>(
    `select version, content, hash, frozen_at from frozen_file
     where case_id = $1 and ($2::int is null or version = $2) order by version desc limit 1`,
    [caseId, version ?? null],
  )
  const row = rows[0]
  if (!row) return undefined
  const { frozen_at, ...rest } = row
  return { ...rest, caseId, frozenAt: frozen_at }
}
