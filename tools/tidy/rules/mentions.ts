// The repository stands alone: nothing in it points at the place where it happened to be written.
import type { Breach, Rule } from '../breach.ts'
import type { Source } from '../source-tree.ts'

// Spelled in pieces, so that this file does not break its own rule.
const OUTSIDE = [['', 'work', ''].join('/'), ['..', 'shared'].join('/')]

export const mentions: Rule = {
  name: 'mentions',
  check: (tree) => tree.sources.flatMap(inText),
}

function inText({ path, text }: Source): Breach[] {
  if (!OUTSIDE.some((place) => text.includes(place))) return []
  return text.split('\n').flatMap((line, index) =>
    OUTSIDE.filter((place) => line.includes(place)).map((place) => ({
      file: path,
      line: index + 1,
      rule: 'mentions',
      message: `points outside the repository: ${place}`,
    })),
  )
}
