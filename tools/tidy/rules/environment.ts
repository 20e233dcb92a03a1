// The environment is read in one place, checked whole, before anything runs.
import ts from 'typescript'
import type { Breach, Rule } from '../breach.ts'
import { roomOf } from '../house.ts'
import { isCode, isTest, lineOf, type Source, visitNodes } from '../source-tree.ts'

const READERS = new Set(['server/platform/config.ts', 'cli/environment.ts'])

export const environment: Rule = {
  name: 'environment',
  check: (tree) =>
    tree.sources.filter(({ path }) => isCode(path) && !mayRead(path)).flatMap(readings),
}

function mayRead(path: string): boolean {
  // A test or a script starts other processes and must hand its own environment on.
  if (READERS.has(path) || isTest(path) || roomOf(path) === 'scripts') return true
  return /\.config\.(m?js|ts)$/.test(path)
}

function readings(source: Source): Breach[] {
  const found: Breach[] = []
  visitNodes(source, (node) => {
    if (!readsEnvironment(node)) return
    const message = 'only server/platform/config.ts and cli/environment.ts read the environment'
    found.push({ file: source.path, line: lineOf(node), rule: 'environment', message })
  })
  return found
}

function readsEnvironment(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) {
    return node.name.text === 'env' && isProcess(node.expression)
  }
  if (ts.isElementAccessExpression(node)) {
    const key = node.argumentExpression
    return ts.isStringLiteralLike(key) && key.text === 'env' && isProcess(node.expression)
  }
  if (ts.isImportDeclaration(node)) return importsEnvironment(node)
  return ts.isVariableDeclaration(node) && takesApart(node)
}

function isProcess(node: ts.Expression): boolean {
  return /^(globalThis\.)?process$/.test(node.getText())
}

function importsEnvironment(node: ts.ImportDeclaration): boolean {
  const from = node.moduleSpecifier
  if (!ts.isStringLiteral(from) || !/^(node:)?process$/.test(from.text)) return false
  const names = node.importClause?.namedBindings
  if (!names || !ts.isNamedImports(names)) return false
  return names.elements.some(({ name, propertyName }) => (propertyName ?? name).text === 'env')
}

/** `const { env } = process` */
function takesApart(node: ts.VariableDeclaration): boolean {
  if (!node.initializer || !isProcess(node.initializer)) return false
  if (!ts.isObjectBindingPattern(node.name)) return false
  return node.name.elements.some(
    ({ name, propertyName }) => (propertyName ?? name).getText() === 'env',
  )
}
