// Who did what and when: entries that are only ever added, each chained to the one before by hash.
// The SQL stands here and not in a store, because verbs of every floor write to the log and a floor
// gives only its nouns away.

import { type Database, onlyRow, sqlTime } from '../platform/database.ts'
import { CHAIN_START, canonicalJson, chainHash } from '../vocabulary/canonical.ts'
import { formatInstant, type Instant } from '../vocabulary/time.ts'
import { type Actor, actorName } from './actor.ts'

/** One act. `detail` is plain JSON and names people by their ids only, never by what they wrote. */
export interface Act {
  readonly actor: Actor
  /** A verb on a thing: `case.decide`, `staff.add`. */
  readonly act: string
  /** The thing: `case:ID`, `staff:ID`. */
  readonly subject: string
  readonly now: Instant
  readonly detail?: Record<string, unknown>
}

/** A link of the chain as it is stored. */
export interface AuditRow {
  readonly sequence: number
  readonly at: Instant
  readonly actor: string
  readonly act: string
  readonly subject: string
  readonly detail: Record<string, unknown>
  readonly previous_hash: string
  readonly hash: string
}

interface Head {
  readonly sequence: number
  readonly hash: string
}

/**
 * Adds an act to the log, in the transaction that does it. The head of the chain stays locked until
 * that transaction ends, so call this late in a verb: other acts of people wait for it.
 */
export async function recordAct(tx: Database, entry: Act): Promise<void> {
  await tx.tx(async (inner) => {
    const head = onlyRow(
      await inner.query<Head>('select sequence, hash from audit_head where id = 1 for update'),
    )
    const link = nextLink(head, entry)
    await inner.query(
      `with moved as (update audit_head set sequence = $1, hash = $8 where id = 1)
       insert into audit_entry
         (sequence, at, actor, act, subject, detail, previous_hash, hash)
       values ($1, $2, $3, $4, $5, $6::text::json, $7, $8)`,
      [
        link.sequence,
        sqlTime(link.at),
        link.actor,
        link.act,
        link.subject,
        canonicalJson(link.detail),
        link.previous_hash,
        link.hash,
      ],
    )
  })
}

function nextLink(head: Head, { actor, act, subject, now, detail = {} }: Act): AuditRow {
  const link = {
    sequence: head.sequence + 1,
    at: now,
    actor: actorName(actor),
    act,
    subject,
    // Through JSON once, so that what is hashed is what will be read back.
    detail: JSON.parse(JSON.stringify(detail)) as Record<string, unknown>,
  }
  return { ...link, previous_hash: head.hash, hash: chainHash(head.hash, contentOf(link)) }
}

function contentOf(link: Omit<AuditRow, 'previous_hash' | 'hash'>): Record<string, unknown> {
  const { sequence, at, actor, act, subject, detail } = link
  return { sequence, at: formatInstant(at), actor, act, subject, detail }
}

/** Whether the chain holds: how many links were read, and the first that does not follow. */
export interface AuditVerdict {
  readonly intact: boolean
  readonly entries: number
  readonly head: string
  /** The sequence number of the first link that is missing or changed. */
  readonly brokenAt: number | null
}

const LINKS_A_READ = 1_000

/**
 * Walks the whole chain from its start, as of one moment. A changed, missing, added or reordered
 * link is found, and so is an end that was cut off.
 */
export async function verifyAudit(db: Database): Promise<AuditVerdict> {
  const head = onlyRow(
    await db.query<Head & { newest: number }>(
      `select sequence, hash, (select coalesce(max(sequence), 0) from audit_entry) as newest
       from audit_head where id = 1`,
    ),
  )
  let last: Head = { sequence: 0, hash: CHAIN_START }
  while (last.sequence < head.sequence) {
    const links = await db.query<AuditRow>(
      `select sequence, at, actor, act, subject, detail, previous_hash, hash from audit_entry
       where sequence > $1 and sequence <= $2 order by sequence limit $3`,
      [last.sequence, head.sequence, LINKS_A_READ],
    )
    if (links.length === 0) return broken(last.sequence + 1, last)
    for (const link of links) {
      if (!follows(link, last)) return broken(last.sequence + 1, last)
      last = link
    }
  }
  if (last.hash !== head.hash) return broken(last.sequence, last)
  if (head.newest > head.sequence) return broken(head.sequence + 1, last)
  return { intact: true, entries: last.sequence, head: last.hash, brokenAt: null }
}

function follows(link: AuditRow, last: Head): boolean {
  return (
    link.sequence === last.sequence + 1 &&
    link.previous_hash === last.hash &&
    link.hash === chainHash(last.hash, contentOf(link))
  )
}

function broken(brokenAt: number, last: Head): AuditVerdict {
  return { intact: false, entries: last.sequence, head: last.hash, brokenAt }
}
