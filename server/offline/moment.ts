// The moment as of which records are weighed: what was asked for, else the clock of this machine.
import { InputMistake } from '../adapters/input.ts'
import { systemClock } from '../platform/clock.ts'
import { type Instant, parseInstant } from '../vocabulary/time.ts'

/** Reads an RFC 3339 time; without one, now. Throws `InputMistake`. */
export function momentOf(asOf: string | undefined): Instant {
  if (asOf === undefined) return systemClock()
  const moment = parseInstant(asOf)
  if (moment !== undefined) return moment
  throw new InputMistake(`--as-of ${asOf}: write a time such as 2026-03-01T00:00:00Z`)
}
