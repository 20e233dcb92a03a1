// What a file imports: static, type-only, dynamic, re-exported, and workers started by address.
import { posix } from 'node:path'
import ts from 'typescript'
import { lineOf, type Source, visitNodes } from './source-tree.ts'

export type Import = {
  readonly line: number
  readonly specifier: string
  /** The path in the repository, for a relative import; a package's import has none. */
  readonly target: string | null
}

/** Every import of a file, in the order of the text. */
export function importsOf(source: Source): readonly Import[] {
  const found: Import[] = []
  visitNodes(source, (node) => {
    const literal = specifierOf(node)
    if (!literal) return
    const specifier = literal.text
    found.push({ line: lineOf(node), specifier, target: targetOf(source.path, specifier) })
  })
  return found
}

function targetOf(from: string, specifier: string): string | null {
  if (!specifier.startsWith('.')) return null
  return posix.normalize(posix.join(posix.dirname(from), specifier))
}

function specifierOf(node: ts.Node): ts.StringLiteralLike | null {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    return textual(node.moduleSpecifier)
  }
  if (ts.isImportTypeNode(node)) {
    return ts.isLiteralTypeNode(node.argument) ? textual(node.argument.literal) : null
  }
  if (ts.isCallExpression(node) && opensModule(node)) return textual(node.arguments[0])
  if (ts.isNewExpression(node)) return workerAddress(node)
  return null
}

function opensModule(call: ts.CallExpression): boolean {
  if (call.expression.kind === ts.SyntaxKind.ImportKeyword) return true
  return ts.isIdentifier(call.expression) && call.expression.text === 'require'
}

/** `new URL('./decode.ts', import.meta.url)`: a worker's file is used as surely as an import. */
function workerAddress(made: ts.NewExpression): ts.StringLiteralLike | null {
  if (!ts.isIdentifier(made.expression) || made.expression.text !== 'URL') return null
  const address = textual(made.arguments?.[0])
  return address && /^\.{1,2}\/.*\.tsx?$/.test(address.text) ? address : null
}

function textual(node: ts.Node | undefined): ts.StringLiteralLike | null {
  return node && ts.isStringLiteralLike(node) ? node : null
}
