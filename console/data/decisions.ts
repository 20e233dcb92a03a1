// Questions about decisions, and the two acts of those who judge.
import { useQuery } from '@tanstack/react-query'
import type { Effect, Finding, Proposal, Statement, WholeDecision } from './answers.ts'
import { clientOf, type Side, useAct } from './cases.ts'
import { desk } from './clients.ts'
import { answerOf } from './refusal.ts'

const ofCase = (id: string) => ({ path: { id } })

/** What each finding would bring; asked only for those who may decide. */
export function useProposal(id: string, isAsked: boolean) {
  return useQuery({
    queryKey: ['desk', 'proposal', id],
    enabled: isAsked,
    queryFn: (): Promise<Proposal> =>
      answerOf(desk.GET('/v1/cases/{id}/proposal', { params: ofCase(id) })),
  })
}

export function useDecision(side: Side, id: string) {
  return useQuery({
    queryKey: [side, 'decision', id],
    queryFn: (): Promise<WholeDecision> =>
      answerOf(clientOf(side).GET('/v1/cases/{id}/decision', { params: ofCase(id) })),
  })
}

export interface StatementAsked {
  readonly side: Side
  readonly id: string
  readonly lang: string
}

export function useStatement({ side, id, lang }: StatementAsked) {
  return useQuery({
    queryKey: [side, 'statement', id, lang],
    queryFn: (): Promise<Statement> => {
      const params = { ...ofCase(id), query: { lang } }
      return answerOf(clientOf(side).GET('/v1/cases/{id}/statement', { params }))
    },
  })
}

const MOST_EFFECTS = 200

export interface EffectsAsked {
  readonly caseId: string
  readonly shopId: string
  readonly buyerId: string
  /** How many effects the decision orders. */
  readonly ordered: number
}

/** While not all of it is done it is about to be, within a second or two. */
const SOON = 1_000
const LATER = 15_000

/** What has been carried out on account of a case, against its shop and its reporter. */
export function useEffects({ caseId, shopId, buyerId, ordered }: EffectsAsked) {
  return useQuery({
    queryKey: ['desk', 'effects', caseId],
    refetchInterval: ({ state }) => ((state.data?.length ?? 0) < ordered ? SOON : LATER),
    queryFn: async (): Promise<Effect[]> => {
      const [onShop, onBuyer] = await Promise.all(
        [{ shopId }, { buyerId }].map((subject) => {
          const query = { ...subject, limit: MOST_EFFECTS }
          return answerOf(desk.GET('/v1/effects', { params: { query } }))
        }),
      )
      const all = [...(onShop?.items ?? []), ...(onBuyer?.items ?? [])]
      return all.filter((effect) => effect.caseId === caseId)
    },
  })
}

export interface Deciding {
  readonly finding: Finding
  readonly rationale: string
}

export function useDecide(id: string) {
  return useAct('desk', (body: Deciding) =>
    answerOf(desk.POST('/v1/cases/{id}/decision', { params: ofCase(id), body })),
  )
}

export interface Approving {
  readonly approve: boolean
  readonly reason?: string
}

export function useApprove(id: string) {
  return useAct('desk', (body: Approving) =>
    answerOf(desk.POST('/v1/cases/{id}/decision/approval', { params: ofCase(id), body })),
  )
}
