// What went wrong, in words, with a way on.
import { Button } from 'antd'
import { Refusal } from '../data/refusal.ts'
import { refusalWords } from '../words/refusal-words.ts'
import { useLanguage, useTerms, useWords } from './language.tsx'

interface RefusalNoteProps {
  readonly failure: unknown
  /** Asks again. */
  readonly retry?: () => void
}

/** Whether what is shown was out of date: then the way on is to look again. */
function isOutdated(failure: unknown): boolean {
  return failure instanceof Refusal && failure.status === 409
}

/**
 * The refusal in the reader's language. The server's own sentence, which is English and names the
 * particulars, is added for those who read English.
 */
function useRefusalText(): (failure: unknown) => string {
  const name = useTerms(refusalWords)
  const { language } = useLanguage()
  return (failure) => {
    if (!(failure instanceof Refusal)) return name('internal_error')
    const { status, code, problem } = failure
    const isWorthTelling = status === 409 || status === 403 || status === 422
    const detail = language === 'en' && isWorthTelling ? problem?.detail : undefined
    return detail ? `${name(code)} ${detail}` : name(code)
  }
}

export function RefusalNote({ failure, retry }: RefusalNoteProps) {
  const say = useWords(refusalWords)
  const text = useRefusalText()
  const isOld = isOutdated(failure)
  return (
    <div role="alert" className={`note row spread ${isOld ? 'waits' : 'bad'}`}>
      <span className="breaks">{text(failure)}</span>
      {retry && (
        <Button size="small" onClick={retry}>
          {say(isOld ? 'reload' : 'retry')}
        </Button>
      )}
    </div>
  )
}
