// A short list of facts by moment and identifier: which are kept does not depend on their order.
interface Dated {
  readonly id: string
}

/** Where a fact lies, or would lie, in a list by moment and identifier. */
function placeIn<Kept extends Dated>(list: readonly Kept[], fact: Kept, at: (of: Kept) => number) {
  const moment = at(fact)
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

// Of more facts than the limit the earliest stay, whatever order they came in. A correction that
// takes a fact out of an overfull list leaves its place empty: what was dropped is not known here.
/** Puts a fact in its place. */
export function put<Kept extends Dated>(
  list: Kept[],
  fact: Kept,
  { at, limit }: Sorting<Kept>,
): void {
  const place = placeIn(list, fact, at)
  if (place >= limit) return
  list.splice(place, 0, fact)
  if (list.length > limit) list.pop()
}

/** Takes a fact out again; nothing happens where it was not kept. */
export function take<Kept extends Dated>(list: Kept[], fact: Kept, at: (of: Kept) => number): void {
  const place = placeIn(list, fact, at)
  if (list[place]?.id === fact.id) list.splice(place, 1)
}
