// Packed files are unpacked by what they are, whatever their name, in bounded memory.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bytesOf, InputFault } from './byte-source.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tare-bytes-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

// A Zstandard frame of "hello\n", written down so that the test needs no program for it.
const HELLO_ZSTD = Buffer.from('28b52ffd045831000068656c6c6f0a5388bd91', 'hex')

async function textOf(name: string, content: Uint8Array, count = { bytes: 0 }): Promise<string> {
  const path = join(folder, name)
  writeFileSync(path, content)
  const blocks: Uint8Array[] = []
  for await (const block of bytesOf(path, count)) blocks.push(Buffer.from(block))
  return Buffer.concat(blocks).toString()
}

test('unpacks gzip whatever the file is called, several members too', async () => {
  const packed = Buffer.concat([gzipSync('one\n'), gzipSync('two\n')])
  const count = { bytes: 0 }
  expect(await textOf('plain.ndjson', packed, count)).toBe('one\ntwo\n')
  expect(count.bytes).toBe(packed.length)
})

test('reads an empty file and one of a single byte', async () => {
  expect(await textOf('empty', Buffer.alloc(0))).toBe('')
  expect(await textOf('single', Buffer.from('x'))).toBe('x')
})

test('says that a gzip file was cut off', async () => {
  const packed = gzipSync('x'.repeat(10_000)).subarray(0, 30)
  await expect(textOf('cut.gz', packed)).rejects.toThrow(InputFault)
  await expect(textOf('cut.gz', packed)).rejects.toThrow(/cut\.gz cannot be read/)
})

test('says that a file is not there', async () => {
  const reading = async () => {
    for await (const _ of bytesOf(join(folder, 'nowhere'))) break
  }
  await expect(reading).rejects.toThrow(/nowhere cannot be read: ENOENT/)
})

test('unpacks Zstandard, several frames too', async () => {
  const packed = Buffer.concat([HELLO_ZSTD, HELLO_ZSTD])
  expect(await textOf('hello.zst', packed)).toBe('hello\nhello\n')
})

test('says that a Zstandard file was cut off', async () => {
  await expect(textOf('cut.zst', HELLO_ZSTD.subarray(0, 12))).rejects.toThrow(InputFault)
})
