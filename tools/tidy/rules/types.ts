// No way round the types: no `any`, no double assertion, no comment that silences the compiler.
import ts from 'typescript'
import type { Breach, Rule } from '../breach.ts'
import { commentsOf, isCode, lineOf, type Source, visitNodes } from '../source-tree.ts'

export const types: Rule = {
  name: 'types',
  check: (tree) =>
    tree.sources
      .filter(({ path }) => isCode(path))
      .flatMap((source) => [...loopholes(source), ...silencers(source)]),
}

function loopholes(source: Source): Breach[] {
  const found: Breach[] = []
  visitNodes(source, (node) => {
    const message = loopholeOf(node)
    if (message) found.push({ file: source.path, line: lineOf(node), rule: 'types', message })
  })
  return found
}

function loopholeOf(node: ts.Node): string | null {
  if (node.kind === ts.SyntaxKind.AnyKeyword) return '`any` switches the types off: say what it is'
  if (!ts.isAsExpression(node) || !ts.isAsExpression(node.expression)) return null
  const through = node.expression.type.kind
  return through === ts.SyntaxKind.UnknownKeyword
    ? '`as unknown as` asserts what the compiler knows to be false: parse the value'
    : null
}

function silencers(source: Source): Breach[] {
  return commentsOf(source).flatMap(({ line, text }) => {
    const message = silencerOf(text)
    return message ? [{ file: source.path, line, rule: 'types', message }] : []
  })
}

function silencerOf(comment: string): string | null {
  const body = comment.replace(/^(\/\/|\/\*)\s*/, '')
  if (/^@ts-(ignore|nocheck)\b/.test(body)) return 'silences the compiler: mend the type'
  const expected = /^@ts-expect-error\b(.*)/s.exec(body)
  if (!expected) return null
  const reason = (expected[1] ?? '').replace(/\*\/$/, '').replace(/[^\p{L}]/gu, '')
  return reason.length < 8 ? '@ts-expect-error without a reason beside it' : null
}
