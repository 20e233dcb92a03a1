// The options by which `assess` and `import` learn how to read files.
import type { Command } from 'commander'
import type { Described } from '../server/offline/read-input.ts'

export type InputOptions = Omit<Described, 'paths'>

const gather = (value: string, before: string[] = []) => [...before, value]

/** Adds the options to a command. */
export function withInputOptions(command: Command): Command {
  return command
    .option('--record <type>', 'every row is a record of this type (order, parcel, …)')
    .option('--map <field=column>', 'fill a field from a column; may be repeated', gather)
    .option('--set <field=value>', 'give a field the same value in every record', gather)
    .option('--zone <zone>', 'zone of times without offset: Asia/Shanghai, UTC, … or unix')
    .option('--mapping <file.sql>', 'read the files of a folder by SQL, see docs/mappings.md')
    .option('--format <format>', 'ndjson, csv, json or parquet; else by the name of the file')
    .option('--encoding <name>', 'encoding of CSV: utf-8, gb18030, utf-16le, …')
    .option('--delimiter <character>', 'what separates the cells of CSV; else by the header')
}
