// The auditor: tells from outside, by the public routes alone, whether what must always hold holds.
import type { Caller, Desk } from './desk.ts'

interface Effect {
  readonly id: string
  readonly caseId: string
  readonly decisionId: string
  readonly kind: string
  readonly state: string
}

interface TrialBalance {
  readonly currencies: readonly {
    readonly currency: string
    readonly sum: number
    readonly accounts: readonly { readonly kind: string; readonly amount: number }[]
  }[]
}

/** Who the auditor asks as: the marketplace sees the books, an admin the log. */
export interface AuditorAccess {
  readonly marketplace: Caller
  readonly admin: Caller
}

const NEVER_NEGATIVE = new Set(['deposit', 'balance', 'withheld_deposit', 'withheld_balance'])
const MOST_PAGES = 500

async function readAll<Item>(desk: Desk, caller: Caller, url: string): Promise<Item[]> {
  const items: Item[] = []
  let cursor: string | null = null
  for (let page = 0; page < MOST_PAGES; page++) {
    const next: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const answer = await desk.call<{ items: Item[]; nextCursor: string | null }>(caller, {
      method: 'GET',
      url: `${url}limit=200${next}`,
    })
    if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`)
    items.push(...answer.body.items)
    cursor = answer.body.nextCursor
    if (cursor === null) return items
  }
  throw new Error(`${url} has more than ${MOST_PAGES} pages`)
}

async function auditBooks(desk: Desk, caller: Caller): Promise<string[]> {
  const ask = { method: 'GET', url: '/v1/ledger/trial-balance' } as const
  const { body } = await desk.call<TrialBalance>(caller, ask)
  return body.currencies.flatMap(({ currency, sum, accounts }) => [
    ...(sum === 0 ? [] : [`the postings in ${currency} sum to ${sum}`]),
    ...accounts
      .filter(({ kind, amount }) => NEVER_NEGATIVE.has(kind) && amount < 0)
      .map(({ kind, amount }) => `the accounts ${kind} in ${currency} hold ${amount}`),
  ])
}

async function auditEffects(desk: Desk, caller: Caller): Promise<string[]> {
  const effects = await readAll<Effect>(desk, caller, '/v1/effects?')
  const faults: string[] = []
  const decided = new Set<string>()
  const twice = new Set<string>()
  for (const { id, caseId, kind, state } of effects) {
    if (twice.has(id)) faults.push(`effect ${id} stands twice`)
    twice.add(id)
    if (state !== 'applied' || decided.has(caseId)) continue
    const ask = { method: 'GET', url: `/v1/cases/${caseId}/decision` } as const
    const decision = await desk.call<{ state?: string }>(caller, ask)
    if (decision.body.state === 'standing') decided.add(caseId)
    else faults.push(`${kind} of case ${caseId} is applied and no decision stands`)
  }
  return faults
}

async function auditLog(desk: Desk, caller: Caller): Promise<string[]> {
  const ask = { method: 'GET', url: '/v1/audit/verification' } as const
  const { body } = await desk.call<{ intact?: boolean; brokenAt?: unknown }>(caller, ask)
  return body.intact === true ? [] : [`the log is broken at ${JSON.stringify(body.brokenAt)}`]
}

/** Every rule that does not hold, as a sentence; an empty list where all is well. */
export async function auditHouse(desk: Desk, access: AuditorAccess): Promise<string[]> {
  return [
    ...(await auditBooks(desk, access.marketplace)),
    ...(await auditEffects(desk, access.marketplace)),
    ...(await auditLog(desk, access.admin)),
  ]
}
