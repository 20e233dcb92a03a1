// Fields that the table does not know: ignored by Tare, but kept beside the record within limits.

/** The most characters of JSON that the unknown fields of one record may take together. */
export const MOST_EXTRA = 4_096
const DEEPEST = 8

/**
 * The unknown fields as the text of a JSON object, or undefined where none can be kept. A field
 * that is nested more than eight deep, holds what PostgreSQL cannot store (a NUL, half of a
 * character), bears a name of JavaScript's own machinery or does not fit any more is left out:
 * what Tare does not read is no reason to refuse a record.
 */
export function extraFields(value: object, known: object): string | undefined {
  const parts: string[] = []
  let length = 2
  for (const [name, field] of Object.entries(value)) {
    if (name === 'type' || Object.hasOwn(known, name) || NAMES_OF_MACHINERY.has(name)) continue
    if (field === undefined || depthExceeds(field, DEEPEST)) continue
    const part = `${JSON.stringify(name)}:${JSON.stringify(field)}`
    if (UNSTORABLE.test(part) || length + part.length > MOST_EXTRA) continue
    parts.push(part)
    length += part.length + 1
  }
  return parts.length > 0 ? `{${parts.join(',')}}` : undefined
}

const NAMES_OF_MACHINERY = new Set(['__proto__', 'constructor', 'prototype'])

/** JSON.stringify escapes a NUL and lone surrogates; nothing else becomes such an escape. */
const UNSTORABLE = /\\u(?:0000|d[89a-f])/i

/** Level by level: JSON.parse takes any depth, while recursion here would run out of stack. */
function depthExceeds(value: unknown, most: number): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; depth <= most; depth++) {
    const below = level.flatMap((each) =>
      typeof each === 'object' && each !== null ? Object.values(each) : [],
    )
    if (below.length === 0) return false
    level = below
  }
  return true
}
