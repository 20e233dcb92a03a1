// The desk's frame: only for staff who are signed in; everybody else is led to the door.
import { Navigate, Outlet, useLocation } from 'react-router'
import { isRefused } from '../data/refusal.ts'
import { Here, useDeskSession } from '../data/session.ts'
import { ADDRESSES, addressOf } from '../routes.tsx'
import { Frame } from '../ui/frame.tsx'
import { useWords } from '../ui/language.tsx'
import { Loading } from '../ui/loading.tsx'
import { RefusalNote } from '../ui/refusal-note.tsx'
import { frameWords } from '../words/frame-words.ts'
import { PersonMenu } from './person-menu.tsx'

export function DeskFrame() {
  const say = useWords(frameWords)
  const here = useLocation()
  const session = useDeskSession()
  if (isRefused(session.error, 401)) {
    return <Navigate replace to={addressOf.signIn(`${here.pathname}${here.search}`)} />
  }
  const ways = [
    { to: ADDRESSES.queue, label: say('cases') },
    { to: addressOf.documents, label: say('routes'), isOutside: true },
  ]
  const person = session.data && <PersonMenu person={session.data} />
  return (
    <Frame home={ADDRESSES.queue} ways={ways} person={person}>
      {session.isPending && <Loading />}
      {session.isError && (
        <RefusalNote failure={session.error} retry={() => void session.refetch()} />
      )}
      {session.data && (
        <Here value={session.data}>
          <Outlet />
        </Here>
      )}
    </Frame>
  )
}
