// Pages of lists: a limit, and a cursor that only this server understands.
import { z } from 'zod'
import { Problem } from '../vocabulary/problem.ts'

/** The query fields that every list takes. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(1_000).optional(),
}

/** Where the next page begins, as opaque text: the sort values of the last row shown. */
export function encodeCursor(values: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

/** What a list is sorted by and PostgreSQL keeps; a cursor made by hand may hold anything. */
function isScalar(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0')
  return value === null || (typeof value === 'number' && Number.isFinite(value))
}

/** Reads a cursor back; one that this server did not write is refused. */
export function decodeCursor(
  cursor: string | undefined,
  length: number,
): readonly (string | number | null)[] | undefined {
  if (cursor === undefined) return undefined
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(values) && values.length === length && values.every(isScalar)) return values
  } catch {
    // Falls through to the refusal: broken text and a foreign shape are one mistake.
  }
  throw new Problem('invalid_fields', 'This cursor is not one of ours; begin without it.', {
    errors: [{ pointer: '/querystring/cursor', message: 'is not a cursor of this list' }],
  })
}

/** Cuts rows fetched with `limit + 1` to a page, and names where the next begins. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (row: Row) => readonly (string | number | null)[],
): { items: Row[]; nextCursor: string | null } {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const more = rows.length > limit && last !== undefined
  return { items, nextCursor: more ? encodeCursor(cursorOf(last)) : null }
}
