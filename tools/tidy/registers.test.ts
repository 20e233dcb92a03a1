// Tests that the real tables of names can be read.
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readRegisters } from './registers.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

test('refusals and settings are read from the modules that hold them', async () => {
  const registers = await readRegisters(root)
  const named = new Map(registers.map(({ document, names }) => [document, names]))
  expect(named.get('docs/errors.md')).toContain('not_found')
  expect(named.get('docs/configuration.md')).toContain('DATABASE_URL')
})

test('a house without these modules has no registers', async () => {
  expect(await readRegisters(fileURLToPath(new URL('.', import.meta.url)))).toEqual([])
})
