// Files a buyer's report among the records, so that the order is weighed again in its light.
import type { Database } from '../platform/database.ts'
import type { Instant } from '../vocabulary/time.ts'
import { prepare } from './prepared.ts'
import type { Report } from './record.ts'
import { takeOne } from './take-in.ts'

/** Writes a report as the internal record that it is. The same report again changes nothing. */
export async function fileReport(tx: Database, report: Report, now: Instant): Promise<void> {
  const { id, orderId, buyerId, at, reason } = report
  // Written out field by field: the order of fields is part of how a record is recognised.
  const prepared = prepare({ type: 'report', id, orderId, buyerId, at, reason })
  await tx.tx((inner) => takeOne(inner, prepared, { source: 'case', now }))
}
