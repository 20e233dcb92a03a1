// What is to be done: all that standing decisions order, less what has been carried out already.
import type { Measure } from '../decisions/measure.ts'
import type { Instant } from '../vocabulary/time.ts'
import type { Subject } from './effect.ts'

/** A decision that stands, as far as its effects go. */
export interface StandingDecision {
  readonly id: string
  readonly caseId: string
  readonly measures: readonly Measure[]
}

/** One measure that somebody is to bear. */
export interface Ordered {
  readonly decisionId: string
  readonly caseId: string
  readonly measureIndex: number
  readonly measure: Measure
}

/** What is remembered of an effect that was carried out. */
export interface Applied {
  readonly id: string
  readonly decisionId: string
  readonly measureIndex: number
  readonly reversedAt: Instant | null
}

export interface Plan<Done extends Applied> {
  readonly impose: readonly Ordered[]
  readonly reverse: readonly Done[]
}

/** The measures that decisions order against one subject, in the order of the decisions. */
export function orderedAgainst(
  subject: Subject,
  decisions: readonly StandingDecision[],
): readonly Ordered[] {
  return decisions.flatMap(({ id, caseId, measures }) =>
    measures.flatMap((measure, measureIndex) =>
      reaches(measure, subject) ? [{ decisionId: id, caseId, measureIndex, measure }] : [],
    ),
  )
}

function reaches(measure: Measure, subject: Subject): boolean {
  if (measure.on === 'shop') return subject.kind === 'shop'
  return subject.kind === 'buyer' && measure.buyerId === subject.id
}

/**
 * Wanted less applied. A reversal is nothing special: its measures are no longer wanted. An effect
 * whose time is over was carried out all the same, and an effect once reversed is done with, since
 * a decision that was replaced never stands again.
 */
export function planEffects<Done extends Applied>(
  wanted: readonly Ordered[],
  applied: readonly Done[],
): Plan<Done> {
  const done = new Set(applied.map(nameOf))
  const ordered = new Set(wanted.map(nameOf))
  return {
    impose: wanted.filter((each) => !done.has(nameOf(each))),
    reverse: applied.filter((each) => each.reversedAt === null && !ordered.has(nameOf(each))),
  }
}

function nameOf(each: { decisionId: string; measureIndex: number }): string {
  return `${each.decisionId}/${each.measureIndex}`
}
