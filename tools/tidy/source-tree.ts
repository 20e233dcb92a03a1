// The source as the rules see it: every file git knows or would take in, parsed on demand.
import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import ts from 'typescript'

export type Source = { readonly path: string; readonly text: string }
export type Tree = {
  readonly sources: readonly Source[]
  readonly byPath: ReadonlyMap<string, Source>
}

const CODE = new Set(['.ts', '.tsx', '.mjs', '.js'])
// A file longer than this is data; no rule here has anything to say about it.
const MOST_BYTES = 2_000_000

/** A tree from paths and texts: what the rules' own tests are made of. */
export function treeOf(files: Readonly<Record<string, string>>): Tree {
  return fromSources(Object.entries(files).map(([path, text]) => ({ path, text })))
}

/** The working tree at `root`: tracked files and new ones that are not ignored. */
export function readTree(root: string): Tree {
  const listed = execFileSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  const paths = [...new Set(listed.split('\0'))].filter((path) => path !== '').sort()
  return fromSources(paths.flatMap((path) => readSource(root, path)))
}

/** True for what is written by hand in TypeScript or JavaScript. */
export function isCode(path: string): boolean {
  return CODE.has(extname(path)) && !isGenerated(path)
}

/** The typed client's paths are written by `tools/generate-client`, not by a person. */
export function isGenerated(path: string): boolean {
  return path === 'contract/api.ts'
}

/** Tests, and what only tests use. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.startsWith('test/')
}

const parsed = new WeakMap<Source, ts.SourceFile>()

/** The syntax tree of a file, parsed once. */
export function syntaxOf(source: Source): ts.SourceFile {
  const known = parsed.get(source)
  if (known) return known
  const made = ts.createSourceFile(
    source.path,
    source.text,
    ts.ScriptTarget.Latest,
    true,
    scriptKind(source.path),
  )
  parsed.set(source, made)
  return made
}

/** Calls `visit` for every node of a file, parents before children. */
export function visitNodes(source: Source, visit: (node: ts.Node) => void): void {
  const step = (node: ts.Node): void => {
    visit(node)
    ts.forEachChild(node, step)
  }
  step(syntaxOf(source))
}

/** The line, counted from 1, on which a node begins. */
export function lineOf(node: ts.Node): number {
  const file = node.getSourceFile()
  return file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1
}

export type Comment = { readonly line: number; readonly text: string }

const commented = new WeakMap<Source, readonly Comment[]>()

/** The comments of a file with the line on which each begins. */
export function commentsOf(source: Source): readonly Comment[] {
  const known = commented.get(source)
  if (known) return known
  const made = findComments(source)
  commented.set(source, made)
  return made
}

function findComments(source: Source): readonly Comment[] {
  const file = syntaxOf(source)
  const starts = new Map<number, number>()
  const collect = (node: ts.Node): void => {
    for (const range of rangesBeside(source.text, node)) starts.set(range.pos, range.end)
    for (const child of node.getChildren(file)) collect(child)
  }
  collect(file)
  return [...starts]
    .sort(([a], [b]) => a - b)
    .map(([from, to]) => ({
      line: file.getLineAndCharacterOfPosition(from).line + 1,
      text: source.text.slice(from, to),
    }))
}

function rangesBeside(text: string, node: ts.Node): readonly ts.CommentRange[] {
  // The text of a page is no comment, however many slashes stand in it.
  if (node.kind === ts.SyntaxKind.JsxText) return []
  return [
    ...(ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []),
    ...(ts.getTrailingCommentRanges(text, node.getEnd()) ?? []),
  ]
}

function fromSources(sources: readonly Source[]): Tree {
  return { sources, byPath: new Map(sources.map((source) => [source.path, source])) }
}

function readSource(root: string, path: string): Source[] {
  const full = join(root, path)
  const facts = statSync(full, { throwIfNoEntry: false })
  if (!facts?.isFile() || facts.size > MOST_BYTES) return []
  const text = readFileSync(full, 'utf8')
  return text.includes('\0') ? [] : [{ path, text }]
}

function scriptKind(path: string): ts.ScriptKind {
  if (path.endsWith('.tsx')) return ts.ScriptKind.TSX
  return path.endsWith('.ts') ? ts.ScriptKind.TS : ts.ScriptKind.JS
}
