// What DuckDB reads as sources: the sections of a mapping, Parquet files, arrays of JSON.
import { basename, dirname, resolve } from 'node:path'
import { InputFault } from './byte-source.ts'
import { openDuckdb, QueryFault, textLiteral } from './duckdb.ts'
import type { MappingSection } from './mapping.ts'
import { objectShaper } from './ndjson-source.ts'
import { type RowShaper, rowShaper, ShapeFault } from './shape-row.ts'
import type { InputLine, Reading, Source } from './source.ts'

type File = Pick<Source, 'name' | 'path' | 'size'>

interface Query {
  readonly folder: string
  readonly sql: string
  readonly shaperOf: (columns: readonly string[]) => RowShaper
}

/** One section of a mapping, its file names meant in `folder`. */
export function mappingSource(
  section: MappingSection,
  from: { readonly mapping: string; readonly folder: string },
  reading: Reading,
): Source {
  const name = `${basename(from.mapping)}:${section.line} (${section.type})`
  const shape = { record: section.type, isExact: true }
  return querySource(
    { name, path: from.mapping, folder: from.folder, size: 0, kind: 'query' },
    {
      folder: from.folder,
      sql: section.select,
      shaperOf: (columns) => rowShaper(columns, shape, reading.readTime),
    },
  )
}

/** A Parquet file, its columns shaped as those of a CSV are. */
export function parquetSource(file: File, reading: Reading): Source {
  return querySource(
    { ...file, kind: 'rows' },
    {
      folder: dirname(resolve(file.path)),
      sql: `select * from read_parquet(${textLiteral(resolve(file.path))})`,
      shaperOf: (columns) => rowShaper(columns, reading.shape, reading.readTime),
    },
  )
}

/** A file that is one array of JSON objects: records, or objects to be shaped. */
export function jsonArraySource(file: File, reading: Reading): Source {
  const isRecords = !reading.shape.record && !reading.shape.columns
  const shaper: RowShaper = isRecords ? ([value]) => ({ value }) : objectShaper(reading)
  return querySource(
    { ...file, kind: 'rows' },
    {
      folder: dirname(resolve(file.path)),
      sql: `select json from read_json_objects(${textLiteral(resolve(file.path))}, format = 'array')`,
      shaperOf: () => (cells) => shaper([JSON.parse(String(cells[0]))]),
    },
  )
}

function querySource(file: File & Pick<Source, 'kind' | 'folder'>, query: Query): Source {
  const told = (error: unknown) => {
    if (error instanceof QueryFault)
      return new InputFault(`${file.name}: ${oneLine(error.message)}`)
    return error instanceof ShapeFault ? new ShapeFault(`${file.name}: ${error.message}`) : error
  }
  return {
    ...file,
    check: async () => {
      const duckdb = await openDuckdb(query.folder)
      try {
        query.shaperOf(await duckdb.columns(query.sql))
      } catch (error) {
        throw told(error)
      } finally {
        duckdb.close()
      }
    },
    read: async function* () {
      const duckdb = await openDuckdb(query.folder)
      try {
        const { columns, batches } = await duckdb.query(query.sql)
        const shape = query.shaperOf(columns)
        let row = 0
        for await (const batch of batches) {
          yield batch.map((cells) => lineOf(++row, cells, shape))
        }
      } catch (error) {
        throw told(error)
      } finally {
        duckdb.close()
      }
    },
  }
}

function lineOf(line: number, cells: readonly unknown[], shape: RowShaper): InputLine {
  const shaped = shape(cells)
  if (!('fault' in shaped)) return { line, value: shaped.value }
  return { line, fault: { ...shaped.fault, content: JSON.stringify(cells).slice(0, 65_536) } }
}

/** The first sentence of DuckDB's complaint, and the line of SQL that it points at. */
function oneLine(text: string): string {
  const [first = '', ...more] = text.split('\n')
  const line = more.find((each) => each.startsWith('LINE '))
  return line ? `${first} (${line.trim()})` : first
}
