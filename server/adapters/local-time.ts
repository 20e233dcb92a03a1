// Times as exports write them: on a wall clock somewhere, or as seconds since 1970.
import { DAY, type Instant, instant, MINUTE, parseInstant } from '../vocabulary/time.ts'

/** Reads the text of a time field, or says in one sentence why it cannot. */
export type TimeReader = (text: string) => Instant | { readonly fault: string }

const DASHES = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?$/
// Spreadsheets write 2019/1/2 3:04; only year first, since 1/2 is January or February.
const SLASHES = /^(\d{4})\/(\d\d?)\/(\d\d?)(?:[T ](\d\d?):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?$/

// Every change of a zone since 1970 happened on a quarter of an hour of UTC.
const QUARTER = 15 * MINUTE

/**
 * The moment that a wall clock showed, as if its zone were UTC; undefined where the text is no
 * such time or names a day that does not exist. A date alone is its midnight.
 */
export function parseWallClock(text: string): number | undefined {
  const found = DASHES.exec(text) ?? SLASHES.exec(text)
  if (!found) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1, 7)
    .map((part) => Number(part ?? 0))
  if (hour > 23 || minute > 59 || second > 59) return undefined
  const milliseconds = Number((found[7] ?? '').slice(0, 3).padEnd(3, '0'))
  const at = Date.UTC(year, month - 1, day, hour, minute, second, milliseconds)
  // Date.UTC rolls 30 February over into March; a rolled date is not what was written.
  const rolled = new Date(at)
  return rolled.getUTCMonth() === month - 1 && rolled.getUTCDate() === day ? at : undefined
}

/**
 * Turns wall clock times of an IANA zone into moments. Where clocks go back, the first of the two
 * moments is meant; where they go forward, a time in the gap counts from before the gap (what
 * Temporal calls `compatible`). Throws RangeError for a zone that does not exist.
 */
export function wallClockOf(zone: string): (wallClock: number) => Instant {
  const offsetAt = offsetsOf(zone)
  return (wallClock) => {
    const before = offsetAt(wallClock - DAY)
    const after = offsetAt(wallClock + DAY)
    if (before === after && offsetAt(wallClock - before) === before) {
      return instant(wallClock - before)
    }
    const isRight = (offset: number) => offsetAt(wallClock - offset) === offset
    return instant(wallClock - (isRight(before) || !isRight(after) ? before : after))
  }
}

/**
 * The offset of a zone from UTC at a moment, in milliseconds. A day that begins and ends with one
 * offset has it throughout; on the few others it is asked for each quarter of an hour.
 */
function offsetsOf(zone: string): (at: number) => number {
  const offsetAt = remember(askOffset(zone), QUARTER)
  const offsetOfDay = remember((midnight) => {
    const offset = offsetAt(midnight)
    return offset === offsetAt(midnight + DAY) ? offset : undefined
  }, DAY)
  return (at) => offsetOfDay(at) ?? offsetAt(at)
}

/** Remembers what was computed for the beginning of each span of time. */
function remember<Known>(compute: (at: number) => Known, span: number): (at: number) => Known {
  const known = new Map<number, Known>()
  return (at) => {
    const begin = Math.floor(at / span) * span
    const remembered = known.get(begin)
    if (remembered !== undefined) return remembered
    const computed = compute(begin)
    known.set(begin, computed)
    return computed
  }
}

function askOffset(zone: string): (at: number) => number {
  const numeric = 'numeric' as const
  const format = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone: zone, hourCycle: 'h23' as const },
    ...{ year: numeric, month: numeric, day: numeric },
    ...{ hour: numeric, minute: numeric, second: numeric },
  })
  return (at) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]))
    const part = (name: Intl.DateTimeFormatPartTypes) => Number(parts.get(name))
    const shown = Date.UTC(
      ...[part('year'), part('month') - 1, part('day')],
      ...([part('hour'), part('minute'), part('second')] as const),
    )
    return shown - at
  }
}

/**
 * Reads times that have an offset as they are, and those without in `zone`: an IANA name, or
 * `unix` for numbers of seconds (10 digits) or milliseconds (13 digits) since 1970. Without a
 * zone, a time without offset is a fault: to guess would move orders between hours and days.
 */
export function timeReader(zone: string | undefined): TimeReader {
  if (zone === 'unix') return readUnixToo
  const toInstant = zone === undefined ? undefined : wallClockOf(zone)
  return (text) => {
    const exact = parseInstant(text)
    if (exact !== undefined) return exact
    const wallClock = parseWallClock(text)
    if (wallClock === undefined) return { fault: 'is not a time such as 2026-03-01 09:30:00' }
    if (!toInstant) return { fault: 'has no offset from UTC: say in which zone with --zone' }
    const at = toInstant(wallClock)
    return at >= 0 ? at : { fault: 'lies before 1970' }
  }
}

function readUnixToo(text: string): Instant | { fault: string } {
  if (/^\d{10}$/.test(text)) return instant(Number(text) * 1_000)
  if (/^\d{13}$/.test(text)) return instant(Number(text))
  return parseInstant(text) ?? { fault: 'is neither seconds nor milliseconds since 1970' }
}
