// Finds the mistakes in a policy before it is published: gaps, overlaps, rows that can never count,
// bounds the wrong way round, severe measures without a second person.
import { FINDINGS, type Finding } from './measure.ts'
import { AGAINST, type MeasureTemplate, type Policy, type PolicyRow } from './policy.ts'

/** What is wrong with a policy, and where: a JSON pointer into it, and a sentence. */
export interface PolicyFault {
  readonly pointer: string
  readonly message: string
}

/** Everything wrong with the policy, in its own order; none where it may be published. */
export function analysePolicy(policy: Policy): readonly PolicyFault[] {
  const tables = FINDINGS.flatMap((finding) => tableFaults(policy, finding))
  return [...duplicateClauses(policy), ...tables]
}

const rowPointer = (finding: Finding, index: number) => `/findings/${finding}/rows/${index}`

function duplicateClauses({ findings }: Policy): PolicyFault[] {
  const seen = new Set<string>()
  return FINDINGS.flatMap((finding) =>
    findings[finding].rows.flatMap(({ clause }, index) => {
      const isNew = !seen.has(clause)
      seen.add(clause)
      if (isNew) return []
      const pointer = `${rowPointer(finding, index)}/clause`
      return [{ pointer, message: `the clause ${clause} is named twice` }]
    }),
  )
}

function tableFaults(policy: Policy, finding: Finding): PolicyFault[] {
  const { rows } = policy.findings[finding]
  const pointer = `/findings/${finding}`
  if (rows.length === 0) return [{ pointer: `${pointer}/rows`, message: `${finding} has no row` }]
  const own = rows.flatMap((row, index) => rowFaults(row, finding, rowPointer(finding, index)))
  // Ranges the wrong way round would only be told again as gaps.
  return own.length > 0 ? own : [...overlaps(rows, finding), ...coverFaults(rows, finding)]
}

function rowFaults(row: PolicyRow, finding: Finding, pointer: string): PolicyFault[] {
  const { clause, when, measures, points, fourEyes } = row
  const faults: PolicyFault[] = []
  const say = (place: string, message: string) =>
    faults.push({ pointer: `${pointer}${place}`, message: `${clause}: ${message}` })
  for (const name of ['priorCount', 'paidAmount'] as const) {
    const { min = 0, max = Number.POSITIVE_INFINITY } = when[name] ?? {}
    if (min > max) say(`/when/${name}`, `${name} begins at ${min} and ends at ${max}`)
  }
  const severe = measures.find(({ kind }) => NEEDS_SECOND_PERSON.has(kind))
  if (severe && !fourEyes) say('/fourEyes', `${severe.kind} needs a second person`)
  if (points > 0 && measures.length === 0) say('/points', 'points need a measure to ride on')
  measures.forEach((measure, index) => {
    for (const message of measureFaults(measure, finding)) say(`/measures/${index}`, message)
  })
  return faults
}

/** What cannot be made good again by lifting it later. */
const NEEDS_SECOND_PERSON: ReadonlySet<string> = new Set([
  'delist_all',
  'terminate',
  'refer_to_authorities',
])

function measureFaults(measure: MeasureTemplate, finding: Finding): string[] {
  const against = AGAINST[finding]
  if (against === 'nobody') return [`${finding} speaks against nobody, so it brings no measure`]
  if (measure.on !== against) {
    return [`${finding} speaks against the ${against}; ${measure.kind} is on the ${measure.on}`]
  }
  if (!('least' in measure)) return []
  const faults = measure.least.flatMap(({ currency, amount }) => {
    const most = measure.most.find((each) => each.currency === currency)
    const isTurned = most !== undefined && amount > most.amount
    return isTurned ? [`${measure.kind}: at least ${amount} but at most ${most.amount}`] : []
  })
  for (const list of [measure.least, measure.most]) {
    const currencies = list.map(({ currency }) => currency)
    if (new Set(currencies).size < currencies.length) {
      faults.push(`${measure.kind}: a currency has two bounds`)
    }
  }
  return faults
}

/** The cases that a row counts for: a box of counts, sums and admission. */
interface Box {
  readonly count: readonly [number, number]
  /** Null: any sum, also one that is not known or in another currency. */
  readonly paid: readonly [number, number] | null
  readonly admitted: readonly boolean[]
}

const ANY_COUNT = [0, Number.POSITIVE_INFINITY] as const

