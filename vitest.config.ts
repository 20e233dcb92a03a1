// How the tests run: one embedded server and one migrated template for all (test/global-setup.ts).
import { defineConfig } from 'vitest/config'

const FLOORS = '{server,cli,lab,tools,console,contract,bench,test,scripts}'

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          globalSetup: 'test/global-setup.ts',
          include: [`${FLOORS}/**/*.test.{ts,tsx}`],
          exclude: ['**/node_modules/**', 'test/browser/**', 'tools/tidy/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'tidy',
          include: ['tools/tidy/**/*.test.ts'],
          // The rules share nothing but the compiler, which takes seconds to load.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          globalSetup: 'test/global-setup.ts',
          include: ['test/browser/**/*.test.ts'],
          // One browser and one server at a time leave the others a machine.
          fileParallelism: false,
        },
      },
    ],
  },
})
