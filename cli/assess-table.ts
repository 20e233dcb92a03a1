// The summary of `tare assess` as people read it: a table of shops and a line of totals.
import { type AssessSummary, countOf, type ShopSummary } from '../server/offline/assess-summary.ts'
import { type Column, formatCount, formatTable } from './table.ts'

const COLUMNS: readonly Column[] = [
  { title: 'shop', align: 'left' },
  { title: 'probability', align: 'right' },
  { title: 'band', align: 'left' },
  { title: 'near certain', align: 'right' },
  { title: 'suspect', align: 'right' },
  { title: 'watch', align: 'right' },
  { title: 'signals', align: 'left' },
]

/** The worst shops with their orders by band, and the totals. */
export function formatSummary(summary: AssessSummary): string {
  const { worstShops } = summary
  const totals = [
    `${formatCount(summary.records)} records`,
    `${formatCount(summary.orders)} orders`,
    `${formatCount(summary.shops)} shops`,
    `${formatCount(summary.rejected)} rejected`,
  ]
  const found = (['shop', 'order', 'buyer'] as const).map((subject) => {
    const grave = countOf(summary, subject, ['suspect', 'near_certain'])
    const watched = countOf(summary, subject, ['watch'])
    return `${subject}s: ${formatCount(grave)} suspect, ${formatCount(watched)} to watch`
  })
  const lines = [totals.join(', '), found.join('; ')]
  if (worstShops.length === 0) return ['No shop has anything against it.', ...lines].join('\n')
  const shown = countOf(summary, 'shop')
  const rest = shown - worstShops.length
  const more = rest > 0 ? [`… and ${formatCount(rest)} more shops`] : []
  return [formatTable(COLUMNS, worstShops.map(rowOf)), ...more, '', ...lines].join('\n')
}

function rowOf({ id, probability, band, orders, signals }: ShopSummary): string[] {
  return [
    id.replaceAll(/\p{Cc}/gu, ' '),
    probability.toFixed(3),
    band.replace('_', ' '),
    ...[orders.near_certain, orders.suspect, orders.watch].map(formatCount),
    signals.join(', '),
  ]
}
