// Lists cases for whoever asks: the desk all of them, a party its own.
import type { Actor } from '../access/actor.ts'
import type { Database } from '../platform/database.ts'
import { decodeCursor, pageOf } from '../platform/paging.ts'
import { isUuid, type StaffId } from '../vocabulary/ids.ts'
import { fieldProblem, Problem } from '../vocabulary/problem.ts'
import type { Instant } from '../vocabulary/time.ts'
import { type CaseAnswer, tellCase } from './case-answer.ts'
import {
  type CaseFilter,
  type CaseSort,
  isPlaceValue,
  type ListPlace,
  placeOf,
  readCases,
} from './case-list-store.ts'
import { CASE_STATES, type CaseState } from './case-table.ts'

export interface CaseListQuery {
  readonly filter: Omit<CaseFilter, 'states' | 'assignee'>
  /** One state, or several with commas between them. */
  readonly state: string | undefined
  /** `me`, `none`, or an identifier of staff. */
  readonly assignee: string | undefined
  readonly sort: CaseSort
  readonly limit: number
  readonly cursor: string | undefined
}

/** A page of the cases that the actor may see. Throws `invalid_fields` for an unknown filter. */
export async function listCases(
  db: Database,
  query: CaseListQuery,
  { actor, now }: { readonly actor: Actor; readonly now: Instant },
): Promise<{ items: CaseAnswer[]; nextCursor: string | null }> {
  const { sort, limit } = query
  const after = readPlace(query.cursor, sort)
  const filter = ownCasesOnly(actor, {
    ...query.filter,
    states: query.state === undefined ? undefined : readStates(query.state),
    assignee: query.assignee === undefined ? undefined : readAssignee(query.assignee, actor),
  })
  if (!filter) return { items: [], nextCursor: null }
  const found = await readCases(db, { filter, sort, after, most: limit + 1 })
  const page = pageOf(found, limit, (each) => placeOf(sort, each))
  return { ...page, items: page.items.map((each) => tellCase(each, actor, now)) }
}

function readPlace(cursor: string | undefined, sort: CaseSort): ListPlace | undefined {
  const place = decodeCursor(cursor, 2)
  if (!place) return undefined
  const [value, id] = place
  if (isPlaceValue(sort, value) && typeof id === 'string' && isUuid(id)) return [value, id]
  throw fieldProblem('/querystring/cursor', 'is not a cursor of this list')
}

function readStates(text: string): readonly CaseState[] {
  const known: readonly string[] = CASE_STATES
  const asked = text.split(',')
  if (asked.every((state) => known.includes(state))) return asked as CaseState[]
  throw fieldProblem('/querystring/state', `must be of ${known.join(', ')}`)
}

function readAssignee(text: string, actor: Actor): StaffId | null {
  if (text === 'none') return null
  if (text === 'me' && actor.kind === 'staff') return actor.staffId
  if (isUuid(text)) return text as StaffId
  throw fieldProblem('/querystring/assignee', 'must be me, none, or the id of a member of staff')
}

/** Narrows the list to the party's own cases; undefined where it asks only for those of others. */
function ownCasesOnly(actor: Actor, filter: CaseFilter): CaseFilter | undefined {
  switch (actor.kind) {
    case 'buyer': {
      const { buyerId } = actor
      if (filter.buyerId !== undefined && filter.buyerId !== buyerId) return undefined
      return { ...filter, buyerId, assignee: undefined }
    }
    case 'seller': {
      const { shopId } = actor
      if (filter.shopId !== undefined && filter.shopId !== shopId) return undefined
      return { ...filter, shopId, assignee: undefined }
    }
    case 'staff':
    case 'marketplace':
    case 'system':
      return filter
    case 'juror':
    case 'anonymous':
      throw new Problem('not_permitted', 'Cases are read by their parties and the desk.')
  }
}
