// A mapping: SQL that turns the files of an export into records, one section for each SELECT.
import { RECORD_TYPES, type RecordType } from '../intake/record.ts'

/** One `-- record: TYPE` with its SELECT; `line` is where the section begins. */
export interface MappingSection {
  readonly type: RecordType
  readonly line: number
  readonly select: string
}

/** What is wrong with a mapping, in a sentence that names the line. */
export class MappingFault extends Error {
  override readonly name = 'MappingFault'
}

const HEADING = /^--\s*record:\s*(\S*)\s*$/i

/** Reads the text of a mapping. Throws {@link MappingFault} where a section cannot be used. */
export function parseMapping(text: string): readonly MappingSection[] {
  const sections: { type: RecordType; line: number; lines: string[] }[] = []
  text.split(/\r?\n/).forEach((line, index) => {
    const named = HEADING.exec(line.trim())?.[1]
    if (named !== undefined) {
      sections.push({ type: recordType(named, index + 1), line: index + 1, lines: [] })
    } else if (sections.length > 0) {
      sections.at(-1)?.lines.push(line)
    } else if (!isRemark(line)) {
      throw new MappingFault(
        `line ${index + 1}: begin each SELECT with a line such as "-- record: order"`,
      )
    }
  })
  if (sections.length === 0) {
    throw new MappingFault('there is no section: write "-- record: order" before each SELECT')
  }
  return sections.map(({ type, line, lines }) => {
    if (lines.every(isRemark)) throw new MappingFault(`line ${line}: the section has no SELECT`)
    return { type, line, select: lines.join('\n') }
  })
}

function recordType(named: string, line: number): RecordType {
  const type = RECORD_TYPES.find((each) => each === named)
  if (type) return type
  throw new MappingFault(
    `line ${line}: "${named}" is no record type; there are ${RECORD_TYPES.join(', ')}`,
  )
}

function isRemark(line: string): boolean {
  return /^\s*(--.*)?$/.test(line)
}
