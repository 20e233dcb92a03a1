// DuckDB's values as plain JSON values, nothing rounded and nothing guessed.
import type { DuckDBValue } from '@duckdb/node-api'
import { formatInstant, instant } from '../vocabulary/time.ts'

/**
 * Whole numbers become numbers while they are exact, else text; decimals become numbers; moments
 * become RFC 3339; times without a zone, dates, identifiers and the like become their text; lists
 * become arrays; structs and maps become objects without their empty fields.
 */
export function plainValue(value: DuckDBValue): unknown {
  switch (typeof value) {
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString()
    case 'object':
      return value === null ? undefined : plainObject(value)
    default:
      return value
  }
}

// The values' classes are known by their fields: importing them would load DuckDB itself.
function plainObject(value: object): unknown {
  if ('items' in value && Array.isArray(value.items)) {
    return value.items.map(plainValue)
  }
  if ('entries' in value) return plainEntries(value.entries)
  if ('scale' in value && 'toDouble' in value) return Number(value.toString())
  if ('micros' in value && value.constructor.name === 'DuckDBTimestampTZValue') {
    const milliseconds = Number(value.micros) / 1_000
    const isWithinDates = Math.abs(milliseconds) < 8.64e15
    return isWithinDates ? formatInstant(instant(Math.floor(milliseconds))) : value.toString()
  }
  return value.toString()
}

function plainEntries(entries: unknown): unknown {
  const pairs: readonly (readonly [string, unknown])[] = Array.isArray(entries)
    ? entries.map((entry: { key: DuckDBValue; value: unknown }) => [
        String(plainValue(entry.key)),
        entry.value,
      ])
    : Object.entries(entries as object)
  const plain = pairs.map(([key, value]) => [key, plainValue(value as DuckDBValue)] as const)
  return Object.fromEntries(plain.filter(([, value]) => value !== undefined))
}
