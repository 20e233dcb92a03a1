// How questions to the server are kept: asked again when it makes sense, never when it was refused.
import { QueryCache, QueryClient } from '@tanstack/react-query'
import { isRefused, Refusal } from './refusal.ts'

const MOST_TRIES = 2

/** Under whose eyes an answer was given: what one saw is not shown to another. */
export const SESSION = { desk: ['desk', 'session'], party: ['party', 'session'] } as const

export const questions: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    // A session that ended in the middle of work: ask who we are, and the frame leads to the door.
    onError: (failure, query) => {
      if (!isRefused(failure, 401)) return
      const session = query.queryKey[0] === 'party' ? SESSION.party : SESSION.desk
      if (query.queryKey[1] !== 'session') void questions.invalidateQueries({ queryKey: session })
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, failure) => failures < MOST_TRIES && isWorthRetrying(failure),
    },
    mutations: { retry: false },
  },
})

function isWorthRetrying(failure: unknown): boolean {
  return failure instanceof Refusal && (failure.status === 0 || failure.status >= 502)
}
