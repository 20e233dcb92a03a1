// Undoes the content-encoding of a body while it comes in: identity, gzip, zstd.
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { BrokenBody } from './body-bytes.ts'
import { zstdBytes } from './zstd-bytes.ts'

export const CONTENT_ENCODINGS = ['identity', 'gzip', 'zstd'] as const
export type ContentEncoding = (typeof CONTENT_ENCODINGS)[number]

/** The encoding that the header names; undefined where it is none of ours, or several at once. */
export function contentEncoding(header: string | undefined): ContentEncoding | undefined {
  const name = (header ?? 'identity').trim().toLowerCase()
  // RFC 9110, 8.4.1.3: x-gzip is to be taken for gzip.
  const plain = name === '' ? 'identity' : name === 'x-gzip' ? 'gzip' : name
  return CONTENT_ENCODINGS.find((encoding) => encoding === plain)
}

/** The bytes as they were before encoding. Throws `BrokenBody` where they are damaged or cut. */
export function decodedBytes(
  source: AsyncIterable<Uint8Array>,
  encoding: ContentEncoding,
): AsyncIterable<Uint8Array> {
  switch (encoding) {
    case 'identity':
      return source
    case 'gzip':
      return gunzippedBytes(source)
    case 'zstd':
      return zstdBytes(source)
  }
}

const CHUNK = 65_536

async function* gunzippedBytes(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = source[Symbol.asyncIterator]()
  const first = await iterator.next()
  // No byte at all is an empty body, whatever its encoding is said to be; zlib calls it cut.
  if (first.done) return
  const all = startingWith(first.value, iterator)
  const gunzip = createGunzip({ chunkSize: CHUNK })
  const feeding = pipeline(Readable.from(all, { objectMode: false }), gunzip)
  // Its failure is the failure of reading, told below.
  feeding.catch(() => {})
  try {
    yield* gunzip as AsyncIterable<Uint8Array>
  } catch (error) {
    if (error instanceof BrokenBody) throw error
    const why = (error as Error).message
    throw new BrokenBody(`The gzip content cannot be decompressed: ${why}.`)
  }
}

async function* startingWith(
  first: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield first
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
  } finally {
    await rest.return?.()
  }
}
