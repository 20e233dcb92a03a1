// Tests of the rule that the environment is read in one place.
import { expect, test } from 'vitest'
import { found } from '../samples.ts'
import { environment } from './environment.ts'

test.each([
  ['const port = process.env.PORT'],
  ["const port = process['env'].PORT"],
  ['const { env } = process'],
  ['const { env: settings } = globalThis.process'],
  [`import { env } from 'node:process'`],
  [`import { env as settings } from 'process'`],
])('%s is found', (text) => {
  for (const path of ['server/main.ts', 'cli/serve.ts', 'lab/play.ts', 'bench/throughput.ts']) {
    expect(found(environment, { [path]: text })).toHaveLength(1)
  }
})

test('the two readers, scripts, tests and configuration files may read it', () => {
  const text = 'const port = process.env.PORT'
  const readers = ['server/platform/config.ts', 'cli/environment.ts', 'scripts/gate.mjs']
  const others = ['test/database.ts', 'cli/serve.test.ts', 'vitest.config.ts']
  for (const path of [...readers, ...others]) {
    expect(found(environment, { [path]: text })).toEqual([])
  }
})

test('another thing called env is no environment', () => {
  const text = `import { argv } from 'node:process'\nconst a = page.env.x\nconst { b } = process`
  expect(found(environment, { 'server/main.ts': text })).toEqual([])
})
