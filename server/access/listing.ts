// What the lists of this floor share: a cursor that is one id, and short texts that people give.
import { z } from 'zod'
import { decodeCursor } from '../platform/paging.ts'
import { isUuid } from '../vocabulary/ids.ts'
import { fieldProblem } from '../vocabulary/problem.ts'

/** One line of text, without control characters (the database cannot hold U+0000). */
export const oneLine = z
  .string()
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must not contain control characters')

/** A name that people give. */
export const givenName = oneLine.trim().min(1).max(128)

/** The id after which a page begins. */
export function idOfCursor(cursor: string | undefined): string | undefined {
  const after = decodeCursor(cursor, 1)?.[0]
  if (after === undefined) return undefined
  if (typeof after === 'string' && isUuid(after)) return after
  throw fieldProblem('/querystring/cursor', 'is not a cursor of this list')
}

/** The sequence number before which a page begins. */
export function sequenceOfCursor(cursor: string | undefined): number | undefined {
  const before = decodeCursor(cursor, 1)?.[0]
  if (before === undefined) return undefined
  if (typeof before === 'number' && Number.isSafeInteger(before)) return before
  throw fieldProblem('/querystring/cursor', 'is not a cursor of this list')
}
