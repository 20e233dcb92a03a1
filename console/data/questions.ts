// How questions to the server are kept: asked again when it makes sense, never when it was refused.
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { isRefused, Refusal } from './refusal.ts'

const MOST_TRIES = 2

/** Under whose eyes an answer was given: what one saw is not shown to another. */
export const SESSION = { desk: ['desk', 'session'], party: ['party', 'session'] } as const

export const questions: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (failure, { queryKey }) => {
      if (queryKey[1] !== 'session') askWhoIsHere(failure)
    },
  }),
  mutationCache: new MutationCache({ onError: askWhoIsHere }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, failure) => failures < MOST_TRIES && isWorthRetrying(failure),
    },
    mutations: { retry: false },
  },
})

/** A session that ended in the middle of work: the frame, once it knows, leads to the door. */
function askWhoIsHere(failure: unknown): void {
  if (!isRefused(failure, 401)) return
  void questions.invalidateQueries({ queryKey: SESSION.desk })
  void questions.invalidateQueries({ queryKey: SESSION.party })
}

function isWorthRetrying(failure: unknown): boolean {
  return failure instanceof Refusal && (failure.status === 0 || failure.status >= 502)
}
