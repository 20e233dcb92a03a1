// What each side may read of the facts: never what belongs to somebody else.
import type { FileContent, FileRecord, FileSignal } from './frozen-file.ts'
import { CASE_EVENTS } from './timeline.ts'

/** Who looks: the desk (staff and the marketplace's own systems), or one of the two sides. */
export type Reader = 'desk' | 'buyer' | 'seller'

/** Where the buyer's device, network, payer and home are named; no business of the seller. */
const BUYERS_OWN = ['payerId', 'deviceId', 'networkId', 'address'] as const

/** What the shop earns and pays in; no business of the buyer. */
const SHOPS_OWN: ReadonlySet<string> = new Set(['settlement', 'deposit'])

/** Facts that name other people's orders, accounts or addresses. */
const NAMES_OTHERS = /(Id|Ids|Key|Keys)$/

/** The facts behind a signal without those that point at people outside the case. */
export function factsForParties(
  because: FileSignal['because'],
): Readonly<Record<string, string | number | boolean | null>> {
  return Object.fromEntries(Object.entries(because).filter(([name]) => !NAMES_OTHERS.test(name)))
}

/**
 * The entries of a timeline that a reader sees. Parties learn that a reviewer acted, never who:
 * nobody is to be sought out for what they decided.
 */
export function entriesForReader<Entry extends { readonly event: string; readonly actor: string }>(
  entries: readonly Entry[],
  reader: Reader,
): readonly Entry[] {
  if (reader === 'desk') return entries
  const audiences: Readonly<Record<string, 'parties' | 'desk'>> = CASE_EVENTS
  return entries
    .filter(({ event }) => audiences[event] === 'parties')
    .map((entry) => ({ ...entry, actor: actorForParties(entry.actor) }))
}

function actorForParties(actor: string): string {
  if (actor.startsWith('staff:')) return 'reviewer'
  return actor.startsWith('marketplace:') ? 'marketplace' : actor
}

/** A frozen file as one reader may see it, and the names of what was left out for that. */
export function fileForReader(
  content: FileContent,
  reader: Reader,
): { readonly content: FileContent; readonly withheld: readonly string[] } {
  if (reader === 'desk') return { content, withheld: [] }
  const withheld = new Set<string>(['signals: identifiers of others'])
  const records = content.records.flatMap((record) => forParty(record, reader, withheld))
  const assessments = content.assessments.map((assessment) => ({
    ...assessment,
    signals: assessment.signals.map((signal) => ({
      ...signal,
      because: factsForParties(signal.because),
    })),
  }))
  const deposits = reader === 'seller' ? content.deposits : []
  const timeline = entriesForReader(content.timeline, reader)
  if (timeline.length < content.timeline.length) withheld.add('timeline: entries of the desk')
  return {
    content: { ...content, records, assessments, deposits, timeline },
    withheld: [...withheld].sort(),
  }
}

function forParty(
  record: FileRecord,
  reader: 'buyer' | 'seller',
  withheld: Set<string>,
): readonly FileRecord[] {
  if (reader === 'buyer') {
    if (!SHOPS_OWN.has(record.type)) return [record]
    withheld.add(`records: ${record.type}`)
    return []
  }
  if (record.type === 'buyer') {
    withheld.add('records: buyer')
    return []
  }
  if (record.type !== 'order') return [record]
  const body: Record<string, unknown> = { ...record.body }
  for (const name of BUYERS_OWN) {
    if (!(name in body)) continue
    delete body[name]
    withheld.add(`records: order.${name}`)
  }
  return [{ ...record, body }]
}
