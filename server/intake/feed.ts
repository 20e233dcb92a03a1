// The socket that every source of records fills: batches of lines, each a value or a fault.
import { isUtf8 } from 'node:buffer'
import type { Rejection, RejectionCode } from './rejection.ts'

/** One line read: a JSON value not yet checked, and its text where the source has one. */
export interface ReadLine {
  /** Counted from 1. */
  readonly line: number
  readonly value: unknown
  readonly text?: string
}

/** One line that could not be read; `content` is what came, cut to 64 KiB. */
export interface FaultyLine {
  readonly line: number
  readonly fault: Rejection & { readonly content: string }
}

export type FeedLine = ReadLine | FaultyLine

/** What adapters fill: NDJSON, CSV, DuckDB, a platform's API. */
export type Feed = AsyncIterable<FeedLine[]>

export function isFaulty(line: FeedLine): line is FaultyLine {
  return 'fault' in line
}

/** How far a feed has been read. Whoever resumes passes a source that begins at `offset`. */
export interface FeedPosition {
  /** Bytes of the source up to the end of the last line of the last batch. */
  offset: number
  /** Lines up to there, blank ones counted. */
  line: number
}

/** The longest line that is taken, in bytes. */
export const LONGEST_LINE = 1_048_576
/** As much of a bad line is kept as this many UTF-16 units. */
export const LONGEST_CONTENT = 65_536

/** Enough to see that a line is too long whatever its end: CR and LF come on top. */
const MOST_REST = LONGEST_LINE + 3
const LINE_FEED = 10
const BYTE_ORDER_MARK = '\ufeff'

/**
 * Splits a stream of bytes into lines and parses each as JSON; a batch holds the lines that one
 * block of the source completed. Tolerates CRLF, a byte order mark at the start, blank lines and a
 * last line without an end. Holds no more than one block and one line. While a batch is with the
 * reader, `position` tells where that batch ends.
 */
export async function* ndjsonLines(
  source: AsyncIterable<Uint8Array>,
  position: FeedPosition = { offset: 0, line: 0 },
): Feed {
  const rest: Rest = { bytes: Buffer.alloc(0), length: 0 }
  for await (const bytes of source) {
    const block = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const end = block.lastIndexOf(LINE_FEED) + 1
    const lines: FeedLine[] = []
    if (end > 0) readBlock({ rest, block: block.subarray(0, end), position, into: lines })
    addTo(rest, block.subarray(end))
    if (lines.length > 0) yield lines
  }
  const last: FeedLine[] = []
  if (rest.length > 0) readRest(rest, position, last)
  if (last.length > 0) yield last
}

/** The beginning of a line whose end has not come; beyond the limit only its length is counted. */
interface Rest {
  bytes: Buffer
  length: number
}

/** Copies, so that a few bytes do not hold a whole block, and many tiny parts do not pile up. */
function addTo(rest: Rest, part: Buffer): void {
  const kept = Math.min(rest.length, MOST_REST)
  const length = Math.min(kept + part.length, MOST_REST)
  if (length > rest.bytes.length) {
    const larger = Buffer.allocUnsafe(Math.max(length, Math.min(rest.bytes.length * 2, MOST_REST)))
    rest.bytes.copy(larger, 0, 0, kept)
    rest.bytes = larger
  }
  part.copy(rest.bytes, kept, 0, length - kept)
  rest.length += part.length
}

interface BlockReading {
  readonly rest: Rest
  /** Ends with a line feed. */
  readonly block: Buffer
  readonly position: FeedPosition
  readonly into: FeedLine[]
}

/** Reads the lines that the block completes; the first may have begun before it. */
function readBlock({ rest, block, position, into }: BlockReading): void {
  let start = 0
  if (rest.length > 0) {
    start = block.indexOf(LINE_FEED) + 1
    addTo(rest, block.subarray(0, start))
    readRest(rest, position, into)
  }
  if (start < block.length) readLines(block.subarray(start), position, into)
}

