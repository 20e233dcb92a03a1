// Who is signed in, with which roles, and the way out.
import { Button, Dropdown } from 'antd'
import { useNavigate } from 'react-router'
import type { Person } from '../data/answers.ts'
import { useSignOut } from '../data/session.ts'
import { ADDRESSES } from '../routes.tsx'
import { useTerms, useWords } from '../ui/language.tsx'
import { frameWords, roleWords } from '../words/frame-words.ts'

export function PersonMenu({ person }: { person: Person }) {
  const say = useWords(frameWords)
  const nameRole = useTerms(roleWords)
  const navigate = useNavigate()
  const signOut = useSignOut(() => void navigate(ADDRESSES.signIn))
  const name = person.name ?? person.id
  const roles = person.roles.map((role) => nameRole(role)).join(' · ')
  const items = [
    { key: 'roles', label: roles || name, disabled: true },
    { key: 'out', label: say('signOut') },
  ]
  return (
    <Dropdown
      trigger={['click']}
      menu={{ items, onClick: ({ key }) => key === 'out' && signOut.mutate() }}
    >
      <Button type="text" aria-label={`${say('menu')}: ${name}`} loading={signOut.isPending}>
        <span className="person-sign" aria-hidden="true">
          {name.slice(0, 1)}
        </span>
        <span className="only-wide">{name}</span>
      </Button>
    </Dropdown>
  )
}
