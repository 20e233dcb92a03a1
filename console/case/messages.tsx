// What buyer and seller wrote to one another about the order.
import type { ReadMessage } from '../data/order-record.ts'
import { useFormats } from '../ui/format.ts'
import { useWords } from '../ui/language.tsx'
import { orderWords } from '../words/order-words.ts'

export function Messages({ messages }: { messages: readonly ReadMessage[] }) {
  const say = useWords(orderWords)
  const format = useFormats()
  return (
    <section className="stack tight">
      <h3>{say('messages')}</h3>
      <ol className="thread">
        {messages.map(({ id, at, from, text }) => (
          <li key={id}>
            <div className="quiet small">
              {say(from === 'seller' ? 'seller' : 'buyer')} · {format.moment(at)}
            </div>
            <p className="said">{text}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}
