// A row of a table becomes the value of a record: columns to fields, text to numbers and times.
import { RECORD_TYPES, type RecordType } from '../intake/record.ts'
import type { FieldRule, Fields } from '../intake/record-fields.ts'
import type { Rejection } from '../intake/rejection.ts'
import { formatInstant } from '../vocabulary/time.ts'
import { type FieldPath, fieldAt, fieldNames, partsOf, putAt } from './field-path.ts'
import type { TimeReader } from './local-time.ts'

/** Which columns of a table fill which fields. */
export interface TableShape {
  /** The type of every row; without it each row says its own in the field `type`. */
  readonly record?: RecordType
  /** Field to column. Without it, a column fills the field of its own name. */
  readonly columns?: ReadonlyMap<string, string>
  /** Field to a value that every row gets. */
  readonly constants?: ReadonlyMap<string, string>
  /** Whether a column that is no field is a mistake, and not just left aside. */
  readonly isExact?: boolean
}

/** The columns do not fit the shape: nothing of the table can be read. */
export class ShapeFault extends Error {
  override readonly name = 'ShapeFault'
}

export type Shaped = { readonly value: unknown } | { readonly fault: Rejection }
export type RowShaper = (cells: readonly unknown[]) => Shaped

type Filler = (cells: readonly unknown[], record: object) => Rejection | undefined

/**
 * A function from the cells of a row to the value of a record. What cannot be turned into the kind
 * of its field stays as it is, so that the check of the record says what is wrong with it; only a
 * time that cannot be read is refused here. Throws {@link ShapeFault}.
 */
export function rowShaper(
  columns: readonly string[],
  shape: TableShape,
  readTime: TimeReader,
): RowShaper {
  const fillersOf = rememberByType((type) => fillers(type, { columns, shape, readTime }))
  if (shape.record) {
    const { record } = shape
    const own = fillersOf(record)
    return (cells) => shapeBy(own, record, cells)
  }
  const typeColumn = columns.indexOf(shape.columns?.get('type') ?? 'type')
  if (typeColumn < 0) {
    throw new ShapeFault('say which records these are: --record order, or a column "type"')
  }
  return (cells) => {
    const type = RECORD_TYPES.find((each) => each === cells[typeColumn])
    // The check of records knows best what to say of a type that there is not.
    if (!type) return { value: { type: cells[typeColumn] || undefined } }
    return shapeBy(fillersOf(type), type, cells)
  }
}

function shapeBy(own: readonly Filler[], type: RecordType, cells: readonly unknown[]): Shaped {
  const record = { type }
  for (const fill of own) {
    const fault = fill(cells, record)
    if (fault) return { fault }
  }
  return { value: record }
}

function rememberByType<Made>(make: (type: RecordType) => Made): (type: RecordType) => Made {
  const made = new Map<RecordType, Made>()
  return (type) => {
    const known = made.get(type) ?? make(type)
    made.set(type, known)
    return known
  }
}

interface Table {
  readonly columns: readonly string[]
  readonly shape: TableShape
  readonly readTime: TimeReader
}

function fillers(type: RecordType, { columns, shape, readTime }: Table): readonly Filler[] {
  const fromColumns = pairsOf(columns, shape).flatMap(([field, column]) => {
    if (field === 'type') return []
    const path = fieldAt(type, field)
    if (!path) return unknownField(type, field, shape)
    const index = columns.indexOf(column)
    if (index < 0) {
      throw new ShapeFault(`there is no column "${column}"; there are ${columns.join(', ')}`)
    }
    return [filler(path, (cells) => cells[index], readTime)]
  })
  const fromConstants = [...(shape.constants ?? [])].flatMap(([field, constant]) => {
    const path = fieldAt(type, field)
    if (!path) return unknownField(type, field, shape)
    return [filler(path, () => constant, readTime)]
  })
  return [...fromColumns, ...fromConstants]
}

function pairsOf(columns: readonly string[], shape: TableShape): [string, string][] {
  return shape.columns ? [...shape.columns] : columns.map((column) => [column, column])
}

/** Rows of several types share the map, so a field need not be of each; else it is a mistake. */
function unknownField(type: RecordType, field: string, shape: TableShape): [] {
  const isMistake =
    shape.isExact || (shape.record && (shape.columns || shape.constants?.has(field)))
  if (!isMistake) return []
  const fields = fieldNames(type).join(', ')
  throw new ShapeFault(`"${field}" is no field of a record "${type}"; there are ${fields}`)
}

function filler(
  { segments, rule }: FieldPath,
  cellOf: (cells: readonly unknown[]) => unknown,
  readTime: TimeReader,
): Filler {
  const [only = ''] = segments
  const put =
    segments.length === 1
      ? (record: object, value: unknown) => {
          ;(record as Record<string, unknown>)[only] = value
        }
      : (record: object, value: unknown) => putAt(record, segments, value)
  return (cells, record) => {
    const cell = cellOf(cells)
    if (cell === undefined || cell === null || cell === '') return undefined
    const value = coerced(cell, rule, readTime)
    if (value instanceof TimeFault) {
      const message = `${segments.join('.')} is ${JSON.stringify(cell)}; it ${value.told}.`
      return { code: 'invalid_time', message, pointer: `/${segments.join('/')}` }
    }
    put(record, value)
    return undefined
  }
}

class TimeFault {
  readonly told: string

  constructor(told: string) {
    this.told = told
  }
}

function coerced(cell: unknown, rule: FieldRule, readTime: TimeReader): unknown {
  switch (rule.kind) {
    case 'id':
    case 'text':
    case 'choice':
      return typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : cell
    case 'whole':
      return typeof cell === 'string' ? wholeNumber(cell) : cell
    case 'time': {
      const at = readTime(String(cell).trim())
      return typeof at === 'number' ? formatInstant(at) : new TimeFault(at.fault)
    }
    case 'money':
    case 'object':
      return withParts(structured(cell), partsOf(rule), readTime)
    case 'list': {
      const list = structured(cell)
      if (!Array.isArray(list)) return list
      return list.map((entry: unknown) => withParts(entry, rule.fields, readTime))
    }
    default:
      return rule satisfies never
  }
}

/** Text that is a whole number, `600.0` too, as exports of floating columns write it. */
function wholeNumber(text: string): unknown {
  const number = /^\s*[+-]?\d{1,15}(?:\.0*)?\s*$/.test(text) ? Number(text) : undefined
  return number ?? text
}

/** A cell may hold a list or an object as the text of its JSON. */
function structured(cell: unknown): unknown {
  if (typeof cell !== 'string' || !/^\s*[[{]/.test(cell)) return cell
  try {
    return JSON.parse(cell) as unknown
  } catch {
    return cell
  }
}

function withParts(value: unknown, parts: Fields, readTime: TimeReader): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const entries = Object.entries(value).flatMap(([name, part]): [string, unknown][] => {
    const rule = Object.hasOwn(parts, name) ? parts[name] : undefined
    if (part === null || part === undefined) return []
    const read = rule ? coerced(part, rule, readTime) : part
    // No field within another is a time today; if one comes, its check says what is wrong.
    return [[name, read instanceof TimeFault ? part : read]]
  })
  return Object.fromEntries(entries)
}
