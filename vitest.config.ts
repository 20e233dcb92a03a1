// How the tests run: one embedded server and one migrated template for all files (test/global-setup.ts).
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{server,cli,lab,tools,console,contract,bench,test}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
  },
})
