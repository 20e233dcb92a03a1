// `tare import`: sends files to a running server, and goes on where an earlier run broke off.
import type { Command } from 'commander'
import { CannotRun, DONE, INTERRUPTED, REJECTED, tell, UsageMistake } from './exit.ts'
import { importFiles } from './import-files.ts'
import { type InputOptions, withInputOptions } from './input-options.ts'
import { startProgress } from './progress.ts'
import { listRejections, MOST_LISTED, type RejectedLine } from './rejections.ts'
import { type ServerOptions, serverOf, withServerOptions } from './server-options.ts'
import { formatCount } from './table.ts'

interface Options extends InputOptions, ServerOptions {
  readonly batch: string
  readonly restart?: boolean
  readonly json?: boolean
}

const HELP = `
Files are NDJSON, CSV, JSON or Parquet, gzip and Zstandard too; a folder stands for its files, "-"
for standard input. How far an import has come is kept beside the first file, in NAME.tare-import:
the same command goes on from there after a crash. Records that are sent twice change nothing.

Examples:
  tare import export.ndjson.gz
  tare import orders.csv --record order --map id=orderid --map shopId=shopid \\
       --map buyerId=userid --map placedAt=event_time --zone Asia/Shanghai
  tare import FOLDER --mapping olist-mapping.sql --zone America/Sao_Paulo
  zcat export.gz | TARE_URL=https://tare.example TARE_API_KEY=… tare import -

Exit codes: 0 done, 1 something was rejected (it is listed), 2 wrong usage, 3 could not run.`

export function addImport(program: Command): void {
  const command = program
    .command('import')
    .description('send records to a running server')
    .argument('[files...]', 'files or folders')
    .addHelpText('after', HELP)
  withServerOptions(withInputOptions(command))
    .option('--batch <lines>', 'lines of one request', '5000')
    .option('--restart', 'begin anew, although an earlier run came some way')
    .option('--json', 'print the counts as JSON')
    .action(async (paths: string[], options: Options) => {
      process.exitCode = await runImport(paths, options)
    })
}

async function runImport(paths: string[], options: Options): Promise<number> {
  const lines = Number(options.batch)
  if (!Number.isInteger(lines) || lines < 1 || lines > 100_000) {
    throw new UsageMistake('--batch is a number of lines from 1 to 100000')
  }
  const server = serverOf(options)
  const { readInput } = await import('../server/offline/read-input.ts')
  const sources = await readInput({ ...options, paths })
  const total = sources.reduce((sum, { size }) => sum + size, 0)
  const progress = startProgress(total)
  const listed: RejectedLine[] = []
  const resumeHint = 'run the same command again to go on from here'
  const interrupted = () => {
    progress.stop()
    tell(`stopped; ${resumeHint}`)
    process.exit(INTERRUPTED)
  }
  process.prependOnceListener('SIGINT', interrupted)
  try {
    const counts = await importFiles({
      ...{ server, sources, lines, options: said(options), isFresh: options.restart ?? false },
      onProgress: (bytes, records) => progress.update(bytes, `${formatCount(records)} records`),
      onRejected: (rejected) => {
        if (listed.length < MOST_LISTED) listed.push(rejected)
      },
      onNote: (note) => tell(note),
    })
    progress.stop()
    print({ counts, listed, json: options.json ?? false })
    return counts.rejected > 0 ? REJECTED : DONE
  } catch (error) {
    progress.stop()
    if (error instanceof CannotRun) throw new CannotRun(`${error.message}; ${resumeHint}`)
    throw error
  } finally {
    process.off('SIGINT', interrupted)
  }
}

/** What makes two imports the same, beside the files and the server. */
function said({ key: _, url: __, restart: ___, json: ____, ...rest }: Options): unknown {
  return rest
}

interface Outcome {
  readonly counts: {
    readonly accepted: number
    readonly duplicate: number
    readonly corrected: number
    readonly rejected: number
  }
  readonly listed: readonly RejectedLine[]
  readonly json: boolean
}

function print({ counts, listed, json }: Outcome): void {
  const { accepted, duplicate, corrected, rejected } = counts
  if (json) {
    process.stdout.write(`${JSON.stringify({ ...counts, rejections: listed })}\n`)
    return
  }
  listRejections(listed, rejected, 'tare quarantine export')
  const told = [
    `${formatCount(accepted)} accepted`,
    `${formatCount(duplicate)} duplicate`,
    `${formatCount(corrected)} corrected`,
    `${formatCount(rejected)} rejected`,
  ]
  process.stdout.write(`${told.join(', ')}\n`)
}
