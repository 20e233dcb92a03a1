// Tables of plain text: columns aligned by what the eye sees, numbers to the right.

export interface Column {
  readonly title: string
  readonly align: 'left' | 'right'
}

// Chinese, Japanese and Korean characters and most emoji take two cells of a terminal.
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u
const LONGEST_CELL = 48

/** How many cells of a terminal the text takes. */
export function widthOf(text: string): number {
  let width = 0
  for (const character of text) width += WIDE.test(character) ? 2 : 1
  return width
}

/** A table as text, each row on a line of its own, without trailing blanks. */
export function formatTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): string {
  const cut = rows.map((row) => row.map(shortened))
  const widths = columns.map(({ title }, index) =>
    Math.max(widthOf(title), ...cut.map((row) => widthOf(row[index] ?? ''))),
  )
  const format = (cells: readonly string[]) =>
    columns
      .map(({ align }, index) => pad(cells[index] ?? '', widths[index] ?? 0, align))
      .join('  ')
      .trimEnd()
  return [columns.map(({ title }) => title), ...cut].map(format).join('\n')
}

function shortened(text: string): string {
  const characters = [...text]
  if (characters.length <= LONGEST_CELL) return text
  return `${characters.slice(0, LONGEST_CELL - 1).join('')}…`
}

function pad(text: string, width: number, align: Column['align']): string {
  const blanks = ' '.repeat(Math.max(0, width - widthOf(text)))
  return align === 'right' ? blanks + text : text + blanks
}

const COUNT = new Intl.NumberFormat('en-US')

/** A count with thousands set apart. */
export function formatCount(count: number): string {
  return COUNT.format(count)
}
