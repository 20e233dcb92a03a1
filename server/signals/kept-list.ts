// A short list of facts by moment and identifier: which are kept does not depend on their order.
interface Dated {
  readonly id: string
}

/** Where a fact lies, or would lie, in a list by moment and identifier. */
function placeIn<Kept extends Dated>(list: readonly Kept[], fact: Kept, at: (of: Kept) => number) {
  const moment = at(fact)
  const last = list[list.length - 1]
  // Exports mostly come by time, and then every fact belongs at the end.
  if (last === undefined || at(last) < moment) return list.length
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const other = list[middle]
    if (other === undefined) break
    const otherMoment = at(other)
    const isBefore = otherMoment < moment || (otherMoment === moment && other.id < fact.id)
    if (isBefore) low = middle + 1
    else high = middle
  }
  return low
}

/** How a list is sorted, and how much it holds. */
interface Sorting<Kept> {
  readonly at: (of: Kept) => number
  readonly limit: number
}

const NOTHING: readonly never[] = []

/** A list without facts: one for all, since most orders have no complaint. */
export function noFacts<Kept>(): readonly Kept[] {
  return NOTHING
}

/**
 * The list with a fact in its place. Of more facts than the limit the earliest stay, whatever
 * order they came in. A correction that takes a fact out of an overfull list leaves its place
 * empty: what was dropped is not known here.
 */
export function put<Kept extends Dated>(
  list: readonly Kept[],
  fact: Kept,
  { at, limit }: Sorting<Kept>,
): readonly Kept[] {
  const place = placeIn(list, fact, at)
  if (place >= limit) return list
  // The lists are changed where they lie; only the one that stands for none is never written to.
  const own = list.length === 0 ? [] : (list as Kept[])
  if (place === own.length) own.push(fact)
  else own.splice(place, 0, fact)
  if (own.length > limit) own.pop()
  return own
}

/** Takes a fact out again; nothing happens where it was not kept. */
export function take<Kept extends Dated>(
  list: readonly Kept[],
  fact: Kept,
  at: (of: Kept) => number,
): void {
  const place = placeIn(list, fact, at)
  if (list[place]?.id === fact.id) (list as Kept[]).splice(place, 1)
}
