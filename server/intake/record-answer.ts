// A stored record as the contract writes it: moments become RFC 3339 again.
import { formatInstant, type Instant } from '../vocabulary/time.ts'
import type { RecordType } from './record.ts'
import { type Fields, RECORD_FIELDS } from './record-fields.ts'

export interface RecordAnswer {
  readonly record: Record<string, unknown>
  /** Fields that Tare does not know, as they came. */
  readonly extra: Record<string, unknown>
}

/** Parts a stored body into the record and its unknown fields. */
export function recordAnswer(type: RecordType, body: object): RecordAnswer {
  const { extra, ...fields } = body as { extra?: Record<string, unknown> }
  const known: Fields = RECORD_FIELDS[type]
  const record = Object.entries(fields).map(([name, value]: [string, unknown]) => {
    const isTime = known[name]?.kind === 'time' && typeof value === 'number'
    return [name, isTime ? formatInstant(value as Instant) : value]
  })
  return { record: Object.fromEntries(record), extra: extra ?? {} }
}
