// Pages of postings, the newest first, and the totals of all accounts.
import type { Database } from '../platform/database.ts'
import type { Instant } from '../vocabulary/time.ts'
import type { AccountKind } from './ledger.ts'

/** Where a page begins: after the posting with these values. */
export type EntryCursor = readonly [at: string, seq: number, shopId: string, kind: string]

export interface EntryFilter {
  readonly kinds: readonly AccountKind[] | undefined
  readonly shopId: string | undefined
  readonly after: EntryCursor | undefined
  readonly limit: number
}

export interface EntryRow {
  readonly transferId: string
  readonly shopId: string
  readonly currency: string
  readonly kind: AccountKind
  readonly seq: number
  readonly at: Instant
  readonly amount: number
  readonly balanceAfter: number
  readonly reason: string
  readonly source: string | null
  readonly decisionId: string | null
  readonly caseId: string | null
  readonly actor: string | null
}

export async function listEntries(db: Database, filter: EntryFilter): Promise<EntryRow[]> {
  const { kinds, shopId, after, limit } = filter
  return db.query<EntryRow>(
    `select p.transfer_id as "transferId", p.shop_id as "shopId", p.currency, p.kind, p.seq, p.at,
       p.amount, p.balance_after as "balanceAfter", t.reason, t.source,
       t.decision_id as "decisionId", t.case_id as "caseId", t.actor
     from posting p join transfer t on t.shop_id = p.shop_id and t.seq = p.seq
     where ($1::text[] is null or p.kind = any($1)) and ($2::text is null or p.shop_id = $2)
       and ($3::timestamptz is null or (p.at, p.seq, p.shop_id, p.kind) < ($3, $4, $5, $6))
     order by p.at desc, p.seq desc, p.shop_id desc, p.kind desc limit $7`,
    [kinds ?? null, shopId ?? null, ...(after ?? [null, null, null, null]), limit],
  )
}

export interface AccountTotal {
  readonly currency: string
  readonly kind: AccountKind
  readonly amount: number
}

/** What all accounts of one kind hold together, by currency, as of one moment. */
export async function readTotals(db: Database): Promise<AccountTotal[]> {
  return db.query<AccountTotal>(
    `select currency, kind, sum(balance)::bigint as amount from account
     group by currency, kind order by currency, kind`,
  )
}
