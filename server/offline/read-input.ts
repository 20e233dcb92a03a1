// The files and options of a command as sources of records.
import { FORMATS, InputMistake, sourcesOf } from '../adapters/input.ts'
import type { Source } from '../adapters/source.ts'
import { RECORD_TYPES } from '../intake/record.ts'

export type { BadLine, InputLine, Source } from '../adapters/source.ts'

/** What was written on the command line, word for word. */
export interface Described {
  readonly paths: readonly string[]
  readonly record?: string | undefined
  /** `field=column` each. */
  readonly map?: readonly string[] | undefined
  /** `field=value` each. */
  readonly set?: readonly string[] | undefined
  readonly zone?: string | undefined
  readonly encoding?: string | undefined
  readonly delimiter?: string | undefined
  readonly format?: string | undefined
  readonly mapping?: string | undefined
}

/** Reads a description. Throws `InputMistake`, `InputFault` or `DuckdbMissing` with what to do. */
export async function readInput(described: Described): Promise<readonly Source[]> {
  return sourcesOf({
    ...described,
    record: oneOf(RECORD_TYPES, described.record, '--record'),
    format: oneOf(FORMATS, described.format, '--format'),
    map: pairs(described.map, '--map', 'field=column'),
    set: pairs(described.set, '--set', 'field=value'),
    delimiter: delimiter(described.delimiter),
  })
}

function oneOf<Known extends string>(
  known: readonly Known[],
  given: string | undefined,
  option: string,
): Known | undefined {
  if (given === undefined) return undefined
  const found = known.find((each) => each === given)
  if (found) return found
  throw new InputMistake(`${option} ${given}: there is ${known.join(', ')}`)
}

function pairs(
  given: readonly string[] | undefined,
  option: string,
  form: string,
): ReadonlyMap<string, string> | undefined {
  if (!given || given.length === 0) return undefined
  const read = new Map<string, string>()
  for (const pair of given) {
    const equals = pair.indexOf('=')
    const [field, value] = [pair.slice(0, equals).trim(), pair.slice(equals + 1).trim()]
    if (equals < 1 || value === '') throw new InputMistake(`${option} ${pair}: write ${form}`)
    if (read.has(field)) throw new InputMistake(`${option} names the field "${field}" twice`)
    read.set(field, value)
  }
  return read
}

function delimiter(given: string | undefined): string | undefined {
  if (given === undefined) return undefined
  const text = given === '\\t' || given === 'tab' ? '\t' : given
  if (text.length === 1 && text !== '"') return text
  throw new InputMistake('--delimiter is one character, or "tab"')
}
