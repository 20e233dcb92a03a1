// SQL of the books: locks, accounts, transfers, postings. Transfers and postings are only added.
import { type Database, sqlTime } from '../platform/database.ts'
import type { Instant } from '../vocabulary/time.ts'
import type { Past } from './funds.ts'
import { type AccountKind, assertSound, type Book, EMPTY_BOOK, type Posting } from './ledger.ts'
import type { PostedMoney } from './recorded-money.ts'

export interface LockedSubject {
  /** How many transfers its books have. */
  readonly transfers: number
  readonly postedUntil: Instant | null
}

/** A transfer as it is written. */
export interface NewTransfer {
  readonly id: string
  readonly shopId: string
  readonly currency: string
  readonly seq: number
  readonly key: string
  readonly reason: string
  readonly amount: number | null
  readonly source: string | null
  readonly decisionId: string | null
  readonly caseId: string | null
  readonly actor: string | null
  readonly postings: readonly Posting[]
}

interface SubjectRow {
  subject: string
  transfers: number
  posted_until: Instant | null
}

/** Locks shops and buyers (`shop:ID`, `buyer:ID`) until the transaction ends, always in order. */
export async function lockSubjects(
  tx: Database,
  subjects: readonly string[],
): Promise<Map<string, LockedSubject>> {
  const sorted = [...new Set(subjects)].sort()
  const lock = () =>
    tx.query<SubjectRow>(
      `select subject, transfers, posted_until from effect_subject
       where subject = any($1) order by subject collate "C" for update`,
      [sorted],
    )
  let rows = await lock()
  if (rows.length < sorted.length) {
    await tx.query(
      `insert into effect_subject (subject) select unnest($1::text[]) on conflict do nothing`,
      [sorted],
    )
    rows = await lock()
  }
  return new Map(
    rows.map((row) => [row.subject, { transfers: row.transfers, postedUntil: row.posted_until }]),
  )
}

/** Up to when the money of a subject is posted; null where it never was. */
export async function readPostedUntil(db: Database, subject: string): Promise<Instant | null> {
  const rows = await db.query<SubjectRow>(
    'select subject, transfers, posted_until from effect_subject where subject = $1',
    [subject],
  )
  return rows[0]?.posted_until ?? null
}

/** Notes that settlements and deposits of the shops are posted up to `until`. */
export async function savePostedUntil(
  tx: Database,
  subjects: readonly string[],
  until: Instant,
): Promise<void> {
  await tx.query(`update effect_subject set posted_until = $2 where subject = any($1)`, [
    subjects,
    sqlTime(until),
  ])
}

interface AccountRow {
  shop_id: string
  currency: string
  kind: AccountKind
  balance: number
}

/** The books of shops, by shop and currency. Throws where a book is not sound. */
export async function readBooks(
  db: Database,
  shopIds: readonly string[],
): Promise<Map<string, Map<string, Book>>> {
  const rows = await db.query<AccountRow>(
    'select shop_id, currency, kind, balance from account where shop_id = any($1)',
    [shopIds],
  )
  const books = new Map<string, Map<string, Book>>(shopIds.map((id) => [id, new Map()]))
  for (const { shop_id, currency, kind, balance } of rows) {
    const ofShop = books.get(shop_id)
    ofShop?.set(currency, { ...(ofShop.get(currency) ?? EMPTY_BOOK), [kind]: balance })
  }
  for (const ofShop of books.values()) for (const book of ofShop.values()) assertSound(book)
  return books
}

const INSERT = `
  with given as (
    select * from json_to_recordset($1::text::json) as t(
      id uuid, shop_id text, currency text, seq bigint, key text, reason text, amount bigint,
      source text, decision_id uuid, case_id uuid, actor text, postings json)),
  lines as (
    select given.id, given.shop_id, given.currency, given.seq, p.*
    from given, json_to_recordset(given.postings) as p(kind text, amount bigint, after bigint)),
  counted as (
    update effect_subject set transfers = newest.seq
    from (select shop_id, max(seq) as seq from given group by shop_id) as newest
    where subject = 'shop:' || newest.shop_id),
  transfers as (
    insert into transfer (id, shop_id, currency, seq, key, reason, at, amount, source,
      decision_id, case_id, actor)
    select id, shop_id, currency, seq, key, reason, $2, amount, source,
      decision_id, case_id, actor from given),
  postings as (
    insert into posting (transfer_id, shop_id, currency, kind, seq, at, amount, balance_after)
    select id, shop_id, currency, kind, seq, $2, amount, after from lines),
  sums as (
    select shop_id, currency, kind, sum(amount)::bigint as amount from lines
    group by shop_id, currency, kind),
  -- Two steps, not one upsert: a row proposed with what is taken would be below zero.
  changed as (
    update account a set balance = a.balance + sums.amount, version = a.version + 1 from sums
    where a.shop_id = sums.shop_id and a.currency = sums.currency and a.kind = sums.kind
    returning a.shop_id, a.currency, a.kind, a.balance),
  opened as (
    insert into account (shop_id, currency, kind, balance)
    select shop_id, currency, kind, amount from sums
    where (shop_id, currency, kind) not in (select shop_id, currency, kind from changed)
    returning shop_id, currency, kind, balance)
  select * from changed union all select * from opened`

/** Writes transfers with their postings, and answers what the accounts they touched now hold. */
export async function insertTransfers(
  tx: Database,
  transfers: readonly NewTransfer[],
  now: Instant,
): Promise<AccountRow[]> {
  const given = transfers.map(({ shopId, decisionId, caseId, postings, ...rest }) => ({
    ...rest,
    shop_id: shopId,
    decision_id: decisionId,
    case_id: caseId,
    postings: postings.map(({ kind, amount, balanceAfter: after }) => ({ kind, amount, after })),
  }))
  return tx.query<AccountRow>(INSERT, [JSON.stringify(given), sqlTime(now)])
}

/** The transfer of a shop under a key. */
export async function findTransfer(
  db: Database,
  { shopId, key }: { shopId: string; key: string },
): Promise<{ id: string; currency: string; amount: number } | undefined> {
  const rows = await db.query<{ id: string; currency: string; amount: number }>(
    'select id, currency, amount from transfer where shop_id = $1 and key = $2',
    [shopId, key],
  )
  return rows[0]
}

/** All that came in and went out of a shop in a currency, in the order of the books. */
export async function readPast(db: Database, shopId: string, currency: string): Promise<Past[]> {
  return db.query<Past>(
    `select seq, reason, amount from transfer
     where shop_id = $1 and currency = $2 and reason in ('deposit', 'settlement', 'withdrawal')
     order by seq`,
    [shopId, currency],
  )
}

/** What the books have from records (`settlement:ID`), summed by shop and currency. */
export async function readPosted(db: Database, sources: readonly string[]): Promise<PostedMoney[]> {
  return db.query<PostedMoney>(
    `select source, reason, shop_id as "shopId", currency, sum(amount)::bigint as amount
     from transfer where source = any($1)
     group by source, reason, shop_id, currency having sum(amount) <> 0`,
    [sources],
  )
}
