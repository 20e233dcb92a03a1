// Splitting bytes into lines: nothing is lost, whatever the pieces, and the place is always known.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FeedLine, type FeedPosition, isFaulty, LONGEST_LINE, ndjsonLines } from './feed.ts'

async function* inPieces(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, piece = 0; at < bytes.length; piece++) {
    const size = sizes[piece % sizes.length] ?? 1
    yield bytes.subarray(at, at + size)
    at += size
  }
}

async function read(
  content: string | Uint8Array,
  { sizes = [65_536], position }: { sizes?: number[]; position?: FeedPosition } = {},
): Promise<FeedLine[]> {
  const lines: FeedLine[] = []
  for await (const batch of ndjsonLines(inPieces(Buffer.from(content), sizes), position)) {
    lines.push(...batch)
  }
  return lines
}

const valuesOf = (lines: readonly FeedLine[]) =>
  lines.map((line) => (isFaulty(line) ? line.fault.code : line.value))

const json = fc.oneof(
  fc.record({ type: fc.string(), id: fc.string({ unit: 'grapheme' }) }),
  fc.constant({ name: '空包 \u{1f4e6}' }),
)

describe('lines', () => {
  it('come out the same, with the same numbers, in whatever pieces the bytes come', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(json, fc.constant(undefined)), { maxLength: 20 }),
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        async (values, sizes, hasEnd) => {
          const texts = values.map((value) => (value ? JSON.stringify(value) : ' '))
          const lines = await read(texts.join('\r\n') + (hasEnd ? '\n' : ''), { sizes })
          const expected = values.flatMap((value, index) =>
            value ? [{ line: index + 1, value, text: expect.any(String) }] : [],
          )
          expect(lines).toEqual(expected)
        },
      ),
    )
  })

  it('can be resumed after any batch: the rest is the rest', async () => {
    const content = Buffer.from(
      Array.from({ length: 200 }, (_, index) => `{"n":${index},"city":"深圳"}\n\n`).join(''),
    )
    const position = { offset: 0, line: 0 }
    const seen: FeedLine[] = []
    for await (const batch of ndjsonLines(inPieces(content, [700]), position)) {
      seen.push(...batch)
      if (seen.length > 60) break
    }
    const rest = await read(content.subarray(position.offset), { position: { ...position } })
    expect(valuesOf([...seen, ...rest])).toEqual(valuesOf(await read(content)))
    expect(rest[0]?.line).toBeGreaterThan(seen.at(-1)?.line ?? 0)
    expect(rest.at(-1)?.line).toBe(399)
  })

  it('do not let a byte order mark pass that is not at the beginning of the source', async () => {
    expect(valuesOf(await read('\ufeff1\n\ufeff2\n'))).toEqual([1, 'malformed_json'])
    const position = { offset: 10, line: 2 }
    expect(valuesOf(await read('\ufeff1\n', { position }))).toEqual(['malformed_json'])
  })

  it('that are not UTF-8 spoil no neighbour in the same block', async () => {
    const content = Buffer.from('{"a":1}\n{"b":"\xe9"}\n\n{"c":3}\n', 'latin1')
    const lines = await read(content)
    expect(valuesOf(lines)).toEqual([{ a: 1 }, 'not_utf8', { c: 3 }])
    expect(lines.map(({ line }) => line)).toEqual([1, 2, 4])
  })

  it('are never joined: an object must be whole on its own line', async () => {
    const lines = await read('{"type":"shop"\n,"id":"x"}\n')
    expect(valuesOf(lines)).toEqual(['malformed_json', 'malformed_json'])
  })
})

describe('a long line', () => {
  const exact = (bytes: number) => `{"x":"${'y'.repeat(bytes - 8)}"}`

  it('is taken up to the limit to the byte, and refused beyond it, in whatever pieces', async () => {
    for (const sizes of [[65_536], [3_000_000], [1_000, 999]]) {
      for (const end of ['\n', '\r\n']) {
        const lines = await read(
          `${exact(LONGEST_LINE)}${end}${exact(LONGEST_LINE + 1)}${end}3${end}`,
          { sizes },
        )
        expect(lines.map((line) => isFaulty(line) && line.fault.code)).toEqual([
          false,
          'line_too_long',
          false,
        ])
      }
    }
  })

  it('counts in bytes, not in characters', async () => {
    const wide = `"${'空'.repeat(LONGEST_LINE / 3)}"`
    expect(valuesOf(await read(`${wide}\n`))).toEqual(['line_too_long'])
  })

  it('is kept by its first 64 KiB, and its length counts for the place', async () => {
    const content = `${'z'.repeat(3_000_000)}\n{"a":1}`
    const position = { offset: 0, line: 0 }
    const [long] = await read(content, { position })
    expect(long && isFaulty(long) && long.fault.content).toBe('z'.repeat(65_536))
    expect(position).toEqual({ offset: content.length, line: 2 })
  })

  it('without an end is refused too', async () => {
    expect(valuesOf(await read('z'.repeat(2_000_000)))).toEqual(['line_too_long'])
  })
})
