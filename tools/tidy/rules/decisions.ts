// The pages of decisions have numbers of their own, speaking names, and a line in their list.
import type { Breach, Rule } from '../breach.ts'

const FOLDER = 'docs/decisions/'
const LIST = `${FOLDER}README.md`

export const decisions: Rule = {
  name: 'decisions',
  check: (tree) => {
    const files = tree.sources
      .map(({ path }) => path)
      .filter((path) => path.startsWith(FOLDER) && path !== LIST)
    const list = tree.byPath.get(LIST)?.text ?? ''
    return files.flatMap((file) => faultsOf(file, files, list).map((fault) => at(file, fault)))
  },
}

function faultsOf(file: string, files: readonly string[], list: string): readonly string[] {
  const name = file.slice(FOLDER.length)
  const number = /^(\d{3})-[a-z0-9]+(-[a-z0-9]+)*\.md$/.exec(name)?.[1]
  if (number === undefined) return ['a page is named NNN-title.md']
  const same = files.filter((other) => other.startsWith(`${FOLDER}${number}-`))
  const faults: string[] = []
  if (same.length > 1) faults.push(`the number ${number} is used ${same.length} times`)
  if (!list.includes(`](${name})`)) faults.push(`has no line in ${LIST}`)
  return faults
}

function at(file: string, message: string): Breach {
  return { file, line: 1, rule: 'decisions', message }
}
