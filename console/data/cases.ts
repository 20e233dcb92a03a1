// Questions about cases, for the desk and for the parties, and the acts that change one.
import {
  infiniteQueryOptions,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
} from '@tanstack/react-query'
import type { TareClient } from '../../contract/client.ts'
import type { CasePage, WholeCase } from './answers.ts'
import { desk, party } from './clients.ts'
import { questions } from './questions.ts'
import { answerOf } from './refusal.ts'

/** In whose name something is asked. */
export type Side = 'desk' | 'party'

export function clientOf(side: Side): TareClient {
  return side === 'desk' ? desk : party
}

export interface CaseFilter {
  readonly state?: string
  readonly q?: string
  readonly sort?: 'newest' | 'oldest' | 'due' | 'probability' | 'harm'
  readonly assignee?: string
  readonly shopId?: string
}

const PAGE = 25
/** How soon somebody else's doing shows on a page that lies open. */
const LOOK_AGAIN = 15_000

function casesOf(side: Side, filter: CaseFilter) {
  return infiniteQueryOptions({
    queryKey: [side, 'cases', filter],
    queryFn: ({ pageParam }): Promise<CasePage> => {
      const query = { ...filter, limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) }
      return answerOf(clientOf(side).GET('/v1/cases', { params: { query } }))
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    refetchInterval: LOOK_AGAIN * 2,
  })
}

export function useCases(side: Side, filter: CaseFilter) {
  return useInfiniteQuery(casesOf(side, filter))
}

export function caseQuestion(side: Side, id: string) {
  return queryOptions({
    queryKey: [side, 'case', id],
    queryFn: (): Promise<WholeCase> =>
      answerOf(clientOf(side).GET('/v1/cases/{id}', { params: { path: { id } } })),
    refetchInterval: LOOK_AGAIN,
  })
}

export function useCase(side: Side, id: string) {
  return useQuery(caseQuestion(side, id))
}

/** Everything of this side is asked anew: an act in a case moves lists, standing and money. */
export function lookAgain(side: Side): Promise<void> {
  return questions.invalidateQueries({ queryKey: [side] })
}

/** An act of one side; afterwards, done or refused, the page shows how things are now. */
export function useAct<Input, Result>(side: Side, act: (input: Input) => Promise<Result>) {
  return useMutation({
    mutationFn: act,
    onSuccess: () => lookAgain(side),
  })
}

export interface Answering {
  readonly stance: 'accept' | 'contest'
  readonly explanation: string
}

export function useAnswerCase(id: string) {
  return useAct('party', (body: Answering) =>
    answerOf(party.POST('/v1/cases/{id}/response', { params: { path: { id } }, body })),
  )
}

export function useAssignCase(id: string) {
  return useAct('desk', (assignee: string | null) =>
    answerOf(
      desk.POST('/v1/cases/{id}/assignment', { params: { path: { id } }, body: { assignee } }),
    ),
  )
}

export interface Reporting {
  readonly orderId: string
  readonly buyerId: string
  readonly reason:
    | 'changed_mind'
    | 'not_received'
    | 'empty_parcel'
    | 'wrong_item'
    | 'damaged'
    | 'counterfeit'
    | 'other'
  readonly description: string
  readonly desiredOutcome?: string
  readonly declaredTruthful: true
}

export function useReportOrder() {
  return useAct('party', (body: Reporting) => answerOf(party.POST('/v1/reports', { body })))
}
