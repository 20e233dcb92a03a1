// The order of a case: what was bought, and what the carrier noted of its parcels.

import { type ReadLine, type ReadOrder, readOrder } from '../data/order-record.ts'
import { useOrder } from '../data/orders.ts'
import { isRefused } from '../data/refusal.ts'
import { Facts } from '../ui/facts.tsx'
import { useFormats } from '../ui/format.ts'
import { useWords } from '../ui/language.tsx'
import { Loading } from '../ui/loading.tsx'
import { Panel } from '../ui/panel.tsx'
import { RefusalNote } from '../ui/refusal-note.tsx'
import { orderWords } from '../words/order-words.ts'
import { Messages } from './messages.tsx'
import { Parcels } from './parcels.tsx'

export function OrderPanel({ orderId }: { orderId: string }) {
  const say = useWords(orderWords)
  const order = useOrder(orderId)
  const title = (
    <>
      {say('title')} <span className="quiet breaks">{orderId}</span>
    </>
  )
  return (
    <Panel title={title}>
      {order.isPending && <Loading lines={4} />}
      {order.isError &&
        (isRefused(order.error, 404) ? (
          <p className="quiet">{say('noOrder')}</p>
        ) : (
          <RefusalNote failure={order.error} retry={() => void order.refetch()} />
        ))}
      {order.data && <Known order={readOrder(order.data)} />}
    </Panel>
  )
}

function Known({ order }: { order: ReadOrder }) {
  const say = useWords(orderWords)
  const format = useFormats()
  const moment = (at: string | undefined) => at && format.moment(at)
  const refunded = order.refunds.map(({ amount }) => format.money(amount)).join(', ')
  return (
    <div className="stack">
      <Facts
        facts={[
          { name: say('placed'), value: moment(order.placedAt) },
          { name: say('paid'), value: moment(order.paidAt) },
          { name: say('total'), value: order.total && format.money(order.total) },
          { name: say('city'), value: order.city },
          { name: say('refunded'), value: refunded },
        ]}
      />
      {order.lines.length > 0 && <Lines lines={order.lines} />}
      <Parcels parcels={order.parcels} />
      {order.messages.length > 0 && <Messages messages={order.messages} />}
    </div>
  )
}

function Lines({ lines }: { lines: readonly ReadLine[] }) {
  const say = useWords(orderWords)
  const format = useFormats()
  return (
    <div className="inset">
      <table className="ledger stacks">
        <thead>
          <tr>
            <th scope="col">{say('item')}</th>
            <th scope="col" className="to-right">
              {say('quantity')}
            </th>
            <th scope="col" className="to-right">
              {say('price')}
            </th>
            <th scope="col" className="to-right">
              {say('weight')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ listingId, title, quantity, unitPrice, weightGrams }) => (
            <tr key={listingId}>
              <td>
                {title ?? listingId} {title && <span className="quiet small">{listingId}</span>}
              </td>
              <td className="to-right" data-name={say('quantity')}>
                {format.number(quantity)}
              </td>
              <td className="to-right" data-name={say('price')}>
                {unitPrice ? format.money(unitPrice) : '–'}
              </td>
              <td className="to-right" data-name={say('weight')}>
                {weightGrams === undefined ? say('unknown') : format.grams(weightGrams)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
