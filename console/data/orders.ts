// Questions about an order: how it was weighed, and all that is known of it.
import { useMutation, useQuery } from '@tanstack/react-query'
import type { Assessment, ParcelCheck, WholeOrder } from './answers.ts'
import { desk, party } from './clients.ts'
import { answerOf } from './refusal.ts'

/** The sentences in it are in the reader's language, so each language is a question of its own. */
export function useAssessment(orderId: string, language: string) {
  return useQuery({
    queryKey: ['desk', 'assessment', orderId, language],
    queryFn: (): Promise<Assessment> =>
      answerOf(desk.GET('/v1/orders/{id}/assessment', { params: { path: { id: orderId } } })),
  })
}

export function useOrder(orderId: string) {
  return useQuery({
    queryKey: ['desk', 'order', orderId],
    queryFn: (): Promise<WholeOrder> =>
      answerOf(desk.GET('/v1/orders/{id}', { params: { path: { id: orderId } } })),
  })
}

export interface Weighing {
  readonly orderId: string
  readonly measuredGrams: number
}

/** The seller's check before shipping. */
export function useCheckParcel() {
  return useMutation({
    mutationFn: (body: Weighing): Promise<ParcelCheck> =>
      answerOf(party.POST('/v1/parcels/check', { body })),
  })
}
