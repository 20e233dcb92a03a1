// The last line of the gate tells the whole truth, and the right files are repeated.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { databaseTests } from './database-tests.mjs'
import { runInTime } from './run-in-time.mjs'
import { addUp, countTests, sentence } from './test-counts.mjs'

const file = (status: string, ...assertions: string[]) => ({
  status,
  assertionResults: assertions.map((each) => ({ status: each })),
})

function report(testResults: object[], numbers: object) {
  const none = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 }
  return { testResults, ...none, numTotalTests: 1, ...numbers }
}

test('passed, failed, skipped and planned tests are all counted', () => {
  const counted = countTests(
    report([file('failed', 'passed', 'failed')], {
      ...{ numPassedTests: 3, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 },
    }),
    1,
  )
  expect(counted).toMatchObject({ passed: 3, failed: 1, skipped: 3 })
})

test('a file that could not even be loaded is a failure', () => {
  expect(countTests(report([file('failed')], {}), 1)).toMatchObject({ failed: 1 })
})

test('an exit code that no failed test explains is a failure', () => {
  const fine = report([file('passed', 'passed')], { numPassedTests: 1 })
  expect(countTests(fine, 0)).toMatchObject({ failed: 0 })
  expect(countTests(fine, 1)).toMatchObject({ failed: 1 })
})

test('the last line adds everything up', () => {
  const sum = addUp([
    { passed: 1, failed: 2, skipped: 3 },
    { passed: 10, failed: 20, skipped: 30 },
  ])
  expect(sentence(sum)).toBe('11 passed, 22 failed, 33 skipped')
})

test('what takes too long is stopped and has failed', async () => {
  const begun = performance.now()
  const code = await runInTime(['-e', 'setInterval(() => {}, 1000)'], { cwd: '.', limitMs: 300 })
  expect(code).toBe(1)
  expect(performance.now() - begun).toBeLessThan(10_000)
})

test('tests that reach the database through other files are found, and no others', async () => {
  const root = await mkdtemp(join(tmpdir(), 'tare-reach-'))
  const files = {
    'test/database.ts': '',
    'test/desk.ts': "import { freshDatabase } from './database.ts'\nimport {} from './circle.ts'",
    'test/circle.ts': "import { openDesk } from './desk.ts'",
    'server/a.test.ts': "import { freshDatabase } from '../test/database.ts'",
    'server/b.test.ts': "import {\n  openDesk,\n} from '../test/circle.ts'",
    'server/c.test.ts': "import { pure } from './pure.ts'",
    'server/pure.ts': '',
    'test/browser/d.test.ts': "import { openDesk } from '../desk.ts'",
  }
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
  expect(databaseTests(root)).toEqual(['server/a.test.ts', 'server/b.test.ts'])
  await rm(root, { recursive: true, force: true })
})
