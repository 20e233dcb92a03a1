// Lists what was rejected: file, line, where in the line, and why.
import { formatCount } from './table.ts'

export interface RejectedLine {
  readonly file: string
  readonly line: number
  readonly code: string
  readonly message: string
  readonly pointer: string
}

/** So many are kept and listed; the rest are counted. */
export const MOST_LISTED = 100

/** Writes the list to standard error. `hint` says where the rest can be seen. */
export function listRejections(listed: readonly RejectedLine[], total: number, hint: string): void {
  if (total === 0) return
  const lines = listed.map(
    ({ file, line, code, message }) => `  ${file}:${line}  ${code}  ${oneLine(message)}`,
  )
  const rest = total - listed.length
  if (rest > 0) lines.push(`  … and ${formatCount(rest)} more${hint && `: ${hint}`}`)
  process.stderr.write(`${formatCount(total)} rejected:\n${lines.join('\n')}\n`)
}

/** Messages hold what was sent, and that must not steer the terminal. */
function oneLine(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ')
}
