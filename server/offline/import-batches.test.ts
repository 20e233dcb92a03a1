// Batches hold whole lines, know where they came from, and can be resumed after any of them.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Batch, batchesOf } from './import-batches.ts'
import { readInput } from './read-input.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tare-batches-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

async function batches(
  content: string,
  { lines, from = { offset: 0, line: 0 }, csv = false }: Cutting,
): Promise<Batch[]> {
  const path = join(folder, csv ? 'file.csv' : 'file.ndjson')
  writeFileSync(path, content)
  const [source] = await readInput({ paths: [path], ...(csv && { record: 'shop' }) })
  if (!source) throw new Error('no source')
  const found: Batch[] = []
  for await (const batch of batchesOf(source, { from, lines, count: { bytes: 0 } })) {
    found.push(batch)
  }
  return found
}

interface Cutting {
  readonly lines: number
  readonly from?: { offset: number; line: number }
  readonly csv?: boolean
}

const bodies = (found: readonly Batch[]) => found.map(({ body }) => body.toString())

test('cuts NDJSON at line ends and sends its bytes as they are, bad and blank lines too', async () => {
  const found = await batches('{"a":1}\r\n\nnot json\n{"b":2}', { lines: 2 })
  expect(bodies(found)).toEqual(['{"a":1}\r\n\n', 'not json\n{"b":2}'])
  expect(found.map(({ lines }) => lines)).toEqual([2, 2])
  expect(found.map(({ fileLine }) => fileLine(1))).toEqual([1, 3])
  expect(found.at(-1)?.position).toEqual({ offset: 26, line: 4 })
})

test('goes on from any batch with exactly what follows it', async () => {
  const text = fc.array(fc.constantFrom('{"a":1}', '', 'x', '{"名":"值"}', '\r'), { maxLength: 30 })
  await fc.assert(
    fc.asyncProperty(text, fc.integer({ min: 1, max: 7 }), async (rows, lines) => {
      const content = rows.join('\n')
      const whole = await batches(content, { lines })
      expect(bodies(whole).join('')).toBe(content)
      for (const [index, { position }] of whole.entries()) {
        const rest = await batches(content, { lines, from: position })
        expect(bodies(rest)).toEqual(bodies(whole.slice(index + 1)))
        expect(rest[0]?.fileLine(1)).toBe(whole[index + 1]?.fileLine(1))
      }
    }),
    { numRuns: 40 },
  )
})

test('sends of an endless line as much as is needed to refuse it', async () => {
  const content = `{"a":1}\n${'x'.repeat(3_000_000)}\n{"b":2}\n`
  const found = await batches(content, { lines: 100 })
  const lines = bodies(found).join('').split('\n')
  expect(lines.map((line) => Math.min(line.length, 20))).toEqual([7, 20, 7, 0])
  expect(lines[1]?.length).toBeGreaterThan(1_048_576)
  expect(lines[1]?.length).toBeLessThan(1_400_000)
  expect(found.at(-1)?.position).toEqual({ offset: content.length, line: 3 })
})

test('turns rows into records, tells which cannot be one, and knows the lines of the file', async () => {
  const found = await batches('id,city\ns1,a\ns2\ns3,c\ns4,d\n', { lines: 2, csv: true })
  expect(bodies(found)).toEqual([
    '{"type":"shop","id":"s1","city":"a"}\n{"type":"shop","id":"s3","city":"c"}\n',
    '{"type":"shop","id":"s4","city":"d"}\n',
  ])
  expect(found[0]?.unreadable.map(({ line }) => line)).toEqual([3])
  expect([found[0]?.fileLine(1), found[0]?.fileLine(2), found[1]?.fileLine(1)]).toEqual([2, 4, 5])
  const rest = await batches('id,city\ns1,a\ns2\ns3,c\ns4,d\n', {
    ...{ lines: 2, csv: true },
    from: found[0]?.position ?? { offset: 0, line: 0 },
  })
  expect(bodies(rest)).toEqual(bodies(found.slice(1)))
})
