// Questions about how shops and reporters stand, and about their money.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Accounts, BuyerStanding, EntryPage, ShopStanding } from './answers.ts'
import { clientOf, type Side } from './cases.ts'
import { desk, party } from './clients.ts'
import { answerOf } from './refusal.ts'

const LOOK_AGAIN = 10_000
const PAGE = 20

export function useShopStanding(side: Side, id: string) {
  return useQuery({
    queryKey: [side, 'standing', id],
    refetchInterval: LOOK_AGAIN,
    queryFn: (): Promise<ShopStanding> =>
      answerOf(clientOf(side).GET('/v1/shops/{id}/standing', { params: { path: { id } } })),
  })
}

export function useAccounts(side: Side, id: string) {
  return useQuery({
    queryKey: [side, 'accounts', id],
    refetchInterval: LOOK_AGAIN,
    queryFn: (): Promise<Accounts> =>
      answerOf(clientOf(side).GET('/v1/shops/{id}/accounts', { params: { path: { id } } })),
  })
}

/** The entries of a shop's books; asked only for those who may read the ledger. */
export function useEntries(shopId: string) {
  return useInfiniteQuery({
    queryKey: ['desk', 'entries', shopId],
    queryFn: ({ pageParam }): Promise<EntryPage> => {
      const query = { shopId, limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) }
      return answerOf(desk.GET('/v1/ledger/entries', { params: { query } }))
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  })
}

/** The standing of the buyer who asks. */
export function useBuyerStanding(id: string, isAsked: boolean) {
  return useQuery({
    queryKey: ['party', 'buyer-standing', id],
    enabled: isAsked,
    queryFn: (): Promise<BuyerStanding> =>
      answerOf(party.GET('/v1/buyers/{id}/standing', { params: { path: { id } } })),
  })
}
