// The bytes of a file or of standard input, unpacked where they are gzip or Zstandard.
import { createReadStream } from 'node:fs'
import { type ContentEncoding, decodedBytes } from '../intake/decoded-bytes.ts'

/** A file cannot be read or unpacked; the message says which and why. */
export class InputFault extends Error {
  override readonly name = 'InputFault'
}

/** Counts the bytes of the file as they are read, packed as they are. */
export interface ReadCount {
  bytes: number
}

const BLOCK = 262_144

/** What a file is packed with; told by its first bytes, since names lie. */
export function packingOf(head: Uint8Array): ContentEncoding {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip'
  const isZstd = head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd
  return isZstd ? 'zstd' : 'identity'
}

/**
 * Reads a file, or standard input for `-`, in blocks and unpacks it. Blocks are handed over, not
 * copied. Throws {@link InputFault}, also in the middle, for what cannot be read or unpacked.
 */
export async function* bytesOf(
  path: string,
  count: ReadCount = { bytes: 0 },
): AsyncGenerator<Uint8Array> {
  const raw =
    path === '-' ? process.stdin : createReadStream(path, { highWaterMark: BLOCK, autoClose: true })
  try {
    yield* unpacked(counted(raw, count))
  } catch (error) {
    if (error instanceof InputFault) throw error
    const why = error instanceof Error ? error.message : String(error)
    throw new InputFault(`${path === '-' ? 'standard input' : path} cannot be read: ${why}`)
  }
}

async function* counted(raw: AsyncIterable<Uint8Array>, count: ReadCount) {
  for await (const block of raw) {
    count.bytes += block.length
    yield block
  }
}

async function* unpacked(blocks: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const first = await firstBytes(blocks)
  yield* decodedBytes(startingWith(first, blocks), packingOf(first))
}

/** Standard input may come byte by byte; four of them tell the packing. */
async function firstBytes(blocks: AsyncGenerator<Uint8Array>): Promise<Uint8Array> {
  let first: Uint8Array = new Uint8Array(0)
  while (first.length < 4) {
    const next = await blocks.next()
    if (next.done) break
    first = first.length === 0 ? next.value : Buffer.concat([first, next.value])
  }
  return first
}

async function* startingWith(first: Uint8Array, rest: AsyncIterable<Uint8Array>) {
  if (first.length > 0) yield first
  yield* rest
}
