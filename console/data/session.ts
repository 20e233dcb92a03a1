// Who is here: at the desk by the cookie, as a party by the token of the tab.
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import type { Person } from './answers.ts'
import { desk, party } from './clients.ts'
import { forgetPartyToken, partyToken } from './party-token.ts'
import { questions, SESSION } from './questions.ts'
import { answerOf } from './refusal.ts'

const SELDOM = 5 * 60_000

export const deskSession = queryOptions({
  queryKey: SESSION.desk,
  queryFn: (): Promise<Person> => answerOf(desk.GET('/v1/sessions/current')),
  staleTime: SELDOM,
})

export const partySession = queryOptions({
  queryKey: SESSION.party,
  queryFn: (): Promise<Person> => answerOf(party.GET('/v1/sessions/current')),
  staleTime: SELDOM,
})

/** Who is here, handed down by the frame, which draws no page before it knows. */
export const Here = createContext<Person | undefined>(undefined)

/** The person in whose name the page asks; for pages inside a frame. */
export function usePerson(): Person {
  const person = useContext(Here)
  if (!person) throw new Error('a page outside of the frames has no person')
  return person
}

/** Whether the person may ask for this at all. */
export function useMay(): (permission: string) => boolean {
  const { permissions } = usePerson()
  return (permission) => permissions.includes(permission)
}

export interface SignIn {
  readonly email: string
  readonly password: string
}

export function useSignIn(onDone: () => void) {
  return useMutation({
    mutationFn: (body: SignIn) => answerOf(desk.POST('/v1/sessions', { body })),
    onSuccess: () => {
      // Whatever the person before was shown is theirs.
      questions.removeQueries({ queryKey: ['desk'] })
      onDone()
    },
  })
}

export function useSignOut(onDone: () => void) {
  return useMutation({
    mutationFn: () => answerOf(desk.DELETE('/v1/sessions/current')),
    // Over or not there any more: either way the next one has to sign in.
    onSettled: () => {
      questions.removeQueries({ queryKey: ['desk'] })
      onDone()
    },
  })
}

/** Forgets the party's token; the link of the marketplace opens the pages again. */
export function leaveAsParty(): void {
  forgetPartyToken()
  questions.removeQueries({ queryKey: ['party'] })
}

export function useDeskSession() {
  return useQuery(deskSession)
}

export function usePartySession() {
  return useQuery({ ...partySession, enabled: partyToken() !== null })
}
