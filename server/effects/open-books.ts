// The one way to move a shop's money: open the books under lock, record moves, write all at once.
import type { Database } from '../platform/database.ts'
import { newId } from '../vocabulary/ids.ts'
import type { Instant } from '../vocabulary/time.ts'
import { readClaims, readHolds, saveClaims } from './effect-store.ts'
import type { Claim } from './funds.ts'
import type { Book } from './ledger.ts'
import { insertTransfers, lockSubjects, type NewTransfer, readBooks } from './ledger-store.ts'
import { type Move, NO_MONEY, planTransfer, type ShopMoney } from './transfer.ts'

/** The locked books of some shops, and what has been recorded in them since they were opened. */
export interface OpenBooks {
  readonly now: Instant
  readonly shops: ReadonlyMap<string, ShopBooks>
  readonly transfers: NewTransfer[]
}

interface ShopBooks {
  postedUntil: Instant | null
  /** The number of the newest transfer. */
  seq: number
  readonly byCurrency: Map<string, ShopMoney>
  /** Claims as they were read, to tell which ones changed. */
  readonly claimsRead: Map<string, Claim>
}

/** A move with what is written beside it. */
export interface Entry {
  readonly shopId: string
  readonly currency: string
  /** One transfer of a shop and currency under one key, ever. */
  readonly key: string
  readonly move: Move
  readonly source?: string
  readonly decisionId?: string
  readonly caseId?: string
  readonly actor?: string
}

interface Opening {
  readonly shopIds: readonly string[]
  readonly now: Instant
  /** Money that comes in concerns only shops whose buyers wait; a decision concerns all claims. */
  readonly claims: 'waiting' | 'all'
}

/** Opens the books of shops, which stay locked until the transaction ends. */
export async function openBooks(tx: Database, opening: Opening): Promise<OpenBooks> {
  const { now, claims: which } = opening
  const shopIds = [...new Set(opening.shopIds)]
  const locked = await lockSubjects(
    tx,
    shopIds.map((id) => `shop:${id}`),
  )
  const books = await readBooks(tx, shopIds)
  const shops = new Map<string, ShopBooks>()
  for (const shopId of shopIds) {
    const { postedUntil = null, transfers: seq = 0 } = locked.get(`shop:${shopId}`) ?? {}
    const byCurrency = new Map<string, ShopMoney>()
    for (const [currency, book] of books.get(shopId) ?? []) {
      byCurrency.set(currency, { ...NO_MONEY, book })
    }
    shops.set(shopId, { postedUntil, seq, byCurrency, claimsRead: new Map() })
  }
  await loadHolds(tx, shops)
  const withClaims = which === 'all' ? shopIds : shopIds.filter((id) => hasWaiting(books.get(id)))
  await loadClaims(tx, shops, withClaims)
  return { now, shops, transfers: [] }
}

function hasWaiting(books: ReadonlyMap<string, Book> | undefined): boolean {
  return [...(books?.values() ?? [])].some((book) => book.compensation_due > 0)
}

async function loadHolds(tx: Database, shops: ReadonlyMap<string, ShopBooks>): Promise<void> {
  for (const { shopId, currency, deposit, balance } of await readHolds(tx, [...shops.keys()])) {
    const byCurrency = shops.get(shopId)?.byCurrency
    const money = byCurrency?.get(currency) ?? NO_MONEY
    byCurrency?.set(currency, { ...money, holds: { deposit, balance } })
  }
}

async function loadClaims(
  tx: Database,
  shops: ReadonlyMap<string, ShopBooks>,
  shopIds: readonly string[],
): Promise<void> {
  if (shopIds.length === 0) return
  const found = new Map<string, Claim[]>()
  for (const { shopId, currency, ...claim } of await readClaims(tx, shopIds)) {
    const key = JSON.stringify([shopId, currency])
    const claims = found.get(key)
    if (claims) claims.push(claim)
    else found.set(key, [claim])
    shops.get(shopId)?.claimsRead.set(claim.effectId, claim)
  }
  for (const [key, claims] of found) {
    const [shopId = '', currency = ''] = JSON.parse(key) as string[]
    const byCurrency = shops.get(shopId)?.byCurrency
    byCurrency?.set(currency, { ...(byCurrency.get(currency) ?? NO_MONEY), claims })
  }
}

/** The money of a shop as the open books have it. */
export function moneyIn(books: OpenBooks, shopId: string, currency: string): ShopMoney {
  return shopIn(books, shopId).byCurrency.get(currency) ?? NO_MONEY
}

export function shopIn(books: OpenBooks, shopId: string): ShopBooks {
  const found = books.shops.get(shopId)
  if (!found) throw new Error(`the books of shop ${shopId} are not open`)
  return found
}

/**
 * Records a move in the open books. The claims of a decision get the number of its transfer.
 * Answers the transfer; undefined where nothing moved.
 */
export function recordMove(books: OpenBooks, entry: Entry): NewTransfer | undefined {
  const { shopId, currency, key, source, decisionId, caseId, actor } = entry
  const shop = shopIn(books, shopId)
  const seq = shop.seq + 1
  const move = numbered(entry.move, seq)
  const { money, postings } = planTransfer(moneyIn(books, shopId, currency), move)
  shop.byCurrency.set(currency, money)
  if (postings.length === 0) return undefined
  shop.seq = seq
  const transfer: NewTransfer = {
    id: newId(books.now),
    shopId,
    currency,
    seq,
    key,
    reason: move.reason,
    amount: 'amount' in move ? move.amount : null,
    source: source ?? null,
    decisionId: decisionId ?? null,
    caseId: caseId ?? null,
    actor: actor ?? null,
    postings,
  }
  books.transfers.push(transfer)
  return transfer
}

function numbered(move: Move, seq: number): Move {
  if (move.reason !== 'decision') return move
  return { ...move, claims: move.claims.map((claim) => ({ ...claim, seq })) }
}

/**
 * Writes what was recorded; the books stay open for more. Answers the ids of the effects whose
 * compensation moved. Effects that are new must have been inserted before.
 */
export async function writeBooks(tx: Database, books: OpenBooks): Promise<string[]> {
  const moved: string[] = []
  for (const shop of books.shops.values()) {
    const claims = [...shop.byCurrency.values()].flatMap((money) => money.claims)
    const changed = claims.filter((claim) => isChanged(claim, shop.claimsRead.get(claim.effectId)))
    if (changed.length > 0) await saveClaims(tx, changed)
    for (const claim of changed) shop.claimsRead.set(claim.effectId, claim)
    moved.push(...changed.map(({ effectId }) => effectId))
  }
  if (books.transfers.length > 0) await writeTransfers(tx, books)
  return moved
}

async function writeTransfers(tx: Database, books: OpenBooks): Promise<void> {
  const transfers = books.transfers.splice(0)
  for (const { shop_id, currency, kind, balance } of await insertTransfers(
    tx,
    transfers,
    books.now,
  )) {
    const planned = moneyIn(books, shop_id, currency).book[kind]
    // Under the lock nobody else can have moved it; if somebody did, nothing may be kept.
    if (planned !== balance) throw new Error(`${kind} of ${shop_id} is ${balance}, not ${planned}`)
  }
}

function isChanged(claim: Claim, read: Claim | undefined): boolean {
  const { charged, paid } = read ?? { charged: 0, paid: 0 }
  return claim.charged !== charged || claim.paid !== paid
}
