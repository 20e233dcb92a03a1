// Moments: milliseconds since 1970 in UTC, read from and written as RFC 3339.

declare const instantMark: unique symbol

/** A moment, whole milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number & { readonly [instantMark]: true }

/** Tells the present moment. Passed in, so that a test or the lab can move it. */
export type Clock = () => Instant

export const SECOND = 1_000
export const MINUTE = 60_000
export const HOUR = 3_600_000
export const DAY = 86_400_000

const SHAPE =
  /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:([Zz])|([+-])(\d\d):(\d\d))$/

// The way nearly every time is written, on days that every month has: the engine's own parser reads
// it right, and three times as fast as the pattern above with its parts.
const PLAIN =
  /^(?:19[7-9]\d|[2-9]\d{3})-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{3})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/

/** The last millisecond of the year 9999, the last that RFC 3339 and the database can write. */
export const LAST_INSTANT = 253_402_300_799_999 as Instant

/** Whether the number is a moment that can be kept: whole milliseconds of 1970 to 9999 UTC. */
export function isInstant(value: number): value is Instant {
  return Number.isSafeInteger(value) && value >= 0 && value <= LAST_INSTANT
}

/** Marks whole milliseconds as a moment. The number must be finite. */
export function instant(milliseconds: number): Instant {
  return Math.trunc(milliseconds) as Instant
}

/** The moment `milliseconds` after (or, negative, before) another. */
export function later(from: Instant, milliseconds: number): Instant {
  return instant(from + milliseconds)
}

/**
 * Reads an RFC 3339 time with an offset. Answers undefined where the text is no such time, names
 * a day that does not exist, or lies outside the years 1970 to 9999 in UTC. A leap second (:60) is
 * read as the second after, since Unix time has no place for it.
 */
export function parseInstant(text: string): Instant | undefined {
  if (PLAIN.test(text)) {
    const plain = Date.parse(text)
    return isInstant(plain) ? plain : undefined
  }
  const found = SHAPE.exec(text)
  if (!found) return undefined
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const offsetHour = Number(found[10] ?? 0)
  const offsetMinute = Number(found[11] ?? 0)
  if (hour > 23 || minute > 59 || second > 60 || offsetHour > 23 || offsetMinute > 59) {
    return undefined
  }
  const milliseconds = Number((found[7] ?? '').slice(0, 3).padEnd(3, '0'))
  const midnight = Date.UTC(year, month - 1, day)
  // Date.UTC rolls 30 February over into March; a rolled date is not what was written.
  const rolled = new Date(midnight)
  if (rolled.getUTCMonth() !== month - 1 || rolled.getUTCDate() !== day) return undefined
  const offset = (found[9] === '-' ? -1 : 1) * (offsetHour * HOUR + offsetMinute * MINUTE)
  const at = midnight + hour * HOUR + minute * MINUTE + second * SECOND + milliseconds - offset
  return isInstant(at) ? at : undefined
}

/** Writes a moment as RFC 3339 in UTC, with milliseconds only where there are any. */
export function formatInstant(at: Instant): string {
  const text = new Date(at).toISOString()
  return text.endsWith('.000Z') ? `${text.slice(0, -5)}Z` : text
}
