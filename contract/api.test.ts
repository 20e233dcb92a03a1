// Holds the typed client to the routes.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { generateClient } from '../tools/generate-client.ts'

test('the typed client says what the routes say; `npm run generate` brings it up to date', async () => {
  const kept = await readFile(fileURLToPath(new URL('./api.ts', import.meta.url)), 'utf8')
  const fresh = await generateClient()
  expect(fresh === kept, 'contract/api.ts is behind the routes: run `npm run generate`').toBe(true)
}, 60_000)
