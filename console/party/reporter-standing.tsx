// What stands against a buyer as a reporter; nothing is shown where nothing does.
import { usePerson } from '../data/session.ts'
import { useBuyerStanding } from '../data/shops.ts'
import { useFormats } from '../ui/format.ts'
import { useWords } from '../ui/language.tsx'
import { partyWords } from '../words/party-words.ts'

export function ReporterStanding() {
  const say = useWords(partyWords)
  const format = useFormats()
  const { data } = useBuyerStanding(usePerson().id, true)
  if (!data) return null
  const [suspension] = data.suspensions
  if (suspension) {
    const { until } = suspension
    const text = until ? say('trustSuspended', { until: format.day(until) }) : say('trustEndless')
    return <p className="note bad">{text}</p>
  }
  const isWarned = data.activeSanctions.some(({ kind }) => kind === 'warning')
  return isWarned ? <p className="note waits">{say('trustWarned')}</p> : null
}
