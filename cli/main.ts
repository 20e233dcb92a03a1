// The command `tare`: one file for each command, loaded when it is called.
import { Command } from 'commander'
import { addAssess } from './assess.ts'
import { DONE, endWith } from './exit.ts'
import { addImport } from './import.ts'
import { addMigrate } from './migrate.ts'
import { addQuarantine } from './quarantine.ts'
import { addServe } from './serve.ts'
import { versionText } from './version.ts'

const HELP = `
Examples:
  tare serve                                     start the desk on this machine
  tare assess export.ndjson --out findings.ndjson
  tare assess orders.csv --record order --map id=orderid --map shopId=shopid \\
       --map buyerId=userid --map placedAt=event_time --zone Asia/Shanghai
  tare import export.ndjson.gz                   send records to a running server

Exit codes: 0 done, 1 something was rejected (it is listed), 2 wrong usage, 3 could not run.
Each command explains itself: tare help assess`

function buildProgram(): Command {
  const program = new Command('tare')
    .description('The desk where a marketplace deals with empty parcels.')
    .version(versionText(), '-V, --version')
    .addHelpText('after', HELP)
    .showSuggestionAfterError()
    .configureHelp({ helpWidth: 100 })
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'tare: ')) })
  // Set before commands are added, which inherit it: Commander itself would end with code 1.
  program.exitOverride()
  addServe(program)
  addAssess(program)
  addImport(program)
  addQuarantine(program)
  addMigrate(program)
  program
    .command('version')
    .description('print the version')
    .action(() => {
      process.stdout.write(`${versionText()}\n`)
    })
  return program
}

/** A reader that closes early, as \`head\` does, is no failure. */
function endQuietlyOnClosedPipe(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(DONE)
    throw error
  })
}

endQuietlyOnClosedPipe()
try {
  await buildProgram().parseAsync()
} catch (error) {
  process.exitCode = endWith(error)
}
