// SQL of the quarantine: lines that could not be taken in, each with its reason.
import { type Database, sqlTime } from '../platform/database.ts'
import type { Instant } from '../vocabulary/time.ts'

export interface BadLine {
  readonly id: string
  readonly line: number
  readonly code: string
  readonly pointer: string
  readonly message: string
  readonly content: string
  /** In hex; the same line of the same source twice has the same. */
  readonly hash: string
}

/** Keeps bad lines; one that is kept already stays as it is. */
export async function insertBadLines(
  tx: Database,
  lines: readonly BadLine[],
  { source, now }: { readonly source: string; readonly now: Instant },
): Promise<void> {
  await tx.query(
    `insert into quarantine (id, taken_at, source, line, code, pointer, message, content, hash)
     select id, $8, $9, line, code, pointer, message, content, decode(hash, 'hex')
     from unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[],
       $7::text[]) as given (id, line, code, pointer, message, content, hash)
     on conflict (hash) do nothing`,
    [
      lines.map(({ id }) => id),
      lines.map(({ line }) => line),
      lines.map(({ code }) => code),
      lines.map(({ pointer }) => pointer),
      lines.map(({ message }) => message),
      lines.map(({ content }) => content),
      lines.map(({ hash }) => hash),
      sqlTime(now),
      source,
    ],
  )
}

export interface QuarantineRow {
  readonly id: string
  readonly takenAt: Instant
  readonly source: string
  readonly line: number
  readonly code: string
  readonly pointer: string
  readonly message: string
  readonly content: string
  readonly mendedAt: Instant | null
}

const ROW = `id, taken_at as "takenAt", source, line, code, pointer, message, content,
  mended_at as "mendedAt"`

/** Newest first; `mended` chooses those mended or those still open, undefined takes both. */
export async function listBadLines(
  db: Database,
  page: {
    readonly mended: boolean | undefined
    readonly before: string | undefined
    readonly limit: number
  },
): Promise<QuarantineRow[]> {
  return db.query<QuarantineRow>(
    `select ${ROW} from quarantine
     where ($1::boolean is null or (mended_at is not null) = $1) and ($2::uuid is null or id < $2)
     order by id desc limit $3`,
    [page.mended ?? null, page.before ?? null, page.limit],
  )
}

/** One bad line, locked until the transaction ends. */
export async function lockBadLine(tx: Database, id: string): Promise<QuarantineRow | undefined> {
  const rows = await tx.query<QuarantineRow>(
    `select ${ROW} from quarantine where id = $1 for update`,
    [id],
  )
  return rows[0]
}

export async function markMended(tx: Database, id: string, now: Instant): Promise<void> {
  await tx.query('update quarantine set mended_at = $2 where id = $1', [id, sqlTime(now)])
}
