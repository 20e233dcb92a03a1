// The whole gate, which is `npm test`: each check in turn, and at the end one line that adds up.
// With --database only the tests that use a database, to be repeated on another PostgreSQL.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { databaseTests } from './database-tests.mjs'
import { missingFromLock, withAddress } from './ensure-stamp.mjs'
import { runInTime } from './run-in-time.mjs'
import { addUp, countTests, sentence } from './test-counts.mjs'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const MINUTE_MS = 60_000
const PASSED = { passed: 1, failed: 0, skipped: 0 }
const FAILED = { passed: 0, failed: 1, skipped: 0 }

const WHOLE = [
  { name: 'format and lint', check: () => tool('@biomejs/biome/bin/biome', ['ci', '.']) },
  { name: 'types', check: () => tool('typescript/bin/tsc', ['-p', '.']) },
  { name: 'lock file', check: checkLock },
  // Every project but one, so that a new one is never forgotten here.
  { name: 'tests', check: () => vitest(['--project', '!browser'], 6 * MINUTE_MS) },
  { name: 'browser tests', check: () => vitest(['--project', 'browser'], 4 * MINUTE_MS) },
]

const DATABASE = [
  {
    name: 'database tests',
    check: () => vitest(['--project', 'unit', ...databaseTests(ROOT)], 6 * MINUTE_MS),
  },
]

const steps = process.argv.includes('--database') ? DATABASE : WHOLE
const counts = []
let tests = 0
for (const { name, check } of steps) {
  console.log(`\n== ${name}`)
  const begun = Date.now()
  const count = await check()
  counts.push(count)
  tests += count.tests ?? 0
  const verdict = count.failed > 0 ? 'FAILED' : 'passed'
  console.log(`== ${name}: ${verdict} in ${((Date.now() - begun) / 1000).toFixed(1)} s`)
}
if (tests === 0) {
  console.log('\nNo test ran, and that is a failure.')
  counts.push(FAILED)
}
const sum = addUp(counts)
console.log(`\n${sentence(sum)}`)
process.exitCode = sum.failed > 0 ? 1 : 0

async function tool(path, args) {
  const program = join(ROOT, 'node_modules', path)
  const code = await runInTime([program, ...args], { cwd: ROOT, limitMs: 3 * MINUTE_MS })
  return code === 0 ? PASSED : FAILED
}

async function vitest(args, limitMs) {
  const folder = mkdtempSync(join(tmpdir(), 'tare-gate-'))
  const report = join(folder, 'report.json')
  const program = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const strict = ['--allowOnly=false', '--passWithNoTests', '--no-color']
  const all = [program, 'run', ...args, ...reporters, ...strict]
  const code = await runInTime(all, { cwd: ROOT, limitMs })
  try {
    return countTests(JSON.parse(readFileSync(report, 'utf8')), code)
  } catch {
    console.log('The tests ended without a report.')
    return FAILED
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What `npm ci` would refuse on somebody else's machine, found here. */
function checkLock() {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'))
  const missing = missingFromLock(packages)
  for (const each of missing) console.log(`Missing from package-lock.json: ${each}`)
  const tied = withAddress(packages)
  for (const path of tied) console.log(`Tied to one registry in package-lock.json: ${path}`)
  return missing.length + tied.length === 0 ? PASSED : FAILED
}
