// DuckDB over the files of one folder: it reads what lies there, and reaches nothing else.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DuckDBConnection, DuckDBPreparedStatement } from '@duckdb/node-api'
import { plainValue } from './duckdb-value.ts'

/** DuckDB cannot be loaded: it is an optional part of the installation. */
export class DuckdbMissing extends Error {
  override readonly name = 'DuckdbMissing'
}

/** DuckDB refuses a query or a file; the message is its own. */
export class QueryFault extends Error {
  override readonly name = 'QueryFault'
}

/** The columns of a query and its rows, in batches. */
export interface QueryRows {
  readonly columns: readonly string[]
  readonly batches: AsyncIterable<readonly (readonly unknown[])[]>
}

export interface Duckdb {
  /** The columns that one SELECT would answer, without running it. Throws {@link QueryFault}. */
  columns(sql: string): Promise<readonly string[]>
  /** Runs one SELECT. Throws {@link QueryFault} for anything else, and for what fails. */
  query(sql: string): Promise<QueryRows>
  close(): void
}

// Hash joins and sorts above this go to a temporary folder.
const MEMORY = '768MB'

/**
 * Opens DuckDB with `folder` as its working folder and the only place it may read; relative file
 * names mean files there. No network, no extensions from elsewhere, no writing outside its own
 * temporary folder. Changes the working folder of the process until it is closed, because DuckDB
 * looks there before any search path. Throws {@link DuckdbMissing}.
 */
export async function openDuckdb(folder: string): Promise<Duckdb> {
  const { DuckDBInstance } = await loadDuckdb()
  const scratch = mkdtempSync(join(tmpdir(), 'tare-duckdb-'))
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    memory_limit: MEMORY,
    temp_directory: scratch,
  })
  const connection = await instance.connect()
  const cameFrom = process.cwd()
  process.chdir(folder)
  const close = () => {
    connection.closeSync()
    instance.closeSync()
    process.chdir(cameFrom)
    rmSync(scratch, { recursive: true, force: true })
  }
  try {
    await connection.run(`set allowed_directories = [${textLiteral(folder)}]`)
    await connection.run('set enable_external_access = false')
    await connection.run('set lock_configuration = true')
  } catch (error) {
    close()
    throw error
  }
  return {
    columns: async (sql) => {
      const statement = await asFault(() => prepareSelect(connection, sql))
      return Array.from({ length: statement.columnCount }, (_, index) =>
        statement.columnName(index),
      )
    },
    query: (sql) => runSelect(connection, sql),
    close,
  }
}

/** Text as a SQL literal. */
export function textLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

async function loadDuckdb(): Promise<typeof import('@duckdb/node-api')> {
  try {
    return await import('@duckdb/node-api')
  } catch {
    throw new DuckdbMissing(
      'Mappings, Parquet and JSON arrays are read by DuckDB, which is not installed here: ' +
        'run "npm install --include=optional" in the checkout, or give NDJSON or CSV.',
    )
  }
}

async function runSelect(connection: DuckDBConnection, sql: string): Promise<QueryRows> {
  const statement = await asFault(() => prepareSelect(connection, sql))
  const result = await asFault(() => statement.stream())
  const batches = async function* () {
    for (;;) {
      const chunk = await asFault(() => result.fetchChunk())
      if (!chunk || chunk.rowCount === 0) return
      yield chunk.getRows().map((row) => row.map(plainValue))
    }
  }
  return { columns: result.columnNames(), batches: batches() }
}

async function prepareSelect(
  connection: DuckDBConnection,
  sql: string,
): Promise<DuckDBPreparedStatement> {
  const { StatementType } = await loadDuckdb()
  const statements = await connection.extractStatements(sql)
  if (statements.count !== 1) throw new QueryFault('a section holds exactly one SELECT')
  const statement = await statements.prepare(0)
  if (statement.statementType !== StatementType.SELECT) {
    throw new QueryFault('a section holds a SELECT and nothing that writes or sets')
  }
  return statement
}

async function asFault<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw new QueryFault(error instanceof Error ? error.message : String(error))
  }
}
