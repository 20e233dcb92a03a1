// A file begins with what it is; its comments are finished sentences within the page's width.
import type { Breach, Rule } from '../breach.ts'
import { commentsOf, isCode, isGenerated, type Source } from '../source-tree.ts'

const LONGEST_LINE = 100

// Notes to oneself. A comment says why; what is not done is an issue, not a comment.
const UNFINISHED = /\b(TODO|FIXME|XXX|HACK)\b|\b[Pp]laceholders?\b/

export const comments: Rule = {
  name: 'comments',
  check: (tree) =>
    tree.sources.flatMap((source) => [
      ...firstLine(source),
      ...(isCode(source.path) ? inComments(source) : []),
    ]),
}

function firstLine({ path, text }: Source): Breach[] {
  if (!beginsWithComment(path)) return []
  const lines = text.split('\n')
  const line = lines[0]?.startsWith('#!') ? 2 : 1
  const first = lines[line - 1] ?? ''
  if (/^(\/\/|\/\*|--|#) ?\S/.test(first)) return []
  const message = 'the first line of a file is a comment that says what the file is'
  return [{ file: path, line, rule: 'comments', message }]
}

function beginsWithComment(path: string): boolean {
  if (isGenerated(path)) return false
  return isCode(path) || /\.(css|sql|sh)$/.test(path) || /^(bin|\.ci)\/[^.]+$/.test(path)
}

function inComments(source: Source): Breach[] {
  const written = source.text.split('\n')
  const breach = (line: number, message: string): Breach => ({
    file: source.path,
    line,
    rule: 'comments',
    message,
  })
  return commentsOf(source).flatMap(({ line, text }) =>
    text.split('\n').flatMap((part, offset) => {
      const faults: Breach[] = []
      const whole = written[line - 1 + offset] ?? ''
      const unfinished = UNFINISHED.exec(part)
      if (unfinished) faults.push(breach(line + offset, `an unfinished note: ${unfinished[0]}`))
      // An address cannot be broken over two lines.
      if ([...whole].length > LONGEST_LINE && !part.includes('://')) {
        faults.push(breach(line + offset, `a comment line is longer than ${LONGEST_LINE}`))
      }
      return faults
    }),
  )
}
