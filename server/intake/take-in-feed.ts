// Takes a whole feed in, batch after batch: one is written while the next one is read.
import type { Database } from '../platform/database.ts'
import type { Clock } from '../vocabulary/time.ts'
import { type Feed, type FeedLine, isFaulty } from './feed.ts'
import { type RejectedLine, type TakenIn, takeIn } from './take-in.ts'

/** What has become of a feed so far: all that is counted is durable. */
export interface Tally {
  accepted: number
  duplicate: number
  corrected: number
  rejected: number
  /** The first thousand. */
  rejections: RejectedLine[]
  /** Whether there were more. */
  truncated: boolean
}

export function newTally(): Tally {
  return {
    accepted: 0,
    duplicate: 0,
    corrected: 0,
    rejected: 0,
    rejections: [],
    truncated: false,
  }
}

export interface FeedIntake {
  readonly feed: Feed
  readonly source: string
  readonly clock: Clock
  /** Counts on while the feed runs, also where it fails in the middle. */
  readonly tally: Tally
  /** Called after each batch is durable and before more is read: to tell, to wait, to stop. */
  readonly afterBatch?: (taken: TakenIn) => Promise<void>
  readonly batchLines?: number
}

/** Measured: smaller batches cost up to twice as much a record, larger ones hardly less. */
const BATCH_LINES = 1_000
/** A batch of very long lines ends earlier, so that it fits into memory. */
const BATCH_CHARACTERS = 4_194_304
const MOST_REJECTIONS = 1_000

/**
 * Takes in every line of the feed in the order it comes. Throws what the feed or the database
 * throws; what the tally counts by then stays.
 */
export async function takeInFeed(db: Database, intake: FeedIntake): Promise<void> {
  const { source, clock, tally, afterBatch } = intake
  const write = async (lines: readonly FeedLine[]) => {
    const taken = await takeIn(db, { lines, source, now: clock() })
    count(tally, taken)
    await afterBatch?.(taken)
  }
  let writing: Promise<void> = Promise.resolve()
  try {
    for await (const lines of batches(intake.feed, intake.batchLines ?? BATCH_LINES)) {
      await writing
      writing = write(lines)
      // Heard below or in the next round; without this line Node would end the process first.
      writing.catch(() => {})
    }
  } catch (error) {
    await writing.catch(() => {})
    throw error
  }
  await writing
}

async function* batches(feed: Feed, most: number): AsyncGenerator<readonly FeedLine[]> {
  let batch: FeedLine[] = []
  let characters = 0
  for await (const lines of feed) {
    for (const line of lines) {
      batch.push(line)
      characters += isFaulty(line) ? line.fault.content.length : (line.text?.length ?? 0)
      if (batch.length < most && characters < BATCH_CHARACTERS) continue
      yield batch
      batch = []
      characters = 0
    }
  }
  if (batch.length > 0) yield batch
}

function count(tally: Tally, taken: TakenIn): void {
  tally.accepted += taken.accepted
  tally.duplicate += taken.duplicate
  tally.corrected += taken.corrected
  tally.rejected += taken.rejected
  const room = MOST_REJECTIONS - tally.rejections.length
  tally.rejections.push(...taken.rejections.slice(0, room))
  tally.truncated ||= taken.rejections.length > room
}
