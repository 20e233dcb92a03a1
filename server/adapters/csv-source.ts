// CSV with a header as a source: bytes to text, text to rows, rows to records.
import { LONGEST_CONTENT } from '../intake/feed.ts'
import { bytesOf, InputFault, type ReadCount } from './byte-source.ts'
import { type CsvRow, csvRows } from './csv-rows.ts'
import { type RowShaper, rowShaper } from './shape-row.ts'
import type { BadLine, InputLine, Reading, Source } from './source.ts'

const DELIMITERS = [',', ';', '\t', '|']
const REPLACEMENT = '\ufffd'

/** A CSV file as a source. Rows that do not fit the header are faults; others are read. */
export function csvSource(file: Pick<Source, 'name' | 'path' | 'size'>, reading: Reading): Source {
  const read = (count: ReadCount) => csvLines(file, reading, count)
  return {
    ...file,
    kind: 'rows',
    check: async () => {
      // Standard input can be read only once; its header is checked when it comes.
      if (file.path === '-') return
      for await (const _ of read({ bytes: 0 })) break
    },
    read,
  }
}

async function* csvLines(
  file: Pick<Source, 'name' | 'path'>,
  reading: Reading,
  count: ReadCount,
): AsyncGenerator<InputLine[]> {
  const pieces = textOf(bytesOf(file.path, count), reading.encoding)
  const { first, all } = await firstLine(pieces)
  const delimiter = reading.delimiter ?? mostFrequent(first)
  let table: Table | undefined
  for await (const rows of csvRows(all, delimiter)) {
    let body = rows
    if (!table) {
      table = headerOf(file.name, rows[0], reading)
      body = rows.slice(1)
    }
    const known = table
    yield body.map((row) => lineOf(row, known, reading))
  }
  if (!table) throw new InputFault(`${file.name} is empty; a CSV file begins with its header`)
}

interface Table {
  readonly columns: readonly string[]
  readonly shape: RowShaper
}

function headerOf(name: string, row: CsvRow | undefined, reading: Reading): Table {
  if (!row || !('cells' in row)) {
    throw new InputFault(`${name}: the header cannot be read: ${row?.fault ?? 'there is none'}`)
  }
  const columns = row.cells.map((cell) => cell.trim())
  return { columns, shape: rowShaper(columns, reading.shape, reading.readTime) }
}

function lineOf(row: CsvRow, table: Table, { encoding }: Reading): InputLine {
  const { line } = row
  if (!('cells' in row)) return badRow(line, `This row cannot be read: ${row.fault}.`, row.content)
  const { cells } = row
  if (cells.length !== table.columns.length) {
    const told = `This row has ${cells.length} cells, the header ${table.columns.length}`
    return badRow(line, `${told}; quote cells that hold the delimiter.`, cells.join(','))
  }
  const shaped = table.shape(cells)
  if ('fault' in shaped) return { line, fault: { ...shaped.fault, content: cells.join(',') } }
  if (cells.some((cell) => cell.includes(REPLACEMENT))) {
    const told = `This row has bytes that are no ${encoding} text`
    return badRow(line, `${told}; name the encoding, such as --encoding gb18030.`, cells.join(','))
  }
  return { line, value: shaped.value }
}

function badRow(line: number, message: string, content: string): BadLine {
  const kept = content.slice(0, LONGEST_CONTENT)
  return { line, fault: { code: 'malformed_row', message, pointer: '', content: kept } }
}

async function* textOf(bytes: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<string> {
  // Takes a byte order mark away by itself.
  const decoder = new TextDecoder(encoding)
  for await (const block of bytes) yield decoder.decode(block, { stream: true })
  yield decoder.decode()
}

/** The first line, and the whole text with it again. */
async function firstLine(
  pieces: AsyncGenerator<string>,
): Promise<{ first: string; all: AsyncIterable<string> }> {
  let head = ''
  while (!head.includes('\n') && head.length < 1_048_576) {
    const next = await pieces.next()
    if (next.done) break
    head += next.value
  }
  const all = async function* () {
    yield head
    yield* pieces
  }
  return { first: head.slice(0, head.indexOf('\n') + 1 || undefined), all: all() }
}

function mostFrequent(header: string): string {
  const counts = DELIMITERS.map((delimiter) => header.split(delimiter).length)
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ','
}
