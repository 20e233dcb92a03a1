// Decompresses Zstandard (RFC 8878) as a stream, one block at a time, within a bounded window.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { Decompress } from 'fzstd'
import { BrokenBody } from './body-bytes.ts'
import { createXxhash64 } from './xxhash64.ts'

/** What RFC 8878 (3.1.1.1.2) asks every decoder to take; `zstd -19` stays within it. */
const LARGEST_WINDOW = 8_388_608
/** RFC 8878, 3.1.1.2.4: the most bytes that one block stands for. */
const LARGEST_BLOCK = 131_072
const MAGIC = 0xfd2fb528
const SKIPPABLE = 0x184d2a5
/** Decompressing blocks the process; after so many blocks others have their turn. */
const BLOCKS_A_TURN = 16

/**
 * The decompressed bytes. Throws `BrokenBody` where the data is not Zstandard, is cut, does not
 * agree with its checksum, or asks for a window above 8 MiB or a dictionary. A tiny block may
 * stand for 128 KiB, so blocks go to the decoder singly: however much comes out, one block of it
 * is held.
 */
export async function* zstdBytes(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = byteReader(source)
  for (;;) {
    const start = await reader.take(4)
    if (start.length === 0) return
    const magic = whole(start, 4).readUInt32LE()
    if (magic >>> 4 === SKIPPABLE) {
      await reader.skip(whole(await reader.take(4), 4).readUInt32LE())
    } else if (magic === MAGIC) {
      yield* frameBytes(reader, start)
    } else {
      throw broken('it does not begin as zstd does')
    }
  }
}

async function* frameBytes(reader: ByteReader, start: Buffer): AsyncGenerator<Uint8Array> {
  const header = await readHeader(reader)
  const hash = header.hasChecksum ? createXxhash64() : undefined
  let decoded: Uint8Array[] = []
  const decoder = new Decompress((bytes) => {
    hash?.update(bytes)
    if (bytes.length > 0) decoded.push(bytes)
  })
  push(decoder, Buffer.concat([start, header.bytes]))
  for (let count = 1, isLast = false; !isLast; count++) {
    const block = await readBlock(reader, header.window)
    isLast = block.isLast
    push(decoder, block.bytes)
    yield* decoded
    decoded = []
    if (count % BLOCKS_A_TURN === 0) await nextTurn()
  }
  const checksum = whole(await reader.take(hash ? 4 : 0), hash ? 4 : 0)
  push(decoder, checksum, true)
  yield* decoded
  if (hash && BigInt.asUintN(32, hash.digest()) !== BigInt(checksum.readUInt32LE())) {
    throw broken('its checksum is wrong, so some of it was damaged')
  }
}

function push(decoder: Decompress, part: Buffer, isLast = false): void {
  try {
    decoder.push(part, isLast)
  } catch {
    throw broken('it does not follow RFC 8878')
  }
}

function broken(why: string): BrokenBody {
  return new BrokenBody(`The zstd content cannot be decompressed: ${why}.`)
}

/** RFC 8878, 3.1.1.2: three bytes say how long the block is and whether it is the last. */
async function readBlock(
  reader: ByteReader,
  window: number,
): Promise<{ bytes: Buffer; isLast: boolean }> {
  const head = whole(await reader.take(3), 3)
  const fields = head.readUIntLE(0, 3)
  const size = fields >>> 3
  if (size > Math.min(LARGEST_BLOCK, window)) throw broken('a block is too large')
  const isRepeated = ((fields >>> 1) & 3) === 1
  const length = isRepeated ? 1 : size
  const content = whole(await reader.take(length), length)
  return { bytes: Buffer.concat([head, content]), isLast: (fields & 1) === 1 }
}

interface FrameHeader {
  readonly bytes: Buffer
  readonly window: number
  readonly hasChecksum: boolean
}

/** RFC 8878, 3.1.1.1: what comes after the magic number. */
async function readHeader(reader: ByteReader): Promise<FrameHeader> {
  const descriptor = whole(await reader.take(1), 1)
  const flags = descriptor.readUInt8()
  const isSingle = (flags & 0x20) !== 0
  if ((flags & 3) !== 0) throw broken('it needs a dictionary')
  const sizeFlag = flags >>> 6
  const sizeBytes = sizeFlag === 0 ? Number(isSingle) : 1 << sizeFlag
  const length = Number(!isSingle) + sizeBytes
  const rest = whole(await reader.take(length), length)
  const window = isSingle ? contentSize(rest, sizeBytes) : windowOf(rest.readUInt8())
  if (window > LARGEST_WINDOW) throw broken('its window is above 8 MiB; compress without --long')
  const bytes = Buffer.concat([descriptor, rest])
  return { bytes, window, hasChecksum: (flags & 4) !== 0 }
}

function windowOf(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >>> 3))
  return base + (base / 8) * (descriptor & 7)
}

function contentSize(bytes: Buffer, length: number): number {
  if (length === 8) return Number(bytes.readBigUInt64LE())
  return bytes.readUIntLE(0, length) + (length === 2 ? 256 : 0)
}

function whole(bytes: Buffer, length: number): Buffer {
  if (bytes.length < length) throw broken('it is cut off')
  return bytes
}

interface ByteReader {
  /** So many bytes; fewer only at the end. */
  take(count: number): Promise<Buffer>
  skip(count: number): Promise<void>
}

function byteReader(source: AsyncIterable<Uint8Array>): ByteReader {
  const iterator = source[Symbol.asyncIterator]()
  let left: Buffer = Buffer.alloc(0)
  const more = async (): Promise<boolean> => {
    const next = await iterator.next()
    if (next.done) return false
    left = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength)
    return true
  }
  const take = async (count: number): Promise<Buffer> => {
    if (left.length >= count) {
      const taken = left.subarray(0, count)
      left = left.subarray(count)
      return taken
    }
    const taken = Buffer.alloc(count)
    let length = 0
    while (length < count && (left.length > 0 || (await more()))) {
      const copied = left.copy(taken, length, 0, count - length)
      length += copied
      left = left.subarray(copied)
    }
    return taken.subarray(0, length)
  }
  const skip = async (count: number): Promise<void> => {
    for (let open = count; open > 0; ) {
      if (left.length === 0 && !(await more())) throw broken('it is cut off')
      const passed = Math.min(open, left.length)
      left = left.subarray(passed)
      open -= passed
    }
  }
  return { take, skip }
}
