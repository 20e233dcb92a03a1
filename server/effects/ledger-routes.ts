// Doors to money: a shop's accounts, postings, the trial balance, withdrawals.
import { z } from 'zod'
import type { Database } from '../platform/database.ts'
import type { Http } from '../platform/http.ts'
import { decodeCursor, pageOf, pageQuery } from '../platform/paging.ts'
import { chooseLanguage } from '../vocabulary/language.ts'
import { money } from '../vocabulary/money.ts'
import { fieldProblem } from '../vocabulary/problem.ts'
import { type Clock, formatInstant, parseInstant } from '../vocabulary/time.ts'
import { askedMoney, idParams, marketplaceId, moneyShape } from './effect-shapes.ts'
import { type EntryCursor, type EntryRow, listEntries, readTotals } from './entry-list-store.ts'
import { ACCOUNT_KINDS } from './ledger.ts'
import { readAccounts } from './read-accounts.ts'
import { type AccountFilter, parseAccount, trialBalance } from './trial-balance.ts'
import { withdraw } from './withdraw.ts'
import { WITHDRAWAL_REASONS } from './withdrawal.ts'
import { WITHDRAWAL_WORDS } from './withdrawal-words.ts'

interface Desk {
  readonly db: Database
  readonly clock: Clock
}

const tags = ['money']

const figures = z.object({ posted: moneyShape, available: moneyShape })
const accounts = {
  currency: z.string(),
  deposit: figures,
  balance: figures,
  withheld: figures,
  owed: moneyShape.describe('Collected from whatever comes in next'),
  futureSettlements: moneyShape,
}

const entry = z.object({
  id: z.string(),
  transferId: z.uuid(),
  at: z.iso.datetime(),
  shopId: z.string(),
  account: z.enum(ACCOUNT_KINDS),
  amount: moneyShape,
  balanceAfter: moneyShape,
  reason: z.string(),
  source: z.string().nullable().describe('settlement:ID or deposit:ID'),
  decisionId: z.uuid().nullable(),
  caseId: z.uuid().nullable(),
  actor: z.string().nullable().describe('Who asked for a withdrawal'),
})

export function ledgerRoutes(http: Http, desk: Desk): void {
  accountRoute(http, desk)
  withdrawalRoute(http, desk)
  entryRoute(http, desk)
  http.route({
    method: 'GET',
    url: '/v1/ledger/trial-balance',
    config: { permission: 'ledger.read' },
    schema: {
      tags,
      summary: 'What all accounts hold; sums to zero in every currency',
      response: {
        200: z.object({
          currencies: z.array(
            z.object({
              currency: z.string(),
              accounts: z.array(z.object({ kind: z.enum(ACCOUNT_KINDS), amount: z.int() })),
              sum: z.int(),
            }),
          ),
        }),
      },
    },
    handler: async () => {
      const balances = trialBalance(await readTotals(desk.db))
      return { currencies: balances.map((each) => ({ ...each, accounts: [...each.accounts] })) }
    },
  })
}

function accountRoute(http: Http, desk: Desk): void {
  http.route({
    method: 'GET',
    url: '/v1/shops/:id/accounts',
    config: { permission: 'account.read' },
    schema: {
      tags,
      summary: 'What a shop has: deposit, balance, withheld',
      params: idParams,
      response: { 200: z.object({ ...accounts, byCurrency: z.array(z.object(accounts)) }) },
    },
    handler: async ({ actor, params: { id: shopId } }) => {
      const byCurrency = await readAccounts(desk.db, { actor, shopId }, desk.clock())
      const [main] = byCurrency
      if (!main) throw new Error('a shop has accounts in at least one currency')
      return { ...main, byCurrency }
    },
  })
}

function withdrawalRoute(http: Http, desk: Desk): void {
  http.route({
    method: 'POST',
    url: '/v1/withdrawals',
    config: { permission: 'withdrawal.ask' },
    schema: {
      tags,
      summary: 'Take money out of a shop’s balance: allowed or refused at once',
      querystring: z.object({ lang: z.string().max(40).optional() }),
      body: z.object({ shopId: marketplaceId, amount: askedMoney }),
      response: {
        200: z.union([
          z.object({ allowed: z.literal(true), id: z.uuid() }),
          z.object({
            allowed: z.literal(false),
            reasons: z.array(z.enum(WITHDRAWAL_REASONS)),
            availableAmount: moneyShape,
            explanations: z.array(z.string()).describe('The reasons in words, in the same order'),
          }),
        ]),
      },
    },
    handler: async ({ actor, body, headers, query }) => {
      const key = headers['idempotency-key']
      const answer = await withdraw(desk.db, {
        ...{ actor, ...body, now: desk.clock() },
        key: typeof key === 'string' ? key : undefined,
      })
      if (answer.allowed) return answer
      const words = WITHDRAWAL_WORDS[chooseLanguage(query.lang ?? headers['accept-language'])]
      const reasons = [...answer.reasons]
      return { ...answer, reasons, explanations: reasons.map((reason) => words[reason]) }
    },
  })
}

function entryRoute(http: Http, desk: Desk): void {
  http.route({
    method: 'GET',
    url: '/v1/ledger/entries',
    config: { permission: 'ledger.read' },
    schema: {
      tags,
      summary: 'Postings, the newest first, each with the balance after it',
      querystring: z.object({
        ...pageQuery,
        account: z
          .string()
          .max(200)
          .optional()
          .describe('A kind (deposit), withheld, shop:ID, or shop:ID:deposit'),
        shopId: marketplaceId.optional(),
      }),
      response: { 200: z.object({ items: z.array(entry), nextCursor: z.string().nullable() }) },
    },
    handler: async ({ query: { limit, cursor, account, shopId } }) => {
      const named = accountNamed(account)
      const after = cursorOf(cursor)
      const filter = { kinds: named?.kinds, shopId: shopId ?? named?.shopId, after }
      const rows = await listEntries(desk.db, { ...filter, limit: limit + 1 })
      const { items, nextCursor } = pageOf(rows, limit, (row) => [
        ...[formatInstant(row.at), row.seq, row.shopId, row.kind],
      ])
      return { items: items.map(shown), nextCursor }
    },
  })
}

function accountNamed(text: string | undefined): AccountFilter | undefined {
  if (text === undefined) return undefined
  const named = parseAccount(text)
  if (named) return named
  const known = `one of ${ACCOUNT_KINDS.join(', ')}, withheld, shop:ID or shop:ID:KIND`
  throw fieldProblem('/querystring/account', `must be ${known}`)
}

function cursorOf(cursor: string | undefined): EntryCursor | undefined {
  const [at, seq, shopId, kind] = decodeCursor(cursor, 4) ?? []
  if (at === undefined) return undefined
  // As it is written here: the database does not read every time that RFC 3339 allows.
  const moment = typeof at === 'string' ? parseInstant(at) : undefined
  if (
    moment !== undefined &&
    Number.isSafeInteger(seq) &&
    typeof shopId === 'string' &&
    typeof kind === 'string'
  ) {
    return [formatInstant(moment), Number(seq), shopId, kind]
  }
  throw fieldProblem('/querystring/cursor', 'is not a cursor of this list')
}

function shown(row: EntryRow): z.output<typeof entry> {
  const { transferId, kind, currency, amount, balanceAfter, at, seq: _seq, ...rest } = row
  return {
    ...rest,
    id: `${transferId}:${kind}`,
    transferId,
    account: kind,
    at: formatInstant(at),
    amount: money(amount, currency),
    balanceAfter: money(balanceAfter, currency),
  }
}
