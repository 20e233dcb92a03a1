// Reads lists of cases: filtered, sorted, a page at a time.
import { type Database, sqlTime } from '../platform/database.ts'
import type { BuyerId, ShopId, StaffId } from '../vocabulary/ids.ts'
import { instant, isInstant } from '../vocabulary/time.ts'
import type { Case, Origin } from './case.ts'
import { CASE_COLUMNS, type CaseRow, caseOfRow } from './case-store.ts'
import type { CaseState } from './case-table.ts'

export const CASE_SORTS = ['newest', 'oldest', 'due', 'probability', 'harm'] as const
export type CaseSort = (typeof CASE_SORTS)[number]

/** What a reader asks for; a field that is left out does not narrow the list. */
export interface CaseFilter {
  readonly states?: readonly CaseState[] | undefined
  readonly shopId?: ShopId | undefined
  readonly buyerId?: BuyerId | undefined
  /** Null: cases that nobody has taken. */
  readonly assignee?: StaffId | null | undefined
  readonly origin?: Origin | undefined
  /** A case's number, or the beginning of an identifier of it, its order, shop or buyer. */
  readonly words?: string | undefined
}

/** The value that a list is sorted by, and the case, of the last row shown. */
export type ListPlace = readonly [number, string]

interface Sort {
  readonly column: string
  readonly direction: 'asc' | 'desc'
  readonly isTime: boolean
  /** Whether a number can be a value of the column, so that it can be compared with it. */
  readonly isValue: (value: number) => boolean
  readonly valueOf: (subject: Case) => number
}

const SORTS: Readonly<Record<CaseSort, Sort>> = {
  newest: {
    ...{ column: 'c.opened_at', direction: 'desc', isTime: true, isValue: isInstant },
    valueOf: ({ openedAt }) => openedAt,
  },
  oldest: {
    ...{ column: 'c.opened_at', direction: 'asc', isTime: true, isValue: isInstant },
    valueOf: ({ openedAt }) => openedAt,
  },
  due: {
    ...{ column: 'c.answer_due_at', direction: 'asc', isTime: true, isValue: isInstant },
    valueOf: ({ answerDueAt }) => answerDueAt,
  },
  probability: {
    ...{ column: 'coalesce(c.probability, 0)', direction: 'desc', isTime: false },
    isValue: (value) => value >= 0 && value <= 1,
    valueOf: ({ weight }) => weight?.probability ?? 0,
  },
  harm: {
    ...{ column: 'c.harm', direction: 'desc', isTime: false },
    isValue: Number.isSafeInteger,
    valueOf: ({ harm }) => harm,
  },
}

/** Where the list goes on behind this case. */
export function placeOf(sort: CaseSort, subject: Case): ListPlace {
  return [SORTS[sort].valueOf(subject), subject.id]
}

/** Whether a list that is sorted so can go on behind this value. */
export function isPlaceValue(sort: CaseSort, value: unknown): value is number {
  return typeof value === 'number' && SORTS[sort].isValue(value)
}

interface ListQuery {
  readonly filter: CaseFilter
  readonly sort: CaseSort
  readonly after: ListPlace | undefined
  readonly most: number
}

/** The cases behind a place in the list, at most `most`. */
export async function readCases(db: Database, query: ListQuery): Promise<readonly Case[]> {
  const { column, direction, isTime } = SORTS[query.sort]
  const values: unknown[] = []
  const bind = (value: unknown) => `$${values.push(value)}`
  const conditions = conditionsOf(query.filter, bind)
  if (query.after) {
    const [value, id] = query.after
    const place = isTime ? `${bind(sqlTime(instant(value)))}::timestamptz` : bind(value)
    const sign = direction === 'asc' ? '>' : '<'
    conditions.push(`(${column}, c.id) ${sign} (${place}, ${bind(id)}::uuid)`)
  }
  const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''
  const rows = await db.query<CaseRow>(
    `select ${CASE_COLUMNS} from case_record c ${where}
     order by ${column} ${direction}, c.id ${direction} limit ${bind(query.most)}`,
    values,
  )
  return rows.map(caseOfRow)
}

function conditionsOf(filter: CaseFilter, bind: (value: unknown) => string): string[] {
  const conditions: string[] = []
  const { states, shopId, buyerId, assignee, origin, words } = filter
  if (states) conditions.push(`c.state = any(${bind(states)}::text[])`)
  if (shopId !== undefined) conditions.push(`c.shop_id = ${bind(shopId)}`)
  if (buyerId !== undefined) conditions.push(`c.buyer_id = ${bind(buyerId)}`)
  if (assignee === null) conditions.push('c.assignee is null')
  else if (assignee !== undefined) conditions.push(`c.assignee = ${bind(assignee)}::uuid`)
  if (origin !== undefined) conditions.push(`c.origin = ${bind(origin)}`)
  if (words !== undefined) conditions.push(searchCondition(words, bind))
  return conditions
}

function searchCondition(words: string, bind: (value: unknown) => string): string {
  const beginning = bind(`${words.replace(/[\\%_]/g, '\\$&')}%`)
  const texts = ['c.order_id', 'c.shop_id', 'c.buyer_id', 'c.id::text']
  const matches = texts.map((column) => `${column} like ${beginning}`)
  const number = /^(?:c-)?(\d{1,15})$/i.exec(words)?.[1]
  if (number !== undefined) matches.push(`c.number = ${bind(Number(number))}`)
  return `(${matches.join(' or ')})`
}
