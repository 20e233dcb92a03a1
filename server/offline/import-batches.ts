// Cuts sources into pieces of NDJSON for POST /v1/records, and knows where each line came from.

import { bytesOf, type ReadCount } from '../adapters/byte-source.ts'
import type { BadLine, Source } from '../adapters/source.ts'
import { type FeedPosition, LONGEST_LINE } from '../intake/feed.ts'

/** Lines to be sent together. */
export interface Batch {
  /** NDJSON; as the file has it, where the file is NDJSON. */
  readonly body: Buffer
  readonly lines: number
  /** The line or row of the file that stands in this line of the body, counted from 1. */
  readonly fileLine: (bodyLine: number) => number
  /** Rows that cannot be turned into a record at all, so they are not sent. */
  readonly unreadable: readonly BadLine[]
  /** Where to go on once this batch is acknowledged. */
  readonly position: FeedPosition
}

export interface Cut {
  /** Where an earlier run ended; the beginning is offset 0, line 0. */
  readonly from: FeedPosition
  /** The most lines of one batch. */
  readonly lines: number
  readonly count: ReadCount
}

/** A body is sent before it grows beyond this, whatever its lines. */
const LARGEST_BODY = 4_194_304
const LINE_FEED = 10

/** The batches of a source from a position on. Holds one batch and one block of the file. */
export function batchesOf(source: Source, cut: Cut): AsyncGenerator<Batch> {
  return source.kind === 'lines' ? batchesOfBytes(source, cut) : batchesOfRows(source, cut)
}

async function* batchesOfBytes(source: Source, cut: Cut): AsyncGenerator<Batch> {
  const batch = new ByteBatch(cut)
  let toSkip = cut.from.offset
  for await (const block of bytesOf(source.path, cut.count)) {
    const skipped = Math.min(toSkip, block.length)
    toSkip -= skipped
    for (let at = skipped; at < block.length; ) {
      at = batch.take(block, at)
      if (batch.isFull) yield batch.cut()
    }
  }
  if (batch.hasAny) yield batch.cut()
}

/** Bytes gathered up to whole lines. A line that is too long is cut: it will be refused anyway. */
class ByteBatch {
  private readonly most: number
  private parts: Buffer[] = []
  private size = 0
  private lines = 0
  private lineBytes = 0
  private offset: number
  private firstLine: number

  constructor({ from, lines }: Cut) {
    this.most = lines
    this.offset = from.offset
    this.firstLine = from.line
  }

  get hasAny(): boolean {
    return this.size > 0
  }

  get isFull(): boolean {
    return this.lineBytes === 0 && (this.lines >= this.most || this.size >= LARGEST_BODY)
  }

  /** Takes whole lines from `at` on until the batch is full or the block ends; answers where. */
  take(block: Uint8Array, start: number): number {
    if (this.lineBytes > LONGEST_LINE) return this.passOver(block, start)
    let at = start
    while (at < block.length) {
      const feed = block.indexOf(LINE_FEED, at)
      if (feed < 0) {
        this.lineBytes += block.length - at
        at = block.length
        break
      }
      at = feed + 1
      this.lines += 1
      this.lineBytes = 0
      if (this.lines >= this.most || this.size + at - start >= LARGEST_BODY) break
    }
    this.keep(block.subarray(start, at))
    this.offset += at - start
    return at
  }

  /** Passes over the rest of a line that has enough bytes already to be refused for its length. */
  private passOver(block: Uint8Array, start: number): number {
    const feed = block.indexOf(LINE_FEED, start)
    const end = feed < 0 ? block.length : feed + 1
    this.offset += end - start
    if (feed < 0) return end
    this.keep(Uint8Array.of(LINE_FEED))
    this.lines += 1
    this.lineBytes = 0
    return end
  }

  cut(): Batch {
    const before = this.firstLine
    const lines = this.lines + (this.lineBytes > 0 ? 1 : 0)
    const batch: Batch = {
      body: Buffer.concat(this.parts, this.size),
      lines,
      fileLine: (bodyLine) => before + bodyLine,
      unreadable: [],
      position: { offset: this.offset, line: before + lines },
    }
    this.firstLine += lines
    this.parts = []
    this.size = 0
    this.lines = 0
    return batch
  }

  private keep(bytes: Uint8Array): void {
    this.parts.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    this.size += bytes.length
  }
}

async function* batchesOfRows(source: Source, cut: Cut): AsyncGenerator<Batch> {
  let batch = new RowBatch()
  const done = source.kind === 'rows' ? cut.from.line : 0
  for await (const lines of source.read(cut.count)) {
    for (const line of lines) {
      if (line.line <= done) continue
      batch.lastLine = line.line
      if ('fault' in line) batch.unreadable.push(line)
      else batch.add(line.line, line.value)
      if (batch.fileLines.length >= cut.lines || batch.size >= LARGEST_BODY) {
        yield batch.cut()
        batch = new RowBatch()
      }
    }
  }
  if (batch.lastLine > 0) yield batch.cut()
}

class RowBatch {
  readonly unreadable: BadLine[] = []
  readonly fileLines: number[] = []
  private readonly texts: string[] = []
  size = 0
  lastLine = 0

  add(line: number, value: unknown): void {
    const text = JSON.stringify(value)
    this.texts.push(text)
    this.fileLines.push(line)
    this.size += text.length
  }

  cut(): Batch {
    const { fileLines } = this
    return {
      body: Buffer.from(this.texts.length > 0 ? `${this.texts.join('\n')}\n` : ''),
      lines: fileLines.length,
      fileLine: (bodyLine) => fileLines[bodyLine - 1] ?? 0,
      unreadable: this.unreadable,
      position: { offset: 0, line: this.lastLine },
    }
  }
}
