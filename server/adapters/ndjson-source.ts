// NDJSON as a source: as it stands, or with its own names for our fields.
import { type FeedLine, isFaulty, ndjsonLines } from '../intake/feed.ts'
import { RECORD_FIELDS } from '../intake/record-fields.ts'
import { bytesOf } from './byte-source.ts'
import { type RowShaper, rowShaper, ShapeFault } from './shape-row.ts'
import type { InputLine, Reading, Source } from './source.ts'

type File = Pick<Source, 'name' | 'path' | 'size'>

/** An NDJSON file whose lines are records already. */
export function ndjsonSource(file: File): Source {
  return {
    ...file,
    kind: 'lines',
    check: async () => {},
    read: (count, position) => ndjsonLines(bytesOf(file.path, count), position),
  }
}

/** An NDJSON file of other objects, whose fields are found under other names. */
export function shapedNdjsonSource(file: File, reading: Reading): Source {
  const shape = objectShaper(reading)
  return {
    ...file,
    kind: 'rows',
    check: async () => {},
    read: async function* (count) {
      for await (const lines of ndjsonLines(bytesOf(file.path, count))) {
        yield lines.map((line) => (isFaulty(line) ? line : shapeLine(line, shape)))
      }
    },
  }
}

function shapeLine(line: Extract<FeedLine, { value: unknown }>, shape: RowShaper): InputLine {
  if (typeof line.value !== 'object' || line.value === null) return line
  const shaped = shape([line.value])
  if (!('fault' in shaped)) return { line: line.line, value: shaped.value }
  return { line: line.line, fault: { ...shaped.fault, content: line.text ?? '' } }
}

/**
 * Shapes whole objects by a map from fields to paths with dots, or by the fields' own names.
 * The answered function takes the object as the only cell. Throws {@link ShapeFault}.
 */
export function objectShaper({ shape, readTime }: Reading): RowShaper {
  const columns = [...columnsOf(shape)]
  const inner = rowShaper(columns, shape, readTime)
  return ([object]) => inner(columns.map((column) => at(object, column)))
}

function columnsOf(shape: Reading['shape']): Iterable<string> {
  if (shape.columns) return new Set([...shape.columns.values(), ...(shape.record ? [] : ['type'])])
  if (shape.record) return Object.keys(RECORD_FIELDS[shape.record])
  throw new ShapeFault('say which records these are: --record order')
}

function at(object: unknown, path: string): unknown {
  const own = (value: unknown, name: string): unknown =>
    typeof value === 'object' && value !== null && Object.hasOwn(value, name)
      ? (value as Record<string, unknown>)[name]
      : undefined
  return own(object, path) ?? path.split('.').reduce(own, object)
}
