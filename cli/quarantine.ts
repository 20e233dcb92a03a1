// `tare quarantine export`: the lines that were refused, to be mended and sent again.
import type { Command } from 'commander'
import { DONE, tell } from './exit.ts'
import { openLines } from './line-file.ts'
import { type Server, serverOf, withServerOptions } from './server-options.ts'
import { formatCount } from './table.ts'

interface Options {
  readonly out?: string
  readonly url?: string
  readonly key?: string
}

interface Quarantined {
  readonly line: number
  readonly code: string
  readonly message: string
  readonly pointer: string
  readonly content: string
}

const PAGE = 200

export function addQuarantine(program: Command): void {
  const quarantine = program
    .command('quarantine')
    .description('lines that were refused and wait to be mended')
  const command = quarantine
    .command('export')
    .description('write the lines in quarantine as NDJSON: {line, code, message, pointer, content}')
    .option('--out <file>', 'write to this file instead of standard output')
    .addHelpText(
      'after',
      '\nMend each "content", write it to a file and send that with "tare import".\n\n' +
        'Example:\n  tare quarantine export --out refused.ndjson',
    )
  withServerOptions(command).action(async (options: Options) => {
    process.exitCode = await exportQuarantine(serverOf(options), options.out)
  })
}

async function exportQuarantine(server: Server, out: string | undefined): Promise<number> {
  const file = openLines(out ?? '-')
  let count = 0
  for await (const { line, code, message, pointer, content } of pagesOf(server)) {
    count += 1
    await file.write(`${JSON.stringify({ line, code, message, pointer, content })}\n`)
  }
  await file.close()
  tell(`${formatCount(count)} lines in quarantine`)
  return DONE
}

async function* pagesOf(server: Server): AsyncGenerator<Quarantined> {
  let cursor: string | null = null
  do {
    const query = new URLSearchParams({ limit: String(PAGE), ...(cursor && { cursor }) })
    const page: { items: Quarantined[]; nextCursor: string | null } = await server.getJson(
      `/v1/quarantine?${query}`,
    )
    yield* page.items
    cursor = page.nextCursor
  } while (cursor)
}
