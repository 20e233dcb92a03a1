// Rows of a CSV text (RFC 4180), as strictly as a bad row can be told from its neighbours.

/** A row's cells, or why the line cannot be read; `line` counts from 1 where the row begins. */
export type CsvRow =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number; readonly fault: string; readonly content: string }

/** The most characters that one row may have, quoted line breaks included. */
const LONGEST_ROW = 1_048_576
const QUOTE = 34
const LINE_FEED = 10

type Reading =
  | { readonly next: number; readonly cells: string[]; readonly lines: number }
  | { readonly fault: string }
  | 'incomplete'

/**
 * Splits text that comes in pieces into rows; a batch of rows for every piece. A quoted cell may
 * hold delimiters, doubled quotes and line breaks; a quote within an unquoted cell is a plain
 * character. Where a quote never closes, only its first line is a fault, and reading goes on at
 * the next line. Empty lines are passed over.
 */
export async function* csvRows(
  pieces: AsyncIterable<string>,
  delimiter: string,
): AsyncGenerator<readonly CsvRow[]> {
  const reader = new CsvReader(delimiter)
  for await (const piece of pieces) {
    const rows = reader.read(piece, false)
    if (rows.length > 0) yield rows
  }
  const rows = reader.read('', true)
  if (rows.length > 0) yield rows
}

class CsvReader {
  private readonly delimiter: string
  private text = ''
  private line = 1

  constructor(delimiter: string) {
    this.delimiter = delimiter
  }

  read(piece: string, isLast: boolean): CsvRow[] {
    this.text += piece
    const rows: CsvRow[] = []
    let start = 0
    while (start < this.text.length) {
      const end = lineEnd(this.text, start)
      if (end < 0 && !isLast && this.text.length - start <= LONGEST_ROW) break
      const next = this.readRow(start, end < 0 ? this.text.length : end, { isLast, rows })
      if (next < 0) break
      start = next
    }
    this.text = this.text.slice(start)
    return rows
  }

  /** Reads the row at `start`, whose first line ends at `end`; -1 where more text must come. */
  private readRow(start: number, end: number, to: { isLast: boolean; rows: CsvRow[] }): number {
    const { line } = this
    const firstLine = this.text.slice(start, end)
    if (!firstLine.includes('"') && end - start <= LONGEST_ROW) {
      this.line += 1
      if (firstLine.trim() !== '') to.rows.push({ line, cells: firstLine.split(this.delimiter) })
      return afterLine(this.text, end)
    }
    const reading = readQuoted(this.text, start, { delimiter: this.delimiter, isLast: to.isLast })
    if (reading === 'incomplete' && !to.isLast && this.text.length - start <= LONGEST_ROW) return -1
    if (reading !== 'incomplete' && 'cells' in reading && reading.next - start <= LONGEST_ROW) {
      this.line += reading.lines
      to.rows.push({ line, cells: reading.cells })
      return reading.next
    }
    const isMisquoted = reading !== 'incomplete' && 'fault' in reading
    const fault = isMisquoted
      ? reading.fault
      : 'a quoted cell is not closed, or the row is longer than 1 MiB'
    this.line += 1
    to.rows.push({ line, fault, content: firstLine.slice(0, 65_536) })
    return afterLine(this.text, end)
  }
}

/** Where the line's text ends: before its CR LF or LF; -1 where the line is not complete. */
function lineEnd(text: string, start: number): number {
  const feed = text.indexOf('\n', start)
  if (feed < 0) return -1
  return feed > start && text.charCodeAt(feed - 1) === 13 ? feed - 1 : feed
}

function afterLine(text: string, end: number): number {
  if (text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === LINE_FEED) return end + 2
  return end + 1
}

function readQuoted(
  text: string,
  start: number,
  { delimiter, isLast }: { delimiter: string; isLast: boolean },
): Reading {
  const cells: string[] = []
  let lines = 1
  for (let at = start; ; at += 1) {
    if (text.charCodeAt(at) === QUOTE) {
      const closing = closingQuote(text, at + 1)
      if (closing < 0) return 'incomplete'
      const inside = text.slice(at + 1, closing)
      cells.push(inside.replaceAll('""', '"'))
      lines += lineBreaks(inside)
      at = closing + 1
    } else {
      const stop = cellEnd(text, at, delimiter)
      cells.push(text.slice(at, stop))
      at = stop
    }
    // What follows decides: a quote that ends this text may be half of a doubled one.
    if (text.length - at < 2 && !isLast) return 'incomplete'
    const next = rowEnd(text, at)
    if (next !== undefined) return { next, cells, lines }
    if (text[at] !== delimiter) return { fault: 'there is text after a closing quote' }
  }
}

function lineBreaks(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1
  return count
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text.charCodeAt(at + 1) !== QUOTE) return at
  }
  return -1
}

function cellEnd(text: string, from: number, delimiter: string): number {
  const next = text.indexOf(delimiter, from)
  const end = lineEnd(text, from)
  const stop = end < 0 ? text.length : end
  return next >= 0 && next < stop ? next : stop
}

/** Where the next row starts if a row ends at `at`: at a line break, or with the text. */
function rowEnd(text: string, at: number): number | undefined {
  if (at >= text.length || text.charCodeAt(at) === LINE_FEED) return at + 1
  const isBreak = text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) === LINE_FEED
  return isBreak ? at + 2 : undefined
}
