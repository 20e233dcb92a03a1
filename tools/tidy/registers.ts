// The tables of names that the program itself exports, read from the real modules.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Register } from './rules/documents.ts'

type Exports = Readonly<Record<string, unknown>>

type Origin = {
  readonly document: string
  readonly code: string
  readonly names: (module: Exports) => readonly string[]
}

const ORIGINS: readonly Origin[] = [
  {
    document: 'docs/errors.md',
    code: 'server/vocabulary/problem.ts',
    names: ({ PROBLEMS }) => keysOf(PROBLEMS),
  },
  {
    document: 'docs/configuration.md',
    code: 'server/platform/config.ts',
    names: ({ SETTINGS }) => keysOf(SETTINGS),
  },
  {
    document: 'docs/signals.md',
    code: 'server/signals/catalogue.ts',
    names: ({ SIGNAL_KINDS }) => textsOf(SIGNAL_KINDS),
  },
]

/** What a module of the repository exports. */
export async function exportsOf(root: string, path: string): Promise<Exports> {
  return import(pathToFileURL(join(root, path)).href)
}

/** Every register whose module exists, with the names that the module exports today. */
export async function readRegisters(root: string): Promise<readonly Register[]> {
  const present = ORIGINS.filter(({ code }) => existsSync(join(root, code)))
  return Promise.all(
    present.map(async ({ document, code, names }) => {
      return { document, code, names: names(await exportsOf(root, code)) }
    }),
  )
}

function keysOf(table: unknown): readonly string[] {
  return typeof table === 'object' && table !== null ? Object.keys(table) : []
}

function textsOf(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.filter((each) => typeof each === 'string') : []
}
