// No barrels and no default exports: one name, one file, one way to import it.
import ts from 'typescript'
import type { Breach, Rule } from '../breach.ts'
import { isCode, lineOf, type Source, syntaxOf } from '../source-tree.ts'

export const exports: Rule = {
  name: 'exports',
  check: (tree) =>
    tree.sources
      .filter(({ path }) => isCode(path))
      .flatMap((source) => [...barrel(source), ...statementBreaches(source)]),
}

function barrel(source: Source): Breach[] {
  const { statements } = syntaxOf(source)
  const passesOn = statements.length > 0 && statements.every(isImportOrReExport)
  if (!passesOn || !statements.some(ts.isExportDeclaration)) return []
  const message = 'only passes on what other files export: import from those files'
  return [{ file: source.path, line: 1, rule: 'exports', message }]
}

function isImportOrReExport(statement: ts.Statement): boolean {
  return ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)
}

function statementBreaches(source: Source): Breach[] {
  return syntaxOf(source).statements.flatMap((statement) => {
    const message = faultOf(source.path, statement)
    return message ? [{ file: source.path, line: lineOf(statement), rule: 'exports', message }] : []
  })
}

function faultOf(path: string, statement: ts.Statement): string | null {
  if (ts.isExportDeclaration(statement) && statement.moduleSpecifier) {
    const all = !statement.exportClause || ts.isNamespaceExport(statement.exportClause)
    if (all) return 'names nothing: export each thing by its name'
  }
  if (isDefaultExport(statement) && !mayExportDefault(path)) {
    return 'a default export has no name to search for; only console pages and configuration do'
  }
  return null
}

function isDefaultExport(statement: ts.Statement): boolean {
  if (ts.isExportAssignment(statement)) return true
  if (ts.isExportDeclaration(statement) && statement.exportClause) {
    const clause = statement.exportClause
    return ts.isNamedExports(clause) && clause.elements.some(({ name }) => name.text === 'default')
  }
  if (!ts.canHaveModifiers(statement)) return false
  const modifiers = ts.getModifiers(statement) ?? []
  return modifiers.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)
}

function mayExportDefault(path: string): boolean {
  return (
    path.startsWith('console/pages/') ||
    /\.config\.(m?js|ts)$/.test(path) ||
    // vitest calls the default export of its global set-up file, and nothing else.
    path === 'test/global-setup.ts'
  )
}
