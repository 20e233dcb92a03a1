// What a party sees whose link is over, or who came without one.
import { partyToken } from '../data/party-token.ts'
import { useWords } from '../ui/language.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { partyWords } from '../words/party-words.ts'

export function NoLink() {
  const say = useWords(partyWords)
  const isOver = partyToken() !== null
  usePageTitle(say('linkTitle'))
  return (
    <div className="stack">
      <h1>{say(isOver ? 'linkOver' : 'linkTitle')}</h1>
      <p>{say('linkBody')}</p>
    </div>
  )
}
