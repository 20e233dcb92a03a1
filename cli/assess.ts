// `tare assess`: weighs an export on this machine, without a server and without a database.
import type { Command } from 'commander'
import type { RefusedLine } from '../server/offline/assess-files.ts'
import type { AssessSummary } from '../server/offline/assess-summary.ts'
import { formatSummary } from './assess-table.ts'
import { DONE, REJECTED, UsageMistake } from './exit.ts'
import { type InputOptions, withInputOptions } from './input-options.ts'
import { openLines } from './line-file.ts'
import { startProgress } from './progress.ts'
import { listRejections, MOST_LISTED } from './rejections.ts'
import { formatCount } from './table.ts'

interface Options extends InputOptions {
  readonly out?: string
  readonly signals?: string
  readonly asOf?: string
  readonly quarantine?: string
  readonly json?: boolean
}

const HELP = `
Files are NDJSON, CSV, JSON or Parquet, gzip and Zstandard too; a folder stands for its files, "-"
for standard input. Prints the shops that stand worst; --out has a line for every order, shop and
buyer that signals have something to say about.

Examples:
  tare assess export.ndjson --out findings.ndjson
  tare assess orders.csv --record order --map id=orderid --map shopId=shopid \\
       --map buyerId=userid --map placedAt=event_time --zone Asia/Shanghai \\
       --signals order_concentration --out findings.ndjson
  tare assess FOLDER --mapping olist-mapping.sql --zone America/Sao_Paulo

Exit codes: 0 done, 1 something was rejected (it is listed), 2 wrong usage, 3 could not run.`

export function addAssess(program: Command): void {
  const command = program
    .command('assess')
    .description('weigh an export here and now, without a server')
    .argument('[paths...]', 'files or folders')
    .addHelpText('after', HELP)
  withInputOptions(command)
    .option('--out <file>', 'write one finding a line to this file, "-" for standard output')
    .option('--signals <kinds>', 'ask these signals only, separated by commas')
    .option('--as-of <time>', 'weigh as if it were this moment (RFC 3339); else now')
    .option('--quarantine <file>', 'write the lines that were refused, with the reasons')
    .option('--json', 'print the summary as JSON')
    .action(async (paths: string[], options: Options) => {
      process.exitCode = await runAssess(paths, options)
    })
}

async function runAssess(paths: string[], options: Options): Promise<number> {
  const signals = options.signals?.split(',').map((kind) => kind.trim())
  if (signals?.includes('')) throw new UsageMistake('--signals takes kinds separated by commas')
  const [{ readInput }, { assessFiles }, { momentOf }] = await Promise.all([
    import('../server/offline/read-input.ts'),
    import('../server/offline/assess-files.ts'),
    import('../server/offline/moment.ts'),
  ])
  const now = momentOf(options.asOf)
  const sources = await readInput({ ...options, paths })
  const findings = openLines(options.out)
  const quarantine = openLines(options.quarantine)
  const listed: RefusedLine[] = []
  const total = sources.reduce((sum, { size }) => sum + size, 0)
  const reading = startProgress(total)
  let weighing: ReturnType<typeof startProgress> | undefined
  let summary: AssessSummary
  try {
    summary = await assessFiles({
      ...{ sources, now, signals, onFindings: findings.write },
      onRefused: (line) => {
        if (listed.length < MOST_LISTED) listed.push(line)
        return quarantine.write(`${JSON.stringify(line)}\n`)
      },
      onProgress: (bytes, records) => reading.update(bytes, `${formatCount(records)} records`),
      onWeighed: (done, orders) => {
        weighing ??= nextBar(reading, orders)
        weighing.update(done, `${formatCount(done)} orders weighed`)
      },
    })
    await Promise.all([findings.close(), quarantine.close()])
  } finally {
    reading.stop()
    weighing?.stop()
  }
  print(summary, listed, options)
  return summary.rejected > 0 ? REJECTED : DONE
}

function nextBar(before: ReturnType<typeof startProgress>, total: number) {
  before.stop()
  return startProgress(total)
}

function print(summary: AssessSummary, listed: readonly RefusedLine[], options: Options): void {
  // Findings on standard output are for another program, which wants nothing between them.
  const target = options.out === '-' ? process.stderr : process.stdout
  if (options.json) {
    const { open: _, ...told } = summary
    const rejections = listed.map(({ content: __, ...line }) => line)
    target.write(`${JSON.stringify({ ...told, rejections })}\n`)
    return
  }
  const hint = options.quarantine ? `see ${options.quarantine}` : 'add --quarantine FILE to see all'
  listRejections(listed, summary.rejected, hint)
  target.write(`${formatSummary(summary)}\n`)
}
