// What went wrong, in words, with a way on.
import { Alert, Button } from 'antd'
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
export function useRefusalText(): (failure: unknown) => string {
  const name = useTerms(refusalWords)
  const { language } = useLanguage()
  return (failure) => {
    if (!(failure instanceof Refusal)) return name('internal_error')
    const detail = failure.problem?.detail
    const isTold = language === 'en' && detail && failure.status < 500 && failure.status !== 404
    return isTold ? `${name(failure.code)} ${detail}` : name(failure.code)
  }
}

export function RefusalNote({ failure, retry }: RefusalNoteProps) {
  const say = useWords(refusalWords)
  const text = useRefusalText()
  return (
    <Alert
      role="alert"
      type={isOutdated(failure) ? 'warning' : 'error'}
      showIcon
      title={text(failure)}
      action={
        retry && (
          <Button size="small" onClick={retry}>
            {say(isOutdated(failure) ? 'reload' : 'retry')}
          </Button>
        )
      }
    />
  )
}
