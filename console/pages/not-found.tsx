// The page for addresses that lead nowhere.
import { Link } from 'react-router'
import { partyToken } from '../data/party-token.ts'
import { ADDRESSES } from '../routes.tsx'
import { Brand } from '../ui/brand.tsx'
import { useWords } from '../ui/language.tsx'
import { LanguageSwitch } from '../ui/language-switch.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { notFoundWords } from '../words/frame-words.ts'

export default function NotFound() {
  const say = useWords(notFoundWords)
  usePageTitle(say('title'))
  const home = partyToken() === null ? ADDRESSES.queue : ADDRESSES.party
  return (
    <div className="sign-in">
      <div className="stack">
        <div className="row spread">
          <Brand to={home} />
          <LanguageSwitch />
        </div>
        <h1>{say('title')}</h1>
        <p>{say('body')}</p>
        <p>
          <Link to={home}>{say('back')}</Link>
        </p>
      </div>
    </div>
  )
}
