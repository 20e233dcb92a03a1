// A text that is being written, kept in the tab: a reload or an expired session does not lose it.
import { useCallback, useState } from 'react'

export interface Draft {
  readonly text: string
  write(text: string): void
  /** Done with: nothing is kept. */
  clear(): void
}

export function useDraft(name: string): Draft {
  const key = `tare.draft.${name}`
  const [text, setText] = useState(() => sessionStorage.getItem(key) ?? '')
  const write = useCallback(
    (next: string) => {
      sessionStorage.setItem(key, next)
      setText(next)
    },
    [key],
  )
  const clear = useCallback(() => {
    sessionStorage.removeItem(key)
    setText('')
  }, [key])
  return { text, write, clear }
}
