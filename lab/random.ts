// Chance from one seed: the same seed makes the same world on every machine.

/** A source of chance with the draws that the worlds need. */
export interface Chance {
  /** A number in [0, 1). */
  unit(): number
  /** A whole number in [low, high], both included. */
  whole(low: number, high: number): number
  /** True with the given probability. */
  hit(probability: number): boolean
  /** One of the items, each as likely. The list must not be empty. */
  pick<Item>(items: readonly Item[]): Item
  /** A draw from the normal distribution. */
  normal(mean: number, deviation: number): number
  /** A source of its own that does not disturb this one: for a shop, a day, a ring. */
  fork(name: string): Chance
}

function hashText(text: string, seed: number): number {
  let hash = seed ^ 0x9e3779b9
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x85ebca6b)
    hash = (hash << 13) | (hash >>> 19)
  }
  return hash >>> 0
}

/** Chance by the mulberry32 recurrence (Tommy Ettinger, public domain): 32 bits of state. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  const unit = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    unit,
    whole: (low, high) => low + Math.floor(unit() * (high - low + 1)),
    hit: (probability) => unit() < probability,
    pick: (items) => {
      const item = items[Math.floor(unit() * items.length)]
      if (item === undefined) throw new RangeError('nothing to pick from')
      return item
    },
    // Box and Muller's transform; 1 - unit() keeps the logarithm finite.
    normal: (mean, deviation) =>
      mean + deviation * Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit()),
    fork: (name) => chanceFrom(hashText(name, seed)),
  }
}
