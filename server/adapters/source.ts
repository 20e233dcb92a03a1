// A source of records: one file, or one section of a mapping, read line by line or row by row.
import type { FeedPosition, ReadLine } from '../intake/feed.ts'
import type { Rejection, RejectionCode } from '../intake/rejection.ts'
import type { ReadCount } from './byte-source.ts'
import type { TimeReader } from './local-time.ts'
import type { TableShape } from './shape-row.ts'

/** Tables have a way of being wrong that NDJSON has not: a row that is no row. */
export type InputRejection = Omit<Rejection, 'code'> & {
  readonly code: RejectionCode | 'malformed_row'
}

/** A line or row that could not be read; `content` is what came, as far as it is kept. */
export interface BadLine {
  readonly line: number
  readonly fault: InputRejection & { readonly content: string }
}

export type InputLine = ReadLine | BadLine

export interface Source {
  /** The file, with its section where it is one of a mapping, as people know it. */
  readonly name: string
  /** The file on disk; `-` for standard input. */
  readonly path: string
  /** The folder whose files a query reads. */
  readonly folder?: string
  /**
   * `lines` are NDJSON as it stands: their bytes can be sent on, and resumed at. `rows` come in
   * the same order every time; the rows of a `query` may not, so it cannot be resumed within.
   */
  readonly kind: 'lines' | 'rows' | 'query'
  /** Size of the file in bytes, 0 where it is not known. */
  readonly size: number
  /** Fails early, before anything is read or sent: a missing column, a broken query. */
  check(): Promise<void>
  /** Reads from the beginning. `count` follows the bytes of the file, where that can be done. */
  read(count: ReadCount, position?: FeedPosition): AsyncIterable<InputLine[]>
}

/** How the columns, times and bytes of files that are not NDJSON are to be read. */
export interface Reading {
  readonly shape: TableShape
  readonly readTime: TimeReader
  readonly encoding: string
  readonly delimiter: string | undefined
}