function readRest(rest: Rest, position: FeedPosition, into: FeedLine[]): void {
  const { length } = rest
  const bytes = rest.bytes.subarray(0, Math.min(length, MOST_REST))
  rest.length = 0
  if (length < MOST_REST) {
    readLines(bytes, position, into)
  } else {
    position.offset += length
    position.line++
    into.push(tooLong(position.line, bytes.toString('utf8'), length))
  }
}

/** Reads whole lines. Decodes them at one stroke; line by line only where some byte is wrong. */
function readLines(bytes: Buffer, position: FeedPosition, into: FeedLine[]): void {
  const isFirst = position.offset === 0
  position.offset += bytes.length
  if (!isUtf8(bytes)) {
    readEach(bytes, position, into)
    return
  }
  let text = bytes.toString('utf8')
  if (isFirst && text.startsWith(BYTE_ORDER_MARK)) text = text.slice(1)
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start)
    const end = found < 0 ? text.length : found
    position.line++
    const line = parseLine(position.line, text.slice(start, end))
    if (line) into.push(line)
    start = end + 1
  }
}

function readEach(bytes: Buffer, position: FeedPosition, into: FeedLine[]): void {
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(LINE_FEED, start)
    const end = found < 0 ? bytes.length : found
    position.line++
    const part = bytes.subarray(start, end)
    const content = part.toString('utf8')
    const line = isUtf8(part)
      ? parseLine(position.line, content)
      : faulty(position.line, { code: 'not_utf8', content })
    if (line) into.push(line)
    start = end + 1
  }
}

/** Nothing for a blank line. */
function parseLine(line: number, text: string): FeedLine | undefined {
  // No character takes more than three bytes for each of its UTF-16 units.
  if (text.length * 3 > LONGEST_LINE) {
    const bytes = Buffer.byteLength(text.trimEnd())
    if (bytes > LONGEST_LINE) return tooLong(line, text, bytes)
  }
  // A line that begins with a brace is not blank, and nearly every line does.
  if (text.charCodeAt(0) !== 0x7b && text.trim() === '') return undefined
  try {
    return { line, value: JSON.parse(text), text }
  } catch (error) {
    const why = (error as Error).message
    return faulty(line, { code: 'malformed_json', content: text, why })
  }
}

const ADVICE = {
  malformed_json: 'write one whole JSON object a line, in double quotes, without a last comma',
  not_utf8: 'write the file in UTF-8',
  line_too_long: 'shorten its texts, or leave out what Tare does not read',
} satisfies Partial<Record<RejectionCode, string>>

const TOLD = {
  malformed_json: 'This line is not JSON',
  not_utf8: 'This line has bytes that are not UTF-8',
  line_too_long: `This line is longer than ${LONGEST_LINE} bytes`,
} satisfies Partial<Record<RejectionCode, string>>

interface Fault {
  readonly code: keyof typeof TOLD
  readonly content: string
  readonly why?: string
}

function faulty(line: number, { code, content, why }: Fault): FaultyLine {
  // The parser quotes the line as it is, with characters that no message can hold.
  const reason = why === undefined ? '' : ` (${plain(why)})`
  const message = `${TOLD[code]}${reason}; ${ADVICE[code]}.`
  return { line, fault: { code, message, pointer: '', content: cutContent(content) } }
}

function plain(text: string): string {
  return text
    .replaceAll(/\p{Cc}/gu, ' ')
    .slice(0, 120)
    .toWellFormed()
}

function tooLong(line: number, content: string, bytes: number): FaultyLine {
  return faulty(line, { code: 'line_too_long', content, why: `${bytes} bytes` })
}

/** What is kept of a bad line: its beginning, of whole characters, none of them a NUL. */
export function cutContent(content: string): string {
  const start = content.slice(0, LONGEST_CONTENT).replaceAll('\0', '\ufffd').toWellFormed()
  // A copy: a slice would hold on to the whole block that it was cut from.
  return Buffer.from(start).toString()
}
