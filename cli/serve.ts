// `tare serve`: starts the desk on this machine and tells where it is and who can sign in.
import type { Command } from 'commander'
import { startProgress } from './progress.ts'
import { formatTable } from './table.ts'

const HELP = `
Without DATABASE_URL it carries its own PostgreSQL in the data folder, and on the first start fills
a demo marketplace unless TARE_DEMO=off. Settings are explained in docs/configuration.md.

Examples:
  tare serve
  PORT=8080 TARE_DATA_DIR=/var/lib/tare TARE_DEMO=off tare serve

Ctrl-C stops it in order.`

const THOUSAND = 1_000

export function addServe(program: Command): void {
  program
    .command('serve')
    .description('start the desk on this machine')
    .addHelpText('after', HELP)
    .action(serveDesk)
}

async function serveDesk(): Promise<void> {
  const { serve } = await import('../server/main.ts')
  const { fillDemo, readDemoPeople } = await import('../lab/demo.ts')
  const demo = demoProgress()
  await serve({
    report,
    onProgress: demo.update,
    fillDemo: async (start) => {
      report('Filling the demo marketplace (once)')
      try {
        await fillDemo(start)
      } finally {
        demo.stop()
      }
    },
    onReady: async (address, { dataDirectory }) => {
      const people = await readDemoPeople(dataDirectory)
      report(readyText(address, people))
    },
  })
}

interface DemoPerson {
  readonly role: string
  readonly email: string
  readonly password: string
}

function readyText(address: string, people: readonly DemoPerson[]): string {
  const lines = ['', `Tare is ready at ${address}`, `The API is explained at ${address}/docs`]
  if (people.length > 0) {
    const columns = (['role', 'e-mail', 'password'] as const).map((title) => ({
      title,
      align: 'left' as const,
    }))
    const rows = people.map(({ role, email, password }) => [role, email, password])
    lines.push('', 'Sign in to the demo as', formatTable(columns, rows))
  }
  return `${lines.join('\n')}\n`
}

function report(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** A bar while a person watches, else a line at every fifth, so that a log shows life too. */
function demoProgress(): { update: (share: number) => void; stop: () => void } {
  let bar: ReturnType<typeof startProgress> | undefined
  let told = 0
  return {
    update: (share) => {
      bar ??= startProgress(THOUSAND)
      bar.update(Math.round(share * THOUSAND), 'demo marketplace')
      const fifth = Math.floor(share * 5)
      if (!process.stderr.isTTY && fifth > told && fifth < 5) {
        told = fifth
        report(`  ${fifth * 20} %`)
      }
    },
    stop: () => bar?.stop(),
  }
}
