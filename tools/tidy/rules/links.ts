// Every link from one document to another file of the repository leads somewhere.
import { posix } from 'node:path'
import type { Breach, Rule } from '../breach.ts'
import type { Source } from '../source-tree.ts'

/** `exists` answers for paths of the repository, since pictures are no source. */
export function links(exists: (path: string) => boolean): Rule {
  return {
    name: 'links',
    check: (tree) =>
      tree.sources
        .filter(({ path }) => path.endsWith('.md'))
        .flatMap((source) => deadLinks(source, exists)),
  }
}

function deadLinks({ path, text }: Source, exists: (path: string) => boolean): Breach[] {
  return text.split('\n').flatMap((line, index) =>
    [...line.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) => {
      const [file = ''] = link.split('#')
      if (file === '' || /^[a-z]+:/.test(file)) return []
      if (exists(posix.normalize(posix.join(posix.dirname(path), file)))) return []
      return [{ file: path, line: index + 1, rule: 'links', message: `leads nowhere: ${link}` }]
    }),
  )
}
