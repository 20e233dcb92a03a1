// How fast `tare assess` is, told as a ratio: whole process against whole process, to reading the
// same file line by line with JSON.parse. `npm run bench:assess -- --records 1000000 --runs 3`.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { madeRecords } from './made-records.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const TELL_USAGE = new URL('./tell-usage.mjs', import.meta.url).href
const BASELINE = fileURLToPath(new URL('./parse-lines.mjs', import.meta.url))
const COMMAND = join(ROOT, 'bin', 'tare')

interface Measured {
  readonly wallSeconds: number
  readonly cpuSeconds: number
  readonly peakMegabytes: number
}

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '1000000' },
    runs: { type: 'string', default: '3' },
    // A file to use in place of made records.
    file: { type: 'string' },
  },
})

async function writeRecords(path: string, records: number): Promise<void> {
  const file = createWriteStream(path)
  let written = 0
  for (const record of madeRecords(records)) {
    if (written++ === records) break
    if (!file.write(`${JSON.stringify(record)}\n`)) await once(file, 'drain')
  }
  file.end()
  await once(file, 'finish')
}

/** Runs Node on a program and measures the whole process. */
async function measure(program: string, parameters: readonly string[]): Promise<Measured> {
  const begun = performance.now()
  const child = spawn(process.execPath, ['--import', TELL_USAGE, program, ...parameters], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  })
  let told = ''
  child.stdio[3]?.on('data', (part: Buffer) => {
    told += part.toString()
  })
  const [code] = (await once(child, 'close')) as [number]
  if (code !== 0) throw new Error(`${program} ended with ${code}`)
  const wallSeconds = (performance.now() - begun) / 1_000
  const usage = JSON.parse(told) as { cpuSeconds: number; peakMegabytes: number }
  return { wallSeconds, ...usage }
}

function best(runs: readonly Measured[]): Measured {
  const least = (of: (run: Measured) => number) => Math.min(...runs.map(of))
  return {
    wallSeconds: least(({ wallSeconds }) => wallSeconds),
    cpuSeconds: least(({ cpuSeconds }) => cpuSeconds),
    peakMegabytes: Math.max(...runs.map(({ peakMegabytes }) => peakMegabytes)),
  }
}

function tell(name: string, { wallSeconds, cpuSeconds, peakMegabytes }: Measured): string {
  const [wall, cpu] = [wallSeconds, cpuSeconds].map((seconds) => seconds.toFixed(2).padStart(7))
  return `${name.padEnd(14)}${wall} s wall ${cpu} s CPU ${peakMegabytes.toFixed(0).padStart(6)} MB`
}

const folder = mkdtempSync(join(tmpdir(), 'tare-bench-'))
try {
  const path = values.file ?? join(folder, 'records.ndjson')
  if (!values.file) await writeRecords(path, Number(values.records))
  console.log(`${path}: ${(statSync(path).size / 1_000_000).toFixed(1)} MB`)
  const runs: { baseline: Measured; assess: Measured }[] = []
  // Turn about, so that both meet the same weather on the machine.
  for (let run = 0; run < Number(values.runs); run++) {
    const baseline = await measure(BASELINE, [path])
    const assess = await measure(COMMAND, ['assess', path, '--out', join(folder, 'found.ndjson')])
    runs.push({ baseline, assess })
  }
  const baseline = best(runs.map((run) => run.baseline))
  const assess = best(runs.map((run) => run.assess))
  console.log(tell('JSON.parse', baseline))
  console.log(tell('tare assess', assess))
  const wall = (baseline.wallSeconds / assess.wallSeconds).toFixed(3)
  const cpu = (baseline.cpuSeconds / assess.cpuSeconds).toFixed(3)
  console.log(`ratio         ${wall} of its speed by wall, ${cpu} by CPU`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
