// What people name on the command line becomes sources: files, folders, standard input, mappings.
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { RecordType } from '../intake/record.ts'
import { bytesOf, InputFault } from './byte-source.ts'
import { csvSource } from './csv-source.ts'
import { jsonArraySource, mappingSource, parquetSource } from './duckdb-source.ts'
import { timeReader } from './local-time.ts'
import { MappingFault, parseMapping } from './mapping.ts'
import { ndjsonSource, shapedNdjsonSource } from './ndjson-source.ts'
import { ShapeFault } from './shape-row.ts'
import type { Reading, Source } from './source.ts'

export const FORMATS = ['ndjson', 'csv', 'json', 'parquet'] as const
export type Format = (typeof FORMATS)[number]

/** What to read and how; see docs/mappings.md. */
export interface Input {
  readonly paths: readonly string[]
  readonly record?: RecordType | undefined
  /** Field to column. */
  readonly map?: ReadonlyMap<string, string> | undefined
  /** Field to the value that every record gets. */
  readonly set?: ReadonlyMap<string, string> | undefined
  /** An IANA zone for times without an offset, or `unix`. */
  readonly zone?: string | undefined
  readonly encoding?: string | undefined
  readonly delimiter?: string | undefined
  readonly format?: Format | undefined
  /** A file of SQL; `paths` then name the folder of its files. */
  readonly mapping?: string | undefined
}

/** The input is described wrongly: a wrong option, not a wrong file. */
export class InputMistake extends Error {
  override readonly name = 'InputMistake'
}

const BY_ENDING: Readonly<Record<string, Format>> = {
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  json: 'json',
  csv: 'csv',
  tsv: 'csv',
  parquet: 'parquet',
}

/**
 * The sources that an input names, in a fixed order, each checked as far as it can be before it is
 * read. Throws {@link InputMistake} for what is described wrongly, {@link InputFault} for files
 * that cannot be read, and what DuckDB throws.
 */
export async function sourcesOf(input: Input): Promise<readonly Source[]> {
  const reading = readingOf(input)
  try {
    const sources = input.mapping
      ? await mappedSources(input.mapping, input, reading)
      : (await filesOf(input)).map((file) => sourceOf(file, reading))
    const opened = await Promise.all(sources)
    for (const source of opened) await source.check()
    return opened
  } catch (error) {
    const isMistake = error instanceof ShapeFault || error instanceof MappingFault
    throw isMistake ? new InputMistake(error.message) : error
  }
}

function readingOf(input: Input): Reading {
  const { record, map, set, encoding = 'utf-8', delimiter } = input
  try {
    new TextDecoder(encoding)
  } catch {
    throw new InputMistake(`"${encoding}" is no known encoding; try utf-8, gb18030 or utf-16le`)
  }
  const shape = {
    ...(record && { record }),
    ...(map && map.size > 0 && { columns: map }),
    ...(set && { constants: set }),
  }
  try {
    return { shape, readTime: timeReader(input.zone), encoding, delimiter }
  } catch {
    throw new InputMistake(`"${input.zone}" is no known time zone; write one such as Asia/Shanghai`)
  }
}

async function mappedSources(
  mapping: string,
  input: Input,
  reading: Reading,
): Promise<readonly Source[]> {
  if (input.record || input.map?.size || input.set?.size) {
    throw new InputMistake('--mapping says everything itself: leave --record, --map and --set out')
  }
  const folder = await folderOf(input.paths)
  const text = await readFile(mapping, 'utf8').catch(() => {
    throw new InputMistake(`the mapping ${mapping} cannot be read`)
  })
  const path = resolve(mapping)
  const from = { mapping: path, folder }
  return parseMapping(text).map((section) => mappingSource(section, from, reading))
}

/** The one folder in which a mapping finds its files. */
async function folderOf(paths: readonly string[]): Promise<string> {
  const folders = new Set<string>()
  for (const path of paths.length > 0 ? paths : ['.']) {
    folders.add((await kindOf(path)) === 'folder' ? resolve(path) : dirname(resolve(path)))
  }
  const [only, ...more] = folders
  if (only && more.length === 0) return only
  throw new InputMistake('with --mapping, name the one folder that holds its files')
}

interface NamedFile {
  readonly name: string
  readonly path: string
  readonly size: number
  readonly format: Format
}

async function filesOf(input: Input): Promise<readonly NamedFile[]> {
  if (input.paths.length === 0) throw new InputMistake('name at least one file or folder')
  const files: NamedFile[] = []
  for (const path of input.paths) {
    if (path === '-') {
      const format = input.format ?? 'ndjson'
      files.push({ name: 'standard input', path, size: 0, format })
    } else if ((await kindOf(path)) === 'folder') {
      files.push(...(await filesIn(path, input.format)))
    } else {
      files.push(await namedFile(path, input.format ?? formatOf(path) ?? 'ndjson'))
    }
  }
  return files
}

async function filesIn(folder: string, format: Format | undefined): Promise<NamedFile[]> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.') && formatOf(name))
  const files: NamedFile[] = []
  for (const name of names.sort()) {
    const path = join(folder, name)
    if ((await kindOf(path)) === 'folder') continue
    files.push(await namedFile(path, format ?? formatOf(name) ?? 'ndjson'))
  }
  if (files.length > 0) return files
  throw new InputMistake(`there is no NDJSON, CSV, JSON or Parquet file in ${folder}`)
}

async function namedFile(path: string, format: Format): Promise<NamedFile> {
  return { name: basename(path), path: resolve(path), size: (await stat(path)).size, format }
}

async function kindOf(path: string): Promise<'file' | 'folder'> {
  const found = await stat(path).catch(() => {
    throw new InputFault(`there is no file or folder ${path}`)
  })
  return found.isDirectory() ? 'folder' : 'file'
}

/** By the name's ending, under the ending of a packed file. */
function formatOf(path: string): Format | undefined {
  const ending = /\.([a-z]+)(?:\.(?:gz|zst))?$/i.exec(basename(path))?.[1]?.toLowerCase()
  return ending === undefined ? undefined : BY_ENDING[ending]
}

async function sourceOf(file: NamedFile, reading: Reading): Promise<Source> {
  const { format, ...rest } = file
  switch (format) {
    case 'csv':
      return csvSource(rest, reading)
    case 'parquet':
      return parquetSource(rest, reading)
    case 'json':
      return (await isArray(file.path)) ? jsonArraySource(rest, reading) : linesOf(rest, reading)
    case 'ndjson':
      return linesOf(rest, reading)
  }
}

function linesOf(file: Pick<Source, 'name' | 'path' | 'size'>, reading: Reading): Source {
  const isRecords = !reading.shape.record && !reading.shape.columns
  return isRecords ? ndjsonSource(file) : shapedNdjsonSource(file, reading)
}

/** Files named .json hold one array, or a line for each object. */
async function isArray(path: string): Promise<boolean> {
  for await (const block of bytesOf(path)) {
    const text = Buffer.from(block)
      .toString('latin1')
      .replace(/^\xef\xbb\xbf/, '')
      .trimStart()
    if (text !== '') return text.startsWith('[')
  }
  return false
}
