// Finds the test files that use a database, however many imports away: those that are repeated on
// another PostgreSQL.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

const PASSED_OVER = ['node_modules', 'dist', 'data', join('test', 'browser')]

/** Paths from `root`, sorted. */
export function databaseTests(root) {
  const database = join(root, 'test', 'database.ts')
  const importsOf = remember(findImports)
  return testsBelow(root, root)
    .filter((test) => reaches(test, database, importsOf))
    .map((test) => relative(root, test))
    .sort()
}

function reaches(from, target, importsOf) {
  const seen = new Set([from])
  // A set hands out what is added while it is walked through.
  for (const path of seen) for (const next of importsOf(path)) seen.add(next)
  return seen.has(target)
}

function findImports(path) {
  const source = readFileSync(path, 'utf8')
  return [...source.matchAll(/^(?:im|ex)port\b[^'"]*\bfrom '(\.{1,2}\/[^']+\.tsx?)'/gm)]
    .map((found) => join(dirname(path), found[1]))
    .filter((imported) => existsSync(imported))
}

function testsBelow(folder, root) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (name.startsWith('.') || PASSED_OVER.includes(relative(root, path))) return []
    if (statSync(path).isDirectory()) return testsBelow(path, root)
    return /\.test\.tsx?$/.test(name) ? [path] : []
  })
}

function remember(find) {
  const known = new Map()
  return (path) => {
    if (!known.has(path)) known.set(path, find(path))
    return known.get(path)
  }
}
