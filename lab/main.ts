// `npm run lab -- --seed N --orders M --out DIR`: writes a world as records, and its truth.
import { createWriteStream, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { makeWorld } from './world.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    orders: { type: 'string', default: '10000' },
    // A fixed end keeps a seed's files the same whenever they are made.
    ends: { type: 'string', default: '2026-06-30T00:00:00Z' },
    out: { type: 'string', default: 'lab-world' },
  },
})

async function writeLines(path: string, lines: Iterable<unknown>): Promise<number> {
  const file = createWriteStream(path)
  let count = 0
  for (const line of lines) {
    count++
    if (!file.write(`${JSON.stringify(line)}\n`)) {
      await new Promise<void>((resolve) => file.once('drain', resolve))
    }
  }
  file.end()
  await finished(file)
  return count
}

const world = makeWorld({
  seed: Number(values.seed),
  orders: Number(values.orders),
  endsAt: Date.parse(values.ends),
})
mkdirSync(values.out, { recursive: true })
const records = await writeLines(join(values.out, 'records.ndjson'), world.records())
const truths = await writeLines(join(values.out, 'truth.ndjson'), world.truth)
process.stdout.write(`${records} records and the truth on ${truths} orders in ${values.out}\n`)
