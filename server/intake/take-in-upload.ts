// Takes one upload in: decodes the body as it comes, keeps the pace of the engine, and answers.
import { createHash, type Hash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { type Database, isDatabaseAway } from '../platform/database.ts'
import {
  claimKey,
  keepAnswer,
  type RequestKey,
  releaseKey,
  renewClaim,
} from '../platform/idempotency-claims.ts'
import { Problem } from '../vocabulary/problem.ts'
import { type Clock, type Instant, MINUTE } from '../vocabulary/time.ts'
import { BrokenBody, bodyBytes } from './body-bytes.ts'
import { type ContentEncoding, decodedBytes } from './decoded-bytes.ts'
import { ndjsonLines } from './feed.ts'
import { countWaiting } from './record-store.ts'
import type { TakenIn } from './take-in.ts'
import { newTally, type Tally, takeInFeed } from './take-in-feed.ts'

/** Bounds on uploads; each has a default for one ordinary machine. */
export interface UploadLimits {
  /** Uploads at once in this process. */
  readonly uploads: number
  /** Batches that may wait to be scored before more records are refused or made to wait. */
  readonly waitingBatches: number
  /** A sender who is silent for so long in the middle of a body is given up. */
  readonly idleMs: number
  /** How long an upload may stand still because scoring lags behind. */
  readonly patienceMs: number
}

export const UPLOAD_LIMITS: UploadLimits = {
  uploads: 8,
  waitingBatches: 2_000,
  idleMs: 60_000,
  patienceMs: 60_000,
}

export interface UploadDesk {
  readonly db: Database
  readonly clock: Clock
  readonly limits: UploadLimits
  readonly onBatch: (taken: TakenIn) => void
}

export interface Upload {
  readonly body: Readable
  readonly encoding: ContentEncoding
  /** As in `Batch.source`. */
  readonly source: string
  readonly key: RequestKey | undefined
}

export interface UploadAnswer {
  readonly answer: Tally
  /** Whether the first upload under the same key was answered so, and this one changed nothing. */
  readonly isRepeated: boolean
}

/**
 * Reads the whole body and takes its records in. Throws `too_busy` where scoring lags too far
 * behind, `malformed_request` where the body breaks off or cannot be decoded (saying how much of
 * it is durable), `not_ready` where the database goes away, `still_working` and
 * `key_used_otherwise` by the idempotency key.
 */
export async function takeInUpload(desk: UploadDesk, upload: Upload): Promise<UploadAnswer> {
  const { key } = upload
  if (!key) {
    await demandRoom(desk)
    return { answer: await takeBody(desk, upload, undefined), isRepeated: false }
  }
  const kept = await claimOrRepeat(desk, upload, key)
  if (kept) return { answer: kept, isRepeated: true }
  const hash = createHash('sha256')
  try {
    await demandRoom(desk)
    const answer = await takeBody(desk, upload, hash)
    const text = JSON.stringify(answer)
    await keepAnswer(desk.db, { ...key, requestHash: hashText(hash), status: 200, answer: text })
    return { answer, isRepeated: false }
  } catch (error) {
    await releaseKey(desk.db, key).catch(() => {})
    throw error
  }
}

async function takeBody(desk: UploadDesk, upload: Upload, hash: Hash | undefined): Promise<Tally> {
  const tally = newTally()
  const pace = createPace(desk, upload.key)
  try {
    await takeInFeed(desk.db, {
      feed: ndjsonLines(bytesOf(desk, upload, hash)),
      source: upload.source,
      clock: desk.clock,
      tally,
      afterBatch: async (taken) => {
        desk.onBatch(taken)
        await pace()
      },
    })
    return tally
  } catch (error) {
    throw toProblem(error, tally)
  }
}

async function* bytesOf(
  { limits }: UploadDesk,
  { body, encoding }: Upload,
  hash: Hash | undefined,
): AsyncGenerator<Uint8Array> {
  for await (const bytes of decodedBytes(bodyBytes(body, limits.idleMs), encoding)) {
    hash?.update(bytes)
    yield bytes
  }
}

function toProblem(error: unknown, tally: Tally): unknown {
  const done = tally.accepted + tally.duplicate + tally.corrected + tally.rejected
  const told =
    `Before that ${done} lines were taken in and are durable (${tally.accepted} new, ` +
    `${tally.corrected} corrected, ${tally.duplicate} known, ${tally.rejected} rejected); ` +
    'send the whole again, what is known changes nothing.'
  if (error instanceof BrokenBody)
    return new Problem('malformed_request', `${error.message} ${told}`)
  if (isDatabaseAway(error)) {
    const away = 'The database cannot be reached any more.'
    return new Problem('not_ready', `${away} ${told}`, { retryAfterSeconds: 5 })
  }
  if (error instanceof Problem && error.code === 'too_busy') {
    return new Problem('too_busy', `${error.message} ${told}`, error.more)
  }
  return error
}

// Nobody else's hash begins so: a key of another kind of request is seen without reading the body.
const HASH_PREFIX = 'records:'

function hashText(hash: Hash): string {
  return `${HASH_PREFIX}${hash.digest('hex')}`
}

/** The answer to the first upload under the key, if this is the same one; else the key is ours. */
async function claimOrRepeat(
  desk: UploadDesk,
  upload: Upload,
  key: RequestKey,
): Promise<Tally | undefined> {
  const claim = await claimKey(desk.db, { ...key, requestHash: '', now: desk.clock() })
  if (claim.state === 'ours') return undefined
  if (claim.state === 'at_work') {
    throw new Problem('still_working', 'Ask again in a moment with the same key and body.', {
      retryAfterSeconds: 5,
    })
  }
  if (claim.requestHash.startsWith(HASH_PREFIX)) {
    const hash = createHash('sha256')
    for await (const _ of readThrough(desk, upload, hash));
    if (hashText(hash) === claim.requestHash) return JSON.parse(claim.answer) as Tally
  }
  throw new Problem('key_used_otherwise', 'Take a fresh Idempotency-Key for another upload.')
}

async function* readThrough(
  desk: UploadDesk,
  upload: Upload,
  hash: Hash,
): AsyncGenerator<Uint8Array> {
  try {
    yield* bytesOf(desk, upload, hash)
  } catch (error) {
    throw toProblem(error, newTally())
  }
}

async function demandRoom(desk: UploadDesk): Promise<void> {
  if (await hasRoom(desk)) return
  throw new Problem('too_busy', 'Scoring lags behind; send again in a little while.', {
    retryAfterSeconds: 10,
  })
}

async function hasRoom({ db, limits }: UploadDesk): Promise<boolean> {
  const most = limits.waitingBatches
  return (await countWaiting(db, 'records.taken', most + 1)) <= most
}

/** So many batches may pass between two looks at how far scoring is. */
const BATCHES_A_LOOK = 20
const PAUSE_MS = 250

/** What is done between two batches: the claim is kept alive, and scoring is waited for. */
function createPace(desk: UploadDesk, key: RequestKey | undefined): () => Promise<void> {
  let batches = 0
  let renewedAt: Instant = desk.clock()
  return async () => {
    if (key && desk.clock() - renewedAt > MINUTE) {
      renewedAt = desk.clock()
      await renewClaim(desk.db, { ...key, now: renewedAt })
    }
    if (++batches % BATCHES_A_LOOK !== 0) return
    const pauses = Math.ceil(desk.limits.patienceMs / PAUSE_MS)
    for (let pause = 0; pause < pauses && !(await hasRoom(desk)); pause++) await wait(PAUSE_MS)
    await demandRoom(desk)
  }
}
