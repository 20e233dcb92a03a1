// Puts recorded settlements and deposits into the books, each once its time has come.
import type { Database } from '../platform/database.ts'
import { postEvent } from '../platform/jobs.ts'
import type { Instant } from '../vocabulary/time.ts'
import { readPosted } from './ledger-store.ts'
import { type OpenBooks, openBooks, recordMove, writeBooks } from './open-books.ts'
import { type Difference, differencesOf, type RecordedMoney, sourceOf } from './recorded-money.ts'
import { readMoney, readMoneyOfBatch } from './recorded-money-store.ts'

/**
 * Posts the settlements and deposits of a batch whose time has come. A correction posts the
 * difference to what was posted before, so the same batch a second time posts nothing.
 */
export async function postRecordedMoney(
  tx: Database,
  { batchId }: { readonly batchId: string },
  now: Instant,
): Promise<void> {
  const named = await readMoneyOfBatch(tx, batchId)
  if (named.length > 0) await postMoney(tx, named, now)
}

async function postMoney(
  tx: Database,
  named: readonly RecordedMoney[],
  now: Instant,
): Promise<void> {
  const shopIds = await shopsOf(tx, named)
  const books = await openBooks(tx, { shopIds, now, claims: 'waiting' })
  // Read again under the lock: another batch may have corrected and posted a record meanwhile.
  const records = await readMoney(tx, named)
  const differences = await findDifferences(tx, records, now)
  if (differences.some(({ shopId }) => !books.shops.has(shopId))) {
    return postMoney(tx, records, now)
  }
  recordDifferences(books, differences)
  const effectIds = await writeBooks(tx, books)
  if (effectIds.length > 0) {
    await postEvent(tx, { name: 'effects.changed', ids: { effectIds } }, { now, lane: 'effects' })
  }
}

/** Every shop that has or had the money of these records. */
async function shopsOf(tx: Database, records: readonly RecordedMoney[]): Promise<string[]> {
  const posted = await readPosted(tx, records.map(sourceOf))
  return [...records, ...posted].map(({ shopId }) => shopId)
}

/** What is to be posted for the records, by what the books have of them. */
export async function findDifferences(
  tx: Database,
  records: readonly RecordedMoney[],
  now: Instant,
): Promise<Difference[]> {
  if (records.length === 0) return []
  return differencesOf(records, await readPosted(tx, records.map(sourceOf)), now)
}

/** Records the differences in books that are open for all their shops. */
export function recordDifferences(books: OpenBooks, differences: readonly Difference[]): void {
  for (const { shopId, currency, key, source, reason, amount } of differences) {
    recordMove(books, { shopId, currency, key, source, move: { reason, amount } })
  }
}
