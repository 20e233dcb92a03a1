// XXH64 with seed 0, the checksum of Zstandard frames (specification of xxHash, version 0.1.1).

export interface Xxhash64 {
  update(bytes: Uint8Array): void
  digest(): bigint
}

const PRIME_1 = 0x9e3779b185ebca87n
const PRIME_2 = 0xc2b2ae3d27d4eb4fn
const PRIME_3 = 0x165667b19e3779f9n
const PRIME_4 = 0x85ebca77c2b2ae63n
const PRIME_5 = 0x27d4eb2f165667c5n
const STRIPE = 32

/** Begins a hash over bytes that come in pieces; about as fast as they are decompressed. */
export function createXxhash64(): Xxhash64 {
  // Four accumulators of 64 bits, low half before high half: BigInt would be far too slow here.
  const halves = new Uint32Array(8)
  for (const [lane, start] of [PRIME_1 + PRIME_2, PRIME_2, 0n, -PRIME_1].entries()) {
    halves[2 * lane] = Number(BigInt.asUintN(32, start))
    halves[2 * lane + 1] = Number(BigInt.asUintN(32, start >> 32n))
  }
  const rest = Buffer.alloc(STRIPE)
  let restLength = 0
  let length = 0
  return {
    update: (bytes) => {
      const input = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      length += input.length
      let start = 0
      if (restLength > 0) {
        start = input.copy(rest, restLength, 0, STRIPE - restLength)
        restLength += start
        if (restLength < STRIPE) return
        foldStripe(halves, rest, 0)
      }
      for (; start + STRIPE <= input.length; start += STRIPE) foldStripe(halves, input, start)
      restLength = input.copy(rest, 0, start)
    },
    digest: () => finish(halves, rest.subarray(0, restLength), length),
  }
}

function foldStripe(halves: Uint32Array, input: Buffer, start: number): void {
  for (let lane = 0; lane < 8; lane += 2) {
    const at = start + lane * 4
    foldLane(halves, lane, [input.readUInt32LE(at), input.readUInt32LE(at + 4)])
  }
}

const [P1_LOW, P1_HIGH] = [0x85ebca87, 0x9e3779b1]
const [P2_LOW, P2_HIGH] = [0x27d4eb4f, 0xc2b2ae3d]

/** accumulator = rotate(accumulator + input * PRIME_2, 31) * PRIME_1, in halves of 32 bits. */
function foldLane(halves: Uint32Array, lane: number, [low, high]: readonly [number, number]): void {
  const productLow = Math.imul(low, P2_LOW) >>> 0
  const productHigh = highHalf(low, P2_LOW) + Math.imul(low, P2_HIGH) + Math.imul(high, P2_LOW)
  const sumLow = (halves[lane] ?? 0) + productLow
  const sumHigh = ((halves[lane + 1] ?? 0) + productHigh + (sumLow > 0xffffffff ? 1 : 0)) | 0
  const turnedLow = ((sumLow << 31) | (sumHigh >>> 1)) >>> 0
  const turnedHigh = ((sumHigh << 31) | ((sumLow >>> 1) & 0x7fffffff)) >>> 0
  halves[lane] = Math.imul(turnedLow, P1_LOW)
  halves[lane + 1] =
    highHalf(turnedLow, P1_LOW) + Math.imul(turnedLow, P1_HIGH) + Math.imul(turnedHigh, P1_LOW)
}

/** The upper 32 bits of a product; each step stays below 2^53. */
function highHalf(left: number, right: number): number {
  const low = left * (right & 0xffff)
  return Math.floor((left * (right >>> 16) + Math.floor(low / 0x10000)) / 0x10000)
}

function finish(halves: Uint32Array, rest: Buffer, length: number): bigint {
  let hash = length < STRIPE ? PRIME_5 : merged(halves)
  hash = wrap(hash + BigInt(length))
  let at = 0
  for (; at + 8 <= rest.length; at += 8) {
    hash = wrap(rotate(hash ^ round(0n, rest.readBigUInt64LE(at)), 27n) * PRIME_1 + PRIME_4)
  }
  if (at + 4 <= rest.length) {
    const part = wrap(BigInt(rest.readUInt32LE(at)) * PRIME_1)
    hash = wrap(rotate(hash ^ part, 23n) * PRIME_2 + PRIME_3)
    at += 4
  }
  for (; at < rest.length; at++) {
    hash = wrap(rotate(hash ^ wrap(BigInt(rest.readUInt8(at)) * PRIME_5), 11n) * PRIME_1)
  }
  hash = wrap((hash ^ (hash >> 33n)) * PRIME_2)
  hash = wrap((hash ^ (hash >> 29n)) * PRIME_3)
  return hash ^ (hash >> 32n)
}

function merged(halves: Uint32Array): bigint {
  const lanes = [0, 2, 4, 6].map((lane) => {
    return (BigInt(halves[lane + 1] ?? 0) << 32n) | BigInt(halves[lane] ?? 0)
  })
  const turns = [1n, 7n, 12n, 18n]
  const sum = wrap(
    lanes.reduce((total, lane, place) => total + rotate(lane, turns[place] ?? 0n), 0n),
  )
  return lanes.reduce((hash, lane) => wrap((hash ^ round(0n, lane)) * PRIME_1 + PRIME_4), sum)
}

function round(accumulator: bigint, input: bigint): bigint {
  return wrap(rotate(wrap(accumulator + input * PRIME_2), 31n) * PRIME_1)
}

function rotate(value: bigint, bits: bigint): bigint {
  return wrap(value << bits) | (value >> (64n - bits))
}

function wrap(value: bigint): bigint {
  return BigInt.asUintN(64, value)
}
