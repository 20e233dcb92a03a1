// The tables of names that the program itself exports, read from the real modules.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Register } from './rules/documents.ts'

type Origin = {
  readonly document: string
  readonly code: string
  readonly exported: string
}

const ORIGINS: readonly Origin[] = [
  { document: 'docs/errors.md', code: 'server/vocabulary/problem.ts', exported: 'PROBLEMS' },
  { document: 'docs/configuration.md', code: 'server/platform/config.ts', exported: 'SETTINGS' },
]

/** What a module of the repository exports. */
export async function exportsOf(root: string, path: string): Promise<Record<string, unknown>> {
  return import(pathToFileURL(join(root, path)).href)
}

/** Every register whose module exists, with the names that the module exports today. */
export async function readRegisters(root: string): Promise<readonly Register[]> {
  const present = ORIGINS.filter(({ code }) => existsSync(join(root, code)))
  return Promise.all(
    present.map(async ({ document, code, exported }) => {
      const table = (await exportsOf(root, code))[exported]
      return { document, code, names: namesIn(table) }
    }),
  )
}

/** A table's keys; of a list, the `kind` or `name` of each, or the text itself. */
function namesIn(table: unknown): readonly string[] {
  if (Array.isArray(table)) return table.map(nameOf)
  return typeof table === 'object' && table !== null ? Object.keys(table) : []
}

function nameOf(entry: unknown): string {
  if (typeof entry !== 'object' || entry === null) return String(entry)
  if ('kind' in entry) return String(entry.kind)
  return 'name' in entry ? String(entry.name) : ''
}
