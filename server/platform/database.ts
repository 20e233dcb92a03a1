// The seam to PostgreSQL: query and transaction, nothing else (no session state, one dialect).
import pg from 'pg'
import { formatInstant, type Instant, LAST_INSTANT } from '../vocabulary/time.ts'

/** Where SQL goes: the pool, or one open transaction. Verbs take either. */
export interface Database {
  /** Runs one statement. `$1` parameters; arrays go as arrays, JSON as text with a cast. */
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>
  /** Runs `work` in a transaction; inside one already, in that same one. */
  tx<Result>(work: (tx: Database) => Promise<Result>): Promise<Result>
}

/** The pool itself, which its owner closes. */
export interface DatabasePool extends Database {
  readonly pool: pg.Pool
  close(): Promise<void>
}

const INT8 = 20
const NUMERIC = 1700
const TIMESTAMPTZ = 1184
const INT8_ARRAY = 1016

/** Serialization failure and deadlock: the statement did nothing wrong and may be run again. */
const TRY_AGAIN = new Set(['40001', '40P01'])
const MOST_TRIES = 5

function exactNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is too large to count exactly`)
  return value
}

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => {
    if (oid === INT8) return exactNumber
    if (oid === NUMERIC) return Number
    if (oid === TIMESTAMPTZ) return (text: string) => new Date(text).getTime()
    if (Number(oid) === INT8_ARRAY) {
      return (text: string) => text.slice(1, -1).split(',').filter(Boolean).map(exactNumber)
    }
    return pg.types.getTypeParser(oid, format)
  },
}

function inside(client: pg.PoolClient): Database {
  const tx: Database = {
    query: async <Row extends object>(text: string, values: readonly unknown[] = []) =>
      (await client.query<Row>(text, values as unknown[])).rows,
    tx: (work) => work(tx),
  }
  return tx
}

async function inTransaction<Result>(
  pool: pg.Pool,
  work: (tx: Database) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect()
  let broken: Error | undefined
  // A connection lost between two statements is told here and nowhere else; unheard it would end
  // the process. The next statement fails and says so.
  const lost = (failure: Error) => {
    broken = failure
  }
  client.on('error', lost)
  try {
    await client.query('begin')
    const result = await work(inside(client))
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure
    })
    throw error
  } finally {
    client.off('error', lost)
    // A connection that cannot even roll back is dropped, not handed to the next caller.
    client.release(broken)
  }
}

const UNREACHABLE = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH'],
  ...['ENOTFOUND', 'EAI_AGAIN'],
])

/** What the driver says without a code where the server died or does not take it in. */
const LOST = /^(Connection terminated|timeout exceeded when|Client has encountered a connection)/

/** Whether the failure is one of the database's being away or refusing, not of the statement. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code } = error as { code?: unknown }
  if (typeof code === 'string') return /^(08|57P|53)/.test(code) || UNREACHABLE.has(code)
  return LOST.test(error.message)
}

/** Opens a pool on a PostgreSQL (15 to 18). Nothing is connected before the first query. */
export function openDatabase(url: string, most = 10): DatabasePool {
  const pool = new pg.Pool({
    connectionString: url,
    max: most,
    types,
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: 60_000,
    connectionTimeoutMillis: 10_000,
    application_name: 'tare',
  })
  // Without a listener a server restart would end this process through an idle connection.
  pool.on('error', () => {})
  return {
    pool,
    query: async <Row extends object>(text: string, values: readonly unknown[] = []) =>
      (await pool.query<Row>(text, values as unknown[])).rows,
    tx: async (work) => {
      for (let tries = 1; ; tries++) {
        try {
          return await inTransaction(pool, work)
        } catch (error) {
          const code = (error as { code?: string }).code ?? ''
          if (tries >= MOST_TRIES || !TRY_AGAIN.has(code)) throw error
        }
      }
    },
    close: () => pool.end(),
  }
}

/**
 * A moment as a parameter for a timestamptz. The end of a span that begins in the last hours of
 * the year 9999 is the end of that year: later moments cannot be written.
 */
export function sqlTime(at: Instant): string {
  return formatInstant(at > LAST_INSTANT ? LAST_INSTANT : at)
}

/** The only row of an answer that must have one. */
export function onlyRow<Row>(rows: readonly Row[]): Row {
  const row = rows[0]
  if (row === undefined || rows.length > 1) throw new Error(`one row expected, got ${rows.length}`)
  return row
}
