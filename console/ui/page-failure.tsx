// What stands in place of a page that broke: a sentence and a way on, never an empty screen.
import { Button } from 'antd'
import { refusalWords } from '../words/refusal-words.ts'
import { useWords } from './language.tsx'

export function PageFailure() {
  const say = useWords(refusalWords)
  return (
    <main className="page narrow stack" role="alert">
      <h1>{say('internal_error')}</h1>
      <div>
        <Button onClick={() => window.location.reload()}>{say('retry')}</Button>
      </div>
    </main>
  )
}