function boxOf({ when }: PolicyRow): Box {
  const { priorCount, paidAmount, admitted } = when
  const { min = 0, max = Number.POSITIVE_INFINITY } = paidAmount ?? {}
  return {
    count: [priorCount?.min ?? ANY_COUNT[0], priorCount?.max ?? ANY_COUNT[1]],
    paid: paidAmount ? [min, max] : null,
    admitted: admitted === undefined ? [false, true] : [admitted],
  }
}

/**
 * Two rows of which neither is the special case of the other, and which both count for some case:
 * then their order alone decides, which nobody reads off a table. A special row before its general
 * one is how exceptions are written.
 */
function overlaps(rows: readonly PolicyRow[], finding: Finding): PolicyFault[] {
  return rows.flatMap((row, index) => {
    const box = boxOf(row)
    const rival = rows.slice(0, index).find((earlier) => {
      const other = boxOf(earlier)
      return meets(other, box) && !within(other, box) && !within(box, other)
    })
    if (!rival) return []
    const pointer = `${rowPointer(finding, index)}/when`
    return [{ pointer, message: `${row.clause} overlaps with ${rival.clause}` }]
  })
}

type Range = readonly [number, number]
const EVERY_SUM: Range = [0, Number.POSITIVE_INFINITY]

function meets(left: Box, right: Box): boolean {
  const crosses = (one: Range, two: Range) => one[0] <= two[1] && two[0] <= one[1]
  return (
    crosses(left.count, right.count) &&
    crosses(left.paid ?? EVERY_SUM, right.paid ?? EVERY_SUM) &&
    left.admitted.some((each) => right.admitted.includes(each))
  )
}

function within(inner: Box, outer: Box): boolean {
  const inside = (one: Range, two: Range) => two[0] <= one[0] && one[1] <= two[1]
  const isPaidInside =
    outer.paid === null || (inner.paid !== null && inside(inner.paid, outer.paid))
  return (
    inside(inner.count, outer.count) &&
    isPaidInside &&
    inner.admitted.every((each) => outer.admitted.includes(each))
  )
}

interface Point {
  readonly count: number
  readonly paid: number | null
  readonly admitted: boolean
}

function holds(box: Box, { count, paid, admitted }: Point): boolean {
  const isPaid = box.paid === null || (paid !== null && box.paid[0] <= paid && paid <= box.paid[1])
  return box.count[0] <= count && count <= box.count[1] && isPaid && box.admitted.includes(admitted)
}

/**
 * Cases that no row counts for, and rows that no case ever reaches. Between the ends of the rows'
 * ranges nothing changes, so one point for each stretch between them stands for all.
 */
function coverFaults(rows: readonly PolicyRow[], finding: Finding): PolicyFault[] {
  const boxes = rows.map(boxOf)
  const reached = new Set<number>()
  let gap: Point | undefined
  for (const point of samplePoints(boxes)) {
    const hit = boxes.findIndex((box) => holds(box, point))
    if (hit >= 0) reached.add(hit)
    else gap ??= point
  }
  const faults: PolicyFault[] = []
  if (gap) {
    const pointer = `/findings/${finding}/rows`
    faults.push({ pointer, message: `${finding} has no row for ${describePoint(gap)}` })
  }
  rows.forEach(({ clause }, index) => {
    if (reached.has(index)) return
    const message = `${clause} is never reached: earlier rows count for all of its cases`
    faults.push({ pointer: rowPointer(finding, index), message })
  })
  return faults
}

function* samplePoints(boxes: readonly Box[]): Generator<Point> {
  const counts = starts(boxes.map(({ count }) => count))
  const sums = starts(boxes.flatMap(({ paid }) => (paid ? [paid] : [])))
  for (const count of counts) {
    for (const paid of [null, ...sums]) {
      for (const admitted of [false, true]) yield { count, paid, admitted }
    }
  }
}

/** The first value of each stretch in which no range begins or ends. */
function starts(ranges: readonly Range[]): readonly number[] {
  const values = new Set([0])
  for (const [least, most] of ranges) {
    values.add(least)
    if (Number.isFinite(most)) values.add(most + 1)
  }
  return [...values].sort((left, right) => left - right)
}

function describePoint({ count, paid, admitted }: Point): string {
  const sum = paid === null ? 'an unknown sum or another currency' : `a sum of ${paid}`
  return `a prior count of ${count}, ${sum}, ${admitted ? 'admitted' : 'not admitted'}`
}
