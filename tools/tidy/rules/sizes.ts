// Limits on size: a file of 400 lines, a function of 70 lines and of three parameters.
import ts from 'typescript'
import type { Breach, Rule } from '../breach.ts'
import { isCode, isGenerated, isTest, lineOf, type Source, visitNodes } from '../source-tree.ts'

const MOST_FILE_LINES = 400
const MOST_FUNCTION_LINES = 70
const MOST_PARAMETERS = 3

export const sizes: Rule = {
  name: 'sizes',
  check: (tree) => [
    ...tree.sources.flatMap(longFile),
    ...tree.sources.filter(({ path }) => isCode(path)).flatMap(largeFunctions),
  ],
}

function longFile({ path, text }: Source): Breach[] {
  if (!/\.(tsx?|m?js|css|sql)$/.test(path) || isGenerated(path)) return []
  const lines = text.trimEnd().split('\n').length
  if (lines <= MOST_FILE_LINES) return []
  const message = `${lines} lines; a file ends at ${MOST_FILE_LINES}`
  return [{ file: path, line: MOST_FILE_LINES, rule: 'sizes', message }]
}

function largeFunctions(source: Source): Breach[] {
  const found: Breach[] = []
  const report = (node: ts.Node, message: string) =>
    found.push({ file: source.path, line: lineOf(node), rule: 'sizes', message })
  visitNodes(source, (node) => {
    if (!ts.isFunctionLike(node) || !('body' in node) || !node.body) return
    const lines = linesOf(node)
    if (lines > MOST_FUNCTION_LINES && !isChapter(source, node)) {
      report(node, `${lines} lines; a function ends at ${MOST_FUNCTION_LINES}`)
    }
    const count = parameterCount(node)
    // A row of a table-driven test comes as one parameter a column.
    if (count > MOST_PARAMETERS && !isTest(source.path)) {
      report(node, `${count} parameters; over ${MOST_PARAMETERS}, take one named object`)
    }
  })
  return found
}

function linesOf(node: ts.Node): number {
  const file = node.getSourceFile()
  const last = file.getLineAndCharacterOfPosition(node.getEnd()).line + 1
  return last - lineOf(node) + 1
}

function parameterCount(node: ts.SignatureDeclaration): number {
  return node.parameters.filter(({ name }) => name.getText() !== 'this').length
}

/** The callback of `describe` is a chapter heading over tests, not a function of its own. */
function isChapter(source: Source, node: ts.Node): boolean {
  const call = node.parent
  if (!isTest(source.path) || !ts.isCallExpression(call)) return false
  return /^describe\b/.test(call.expression.getText())
}
