// The queue as a ledger: one row a case, each row a link.
import { Link } from 'react-router'
import type { ListedCase } from '../data/answers.ts'
import { addressOf } from '../routes.tsx'
import { useWords } from '../ui/language.tsx'
import { StateMark } from '../ui/state-mark.tsx'
import { queueWords } from '../words/queue-words.ts'
import { About, Stake, Weighed, When, With } from './queue-parts.tsx'

export function QueueTable({ items }: { items: readonly ListedCase[] }) {
  const say = useWords(queueWords)
  return (
    <div className="panel scroll-x">
      <table className="ledger leads">
        <thead>
          <tr>
            <th scope="col">{say('number')}</th>
            <th scope="col">{say('alleged')}</th>
            <th scope="col">{say('suspicion')}</th>
            <th scope="col" className="to-right">
              {say('stake')}
            </th>
            <th scope="col">{say('time')}</th>
            <th scope="col">{say('state')}</th>
            <th scope="col">{say('assignee')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <QueueRow key={item.id} item={item} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function QueueRow({ item }: { item: ListedCase }) {
  const say = useWords(queueWords)
  return (
    <tr>
      <td>
        <Link className="covers strong figures" to={addressOf.oneCase(item.id)}>
          {item.number}
        </Link>
        <div className="small quiet breaks">{say('order', { id: item.orderId })}</div>
      </td>
      <td>
        <About item={item} />
        <div className="small">
          <Link className="above breaks" to={addressOf.shop(item.shopId)}>
            {say('shop', { id: item.shopId })}
          </Link>
        </div>
      </td>
      <td>
        <Weighed item={item} />
      </td>
      <td className="to-right">
        <Stake item={item} />
      </td>
      <td>
        <When item={item} />
      </td>
      <td>
        <StateMark state={item.state} />
      </td>
      <td>
        <With item={item} />
      </td>
    </tr>
  )
}

/** The same on a phone: a card for each case. */
export function QueueCards({ items }: { items: readonly ListedCase[] }) {
  const say = useWords(queueWords)
  return (
    <ul className="card-list">
      {items.map((item) => (
        <li key={item.id} className="lead-card">
          <div className="row spread">
            <Link className="covers strong figures" to={addressOf.oneCase(item.id)}>
              {item.number}
            </Link>
            <StateMark state={item.state} />
          </div>
          <div className="row spread">
            <span>
              <About item={item} />
            </span>
            <span className="figures strong">
              <Stake item={item} />
            </span>
          </div>
          <div className="row spread small">
            <Weighed item={item} />
            <When item={item} />
          </div>
          <div className="small quiet breaks">
            {say('shop', { id: item.shopId })} · {say('order', { id: item.orderId })}
          </div>
        </li>
      ))}
    </ul>
  )
}
