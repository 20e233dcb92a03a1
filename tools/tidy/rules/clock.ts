// The clock and chance come in from outside, so that every decision can be replayed.
import ts from 'typescript'
import type { Breach, Rule } from '../breach.ts'
import { placeOf, roomOf } from '../house.ts'
import { isCode, isTest, lineOf, type Source, visitNodes } from '../source-tree.ts'

const KEEPERS = new Set([
  ...['server/app.ts', 'server/main.ts', 'server/platform/clock.ts'],
  ...['server/platform/random.ts', 'server/platform/telemetry.ts'],
])

const CALLS: readonly { readonly text: RegExp; readonly what: string }[] = [
  { text: /^(globalThis\.)?Date\.now$/, what: 'the clock (Date.now)' },
  { text: /^(globalThis\.)?performance\.now$/, what: 'the clock (performance.now)' },
  { text: /^process\.hrtime$/, what: 'the clock (process.hrtime)' },
  { text: /^Temporal\.Now\./, what: 'the clock (Temporal.Now)' },
  { text: /^(globalThis\.)?Math\.random$/, what: 'chance (Math.random)' },
]

const RANDOM_OF_CRYPTO = new Set([
  ...['randomUUID', 'randomBytes', 'randomInt', 'randomFill', 'randomFillSync', 'getRandomValues'],
])

// In SQL text of the floors above platform; there time is a parameter too.
const SQL_CLOCK =
  /\b(now|clock_timestamp|statement_timestamp|transaction_timestamp|gen_random_uuid)\(\)|\b(current_timestamp|current_date|localtimestamp)\b/i

export const clock: Rule = {
  name: 'clock',
  check: (tree) =>
    tree.sources.filter(({ path }) => isCode(path) && isBound(path)).flatMap(readings),
}

function isBound(path: string): boolean {
  if (roomOf(path) !== 'server' || isTest(path) || KEEPERS.has(path)) return false
  return !path.startsWith('server/offline/')
}

function readings(source: Source): Breach[] {
  const found: Breach[] = []
  const sqlToo = placeOf(source.path)?.floor !== 'platform'
  visitNodes(source, (node) => {
    const what = chanceOf(node) ?? (sqlToo ? sqlClock(node) : null)
    if (!what) return
    const message = `reads ${what}: take it as a parameter`
    found.push({ file: source.path, line: lineOf(node), rule: 'clock', message })
  })
  return found
}

function chanceOf(node: ts.Node): string | null {
  if (ts.isNewExpression(node) && !node.arguments?.length && node.expression.getText() === 'Date') {
    return 'the clock (new Date())'
  }
  if (ts.isCallExpression(node) && node.expression.getText() === 'Date') return 'the clock (Date())'
  if (ts.isPropertyAccessExpression(node)) return ofAccess(node)
  if (ts.isImportSpecifier(node)) return ofImport(node)
  return null
}

function ofAccess(node: ts.PropertyAccessExpression): string | null {
  if (RANDOM_OF_CRYPTO.has(node.name.text)) return `chance (${node.name.text})`
  const text = node.getText()
  return CALLS.find((call) => call.text.test(text))?.what ?? null
}

function ofImport(node: ts.ImportSpecifier): string | null {
  const from = node.parent.parent.parent
  if (!ts.isImportDeclaration(from) || !ts.isStringLiteral(from.moduleSpecifier)) return null
  const name = (node.propertyName ?? node.name).text
  const chancy = /^(node:)?crypto$/.test(from.moduleSpecifier.text) && RANDOM_OF_CRYPTO.has(name)
  return chancy ? `chance (${name})` : null
}

function sqlClock(node: ts.Node): string | null {
  const textual = ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)
  if (!textual) return null
  const text = node.getText()
  const sql = /\b(select|insert|update|delete|values)\b/i.test(text)
  const found = sql ? SQL_CLOCK.exec(text) : null
  return found ? `the database's clock or chance (${found[0]})` : null
}
