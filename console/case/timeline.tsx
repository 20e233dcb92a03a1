// What has happened in a case, oldest first.
import type { WholeCase } from '../data/answers.ts'
import { usePerson } from '../data/session.ts'
import { useFormats } from '../ui/format.ts'
import { useTerms, useWords } from '../ui/language.tsx'
import { Panel } from '../ui/panel.tsx'
import { actorWords, caseWords, happeningWords } from '../words/case-words.ts'
import { findingWords, stanceWords } from '../words/term-words.ts'

type Entry = WholeCase['timeline'][number]

export function Timeline({ entries }: { entries: readonly Entry[] }) {
  const say = useWords(caseWords)
  return (
    <Panel title={say('timeline')}>
      <ol className="thread">
        {entries.map((entry) => (
          <Happening key={entry.seq} entry={entry} />
        ))}
      </ol>
    </Panel>
  )
}

/** What an entry says beside its name: the stance, the finding, the file, why it was sent back. */
function useMore(): (entry: Entry) => string {
  const say = useWords(caseWords)
  const nameStance = useTerms(stanceWords)
  const nameFinding = useTerms(findingWords)
  return ({ detail }) => {
    const { stance, finding, reason, hash, version } = detail
    if (typeof hash === 'string') {
      return say('file', { version: String(version), hash: hash.slice(0, 12) })
    }
    if (typeof stance === 'string') return nameStance(stance)
    if (typeof finding !== 'string') return ''
    const name = nameFinding(finding)
    return typeof reason === 'string' ? `${name}: ${reason}` : name
  }
}

function Happening({ entry }: { entry: Entry }) {
  const nameEvent = useTerms(happeningWords)
  const nameActor = useTerms(actorWords)
  const more = useMore()(entry)
  const format = useFormats()
  const person = usePerson()
  const { kind, id } = entry.actor
  const who = nameActor(kind === 'staff' && id === person.id ? 'you' : kind)
  return (
    <li>
      <div className="strong">{nameEvent(entry.event)}</div>
      {more && <div className="breaks">{more}</div>}
      <div className="quiet small">
        <time dateTime={entry.at}>{format.moment(entry.at)}</time> · {who}
      </div>
    </li>
  )
}
