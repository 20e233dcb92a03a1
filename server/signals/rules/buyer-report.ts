// The signal buyer_report: the buyer says that the parcel was empty, wrong, or never came.
import type { Reason } from '../../intake/record.ts'
import { formatInstant } from '../../vocabulary/time.ts'
import type { RefundFact, ReportFact } from '../fact.ts'
import type { Signal, Weighing } from '../signal.ts'
import type { KnownOrder } from '../state.ts'

/**
 * Of buyers who got an empty parcel about half say so; of those who got their goods, one in
 * several hundred claims it was empty, by mistake or for gain. That alone would be 20 dB; it is
 * cut to half, since a claim costs nothing to make and the claimant's record is not weighed here.
 * "Not received" is said of many parcels that are merely late, "wrong item" of honest mix-ups.
 * The other reasons concern goods that did arrive.
 */
const WEIGHTS: Readonly<Partial<Record<Reason, number>>> = {
  empty_parcel: 10,
  wrong_item: 6,
  not_received: 4,
}

type Complaint = RefundFact | ReportFact

function weightOf({ reason }: Complaint): number {
  return (reason && WEIGHTS[reason]) ?? 0
}

function weighOrder(known: KnownOrder): Weighing | undefined {
  const complaints = [...known.reports, ...known.refunds].filter((each) => weightOf(each) > 0)
  // A report and the refund that follows it are one complaint, so only the gravest one weighs.
  const gravest = complaints.reduce<Complaint | undefined>(
    (most, each) => (most && weightOf(most) >= weightOf(each) ? most : each),
    undefined,
  )
  if (!gravest) return undefined
  return {
    decibans: weightOf(gravest),
    because: {
      reason: gravest.reason ?? null,
      complaints: complaints.length,
      firstAt: formatInstant(complaints.reduce((min, { at }) => (at < min ? at : min), gravest.at)),
    },
  }
}

/**
 * Sees: a report, or a refund, whose reason is an empty parcel, a wrong item or none received.
 * Data: `report`, `refund.reason`. Formula: base rates, above. Cannot tell: a refund without a
 * reason. Several complaints of one order count once.
 * False positives: malicious reports, a parcel robbed on the way, a neighbour who took it in.
 */
export const buyerReport: Signal = {
  kind: 'buyer_report',
  group: 'complaint',
  need: () => {},
  weigher: () => weighOrder,
  // Who complains of an empty parcel was sent it; one who ordered a sham keeps silent.
  accusesBuyer: false,
}
