// What happened, for other floors to hear of: a name and ids, posted when it became true.
import type { OrderId } from './ids.ts'

/** Every event and what it carries. A handler may run twice and changes nothing the second time. */
export interface Events {
  /** A batch of records is durable. */
  'records.taken': { readonly batchId: string }
  /** Records dated in the future have come of age. */
  'records.due': { readonly batchId: string }
  /** The band of these orders is another than before. */
  'orders.moved': { readonly orderIds: readonly OrderId[] }
  /** Orders newly stand at suspect or above. */
  'orders.flagged': { readonly orderIds: readonly OrderId[] }
  /** A buyer's report became (or joined) a case. */
  'case.reported': { readonly caseId: string }
  'case.opened': { readonly caseId: string }
  'case.answered': { readonly caseId: string }
  'case.decided': { readonly caseId: string; readonly decisionId: string }
  'case.closed': { readonly caseId: string }
  /** A decision stands; what it orders must be carried out. */
  'decision.stands': { readonly decisionId: string }
  /** A version of a policy takes force. */
  'policy.published': { readonly policyName: string; readonly version: number }
  /** Effects were carried out or taken back; the marketplace must hear of it. */
  'effects.changed': { readonly effectIds: readonly string[] }
}

export type EventName = keyof Events

/** One event as it is posted and handled. */
export type Event<Name extends EventName = EventName> = {
  [Each in Name]: { readonly name: Each; readonly ids: Events[Each] }
}[Name]
