// CSV rows against csv-parse, and what becomes of rows that cannot be read.
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CsvRow, csvRows } from './csv-rows.ts'

async function rowsOf(text: string, pieceLength = text.length || 1): Promise<CsvRow[]> {
  async function* pieces() {
    for (let at = 0; at < text.length; at += pieceLength) yield text.slice(at, at + pieceLength)
  }
  const rows: CsvRow[] = []
  for await (const batch of csvRows(pieces(), ',')) rows.push(...batch)
  return rows
}

const cell = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc.constantFrom('a,b', 'say "x"', 'two\nlines', 'crlf\r\nhere', '"', '', ' '),
)
const quoted = (text: string) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

test('reads what csv-parse reads, however the text is cut into pieces', async () => {
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(
      table,
      fc.integer({ min: 1, max: 20 }),
      fc.constantFrom('\n', '\r\n'),
      async (rows, pieceLength, lineBreak) => {
        const text = rows.map((row) => row.map(quoted).join(',')).join(lineBreak)
        const expected: string[][] = parse(text, {
          relax_column_count: true,
          record_delimiter: lineBreak,
        })
        const read = await rowsOf(text, pieceLength)
        const cells = read.map((row) => ('cells' in row ? row.cells : row.fault))
        expect(cells).toEqual(expected)
      },
    ),
  )
})

test('counts lines by line breaks, those within quotes too', async () => {
  const rows = await rowsOf('a,b\n"x\ny",1\n\nlast,2\n')
  expect(rows.map(({ line }) => line)).toEqual([1, 2, 5])
})

test('loses one line to a quote that never closes, and none of its neighbours', async () => {
  const rows = await rowsOf('a,b\n1,"open\n2,fine\n3,fine\n', 5)
  expect(rows).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 2, fault: expect.stringContaining('not closed'), content: '1,"open' },
    { line: 3, cells: ['2', 'fine'] },
    { line: 4, cells: ['3', 'fine'] },
  ])
})

test('refuses text after a closing quote, and reads on', async () => {
  const rows = await rowsOf('"a"b,c\nd,e')
  expect(rows).toEqual([
    { line: 1, fault: 'there is text after a closing quote', content: '"a"b,c' },
    { line: 2, cells: ['d', 'e'] },
  ])
})

test('gives up on a row longer than 1 MiB without holding more than it', async () => {
  const long = `"${'x'.repeat(1_100_000)}",1`
  const rows = await rowsOf(`a,b\n${long}\nc,d\n`, 65_536)
  expect(rows.map((row) => ('cells' in row ? row.cells : row.fault))).toEqual([
    ['a', 'b'],
    'a quoted cell is not closed, or the row is longer than 1 MiB',
    ['c', 'd'],
  ])
})
