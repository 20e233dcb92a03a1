// The bytes of a file or of standard input, unpacked where they are gzip or Zstandard.
import { createReadStream } from 'node:fs'
import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { Decompress } from 'fzstd'

/** A file cannot be read or unpacked; the message says which and why. */
export class InputFault extends Error {
  override readonly name = 'InputFault'
}

/** Counts the bytes of the file as they are read, packed as they are. */
export interface ReadCount {
  bytes: number
}

const BLOCK = 262_144
/** A few bytes of Zstandard may stand for a whole block of 128 KiB, so they go in by small parts. */
const ZSTD_PART = 2_048

/** What a file is packed with; told by its first bytes, since names lie. */
export type Packing = 'gzip' | 'zstd' | 'none'

export function packingOf(head: Uint8Array): Packing {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip'
  const isZstd = head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd
  return isZstd ? 'zstd' : 'none'
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
  const all = startingWith(first, blocks)
  switch (packingOf(first)) {
    case 'gzip':
      return yield* gunzipped(all)
    case 'zstd':
      return yield* unzstd(all)
    case 'none':
      return yield* all
  }
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

async function* gunzipped(blocks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: BLOCK })
  const out = new PassThrough({ highWaterMark: BLOCK })
  const done = pipeline(Readable.from(blocks), gunzip, out)
  // The fault also ends the loop below; unheard here, it would end the process.
  done.catch(() => {})
  for await (const block of out) yield block as Uint8Array
  await done
}

async function* unzstd(blocks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = []
  const decompress = new Decompress((block) => {
    // Its window is used again for the next block, so what is kept must be a copy.
    if (block.length > 0) ready.push(block.slice())
  })
  for await (const block of blocks) {
    for (let at = 0; at < block.length; at += ZSTD_PART) {
      decompress.push(block.subarray(at, at + ZSTD_PART))
      yield* ready
      ready = []
    }
  }
  decompress.push(new Uint8Array(0), true)
  yield* ready
}
