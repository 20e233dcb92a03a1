// No test stands alone or is left out in silence: a promise that is not kept says why.
import ts from 'typescript'
import type { Breach, Rule } from '../breach.ts'
import { commentsOf, isCode, lineOf, type Source, visitNodes } from '../source-tree.ts'

const SUITES = new Set(['describe', 'it', 'test', 'suite', 'bench'])
const LEAVING_OUT = new Set(['skip', 'todo', 'fails'])
const UNDER_A_CONDITION = new Set(['skipIf', 'runIf'])

export const skippedTests: Rule = {
  name: 'skipped-tests',
  check: (tree) =>
    tree.sources.filter(({ path }) => isCode(path) && /\.test\.tsx?$/.test(path)).flatMap(inTests),
}

function inTests(source: Source): Breach[] {
  const found: Breach[] = []
  visitNodes(source, (node) => {
    if (!ts.isPropertyAccessExpression(node) || !isSuite(node.expression)) return
    const line = node.getSourceFile().getLineAndCharacterOfPosition(node.getEnd()).line + 1
    const message = faultOf(source, node, line)
    if (message) found.push({ file: source.path, line, rule: 'skipped-tests', message })
  })
  return found
}

function faultOf(source: Source, node: ts.PropertyAccessExpression, line: number): string | null {
  const word = node.name.text
  if (word === 'only') return '.only silences every other test of the file'
  const conditional = UNDER_A_CONDITION.has(word) && !isNamed(conditionOf(node))
  if (!LEAVING_OUT.has(word) && !conditional) return null
  const near = new Set([line, line - 1, lineOf(node), lineOf(node) - 1])
  const told = commentsOf(source).some((comment) => {
    const last = comment.line + comment.text.split('\n').length - 1
    return near.has(comment.line) || near.has(last)
  })
  return told ? null : `.${word} without a comment that says why`
}

function conditionOf(node: ts.PropertyAccessExpression): ts.Expression | undefined {
  const call = node.parent
  return ts.isCallExpression(call) ? call.arguments[0] : undefined
}

/** `runIf(isRoot())`, `skipIf(!hasBrowser)`: the condition's own name is the reason. */
function isNamed(condition: ts.Expression | undefined): boolean {
  if (!condition) return false
  if (ts.isPrefixUnaryExpression(condition)) return isNamed(condition.operand)
  const asked = ts.isCallExpression(condition) && condition.arguments.length === 0
  const name = asked ? condition.expression : condition
  return ts.isIdentifier(name) && name.text.length > 3
}

function isSuite(node: ts.Expression): boolean {
  if (ts.isIdentifier(node)) return SUITES.has(node.text)
  return ts.isPropertyAccessExpression(node) && isSuite(node.expression)
}
