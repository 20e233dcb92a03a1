// What the queue shows, kept in the address, so that it can be sent to a colleague.
import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import type { CaseFilter } from '../data/cases.ts'

/** The parts of the queue, each with the states in it. */
export const SHOWS = {
  toDecide: 'answered,defaulted',
  awaiting: 'awaiting_response',
  second: 'under_review',
  decided: 'decided,final',
  all: undefined,
} as const
export type Show = keyof typeof SHOWS

export const SORTS = ['harm', 'probability', 'due', 'newest'] as const
export type QueueSort = (typeof SORTS)[number]

export interface QueueView {
  readonly show: Show
  readonly sort: QueueSort
  readonly q: string
  readonly isMine: boolean
}

function isShow(text: string | null): text is Show {
  return text !== null && Object.hasOwn(SHOWS, text)
}

function isSort(text: string | null): text is QueueSort {
  return SORTS.some((sort) => sort === text)
}

/** What the address asks for. A search goes through all cases unless it says otherwise. */
function viewOf(params: URLSearchParams): QueueView {
  const [show, sort, q] = [params.get('show'), params.get('sort'), params.get('q') ?? '']
  return {
    show: isShow(show) ? show : q ? 'all' : 'toDecide',
    sort: isSort(sort) ? sort : 'harm',
    q,
    isMine: params.get('mine') === '1',
  }
}

function paramsOf({ show, sort, q, isMine }: QueueView): Record<string, string> {
  return {
    ...(show === 'toDecide' && !q ? {} : { show }),
    ...(sort === 'harm' ? {} : { sort }),
    ...(q ? { q } : {}),
    ...(isMine ? { mine: '1' } : {}),
  }
}

/** The question to the server for a view. */
export function filterOf({ show, sort, q, isMine }: QueueView): CaseFilter {
  const state = SHOWS[show]
  return {
    sort,
    ...(state ? { state } : {}),
    ...(q ? { q } : {}),
    ...(isMine ? { assignee: 'me' } : {}),
  }
}

export function useQueueView(): [QueueView, (change: Partial<QueueView>) => void] {
  const [params, setParams] = useSearchParams()
  const view = useMemo(() => viewOf(params), [params])
  const change = useCallback(
    (changes: Partial<QueueView>) =>
      setParams(paramsOf({ ...view, ...changes }), { replace: true }),
    [view, setParams],
  )
  return [view, change]
}
