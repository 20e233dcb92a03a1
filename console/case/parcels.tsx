// The parcels of an order, each with what the carrier scanned on its way.
import type { ReadParcel, ReadScan } from '../data/order-record.ts'
import { useFormats } from '../ui/format.ts'
import { useTerms, useWords } from '../ui/language.tsx'
import { orderWords } from '../words/order-words.ts'
import { scanWords } from '../words/term-words.ts'

export function Parcels({ parcels }: { parcels: readonly ReadParcel[] }) {
  const say = useWords(orderWords)
  if (parcels.length === 0) return <p className="quiet">{say('noParcel')}</p>
  return parcels.map((parcel) => <Parcel key={parcel.id} parcel={parcel} />)
}

function Parcel({ parcel }: { parcel: ReadParcel }) {
  const say = useWords(orderWords)
  const { waybillNo, carrier, outletId, scans } = parcel
  const about = [
    say('carrier', { carrier }),
    ...(outletId ? [say('outlet', { outlet: outletId })] : []),
  ]
  return (
    <section className="stack tight">
      <h3 className="breaks">
        {say('parcel', { waybill: waybillNo })} · {about.join(' · ')}
      </h3>
      {scans.length === 0 ? <p className="quiet">{say('noScan')}</p> : <Scans scans={scans} />}
    </section>
  )
}

function Scans({ scans }: { scans: readonly ReadScan[] }) {
  const say = useWords(orderWords)
  const nameScan = useTerms(scanWords)
  const format = useFormats()
  return (
    <div className="inset">
      <table className="ledger snug">
        <thead>
          <tr>
            <th scope="col">{say('scan')}</th>
            <th scope="col">{say('at')}</th>
            <th scope="col">{say('place')}</th>
            <th scope="col" className="to-right">
              {say('measured')}
            </th>
          </tr>
        </thead>
        <tbody>
          {scans.map(({ id, at, kind, city, measuredGrams }) => (
            <tr key={id}>
              <td>{nameScan(kind)}</td>
              <td className="figures">{format.shortMoment(at)}</td>
              <td>{city ?? ''}</td>
              <td className="to-right strong">
                {measuredGrams === undefined ? '' : format.grams(measuredGrams)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
