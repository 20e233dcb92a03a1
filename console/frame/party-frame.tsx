// The frame of the parties' pages: a buyer or a seller who came with a link, mostly on a phone.
import { Button } from 'antd'
import { Outlet } from 'react-router'
import type { Person } from '../data/answers.ts'
import { partyToken } from '../data/party-token.ts'
import { isRefused } from '../data/refusal.ts'
import { Here, leaveAsParty, usePartySession } from '../data/session.ts'
import { ADDRESSES } from '../routes.tsx'
import { Frame, type Way } from '../ui/frame.tsx'
import { type Say, useWords } from '../ui/language.tsx'
import { Loading } from '../ui/loading.tsx'
import { RefusalNote } from '../ui/refusal-note.tsx'
import { frameWords } from '../words/frame-words.ts'
import { NoLink } from './no-link.tsx'

function waysOf(person: Person | undefined, say: Say<keyof typeof frameWords.en>): Way[] {
  const own = { to: ADDRESSES.party, label: say('yourCases') }
  if (person?.kind === 'buyer') return [own, { to: ADDRESSES.partyReport, label: say('report') }]
  if (person?.kind !== 'seller') return []
  return [
    own,
    { to: ADDRESSES.partyShop, label: say('standing') },
    { to: ADDRESSES.partyCheck, label: say('check') },
  ]
}

export function PartyFrame() {
  const say = useWords(frameWords)
  const session = usePartySession()
  const person = session.data
  const isGone = partyToken() === null || isRefused(session.error, 401)
  const isParty = person?.kind === 'buyer' || person?.kind === 'seller'
  return (
    <Frame
      narrow
      home={ADDRESSES.party}
      ways={isGone ? [] : waysOf(person, say)}
      person={<Leave />}
    >
      {isGone && <NoLink />}
      {!isGone && session.isPending && <Loading />}
      {!isGone && session.isError && (
        <RefusalNote failure={session.error} retry={() => void session.refetch()} />
      )}
      {!isGone && isParty && (
        <Here value={person}>
          <Outlet />
        </Here>
      )}
      {!isGone && person && !isParty && <NoLink />}
    </Frame>
  )
}

function Leave() {
  const say = useWords(frameWords)
  if (partyToken() === null) return null
  const leave = () => {
    leaveAsParty()
    window.location.assign(ADDRESSES.party)
  }
  return (
    <Button type="text" size="small" onClick={leave}>
      {say('leave')}
    </Button>
  )
}
