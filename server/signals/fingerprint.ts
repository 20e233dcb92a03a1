// Small fingerprints, by which a copy of an older version of a record is recognised in memory.

const PRIME = 0x01000193
const START = 0x811c9dc5

function textPrint(text: string, start: number): number {
  let print = start
  for (let index = 0; index < text.length; index++) {
    print = Math.imul(print ^ text.charCodeAt(index), PRIME)
  }
  return print
}

function numberPrint(value: number, start: number): number {
  // Times pass 2^32, so both halves of the number count.
  const low = Math.imul(start ^ (value | 0), PRIME)
  return Math.imul(low ^ Math.floor(value / 2 ** 32), PRIME)
}

const names = new Map<string, number>()

function namePrint(name: string): number {
  const found = names.get(name)
  if (found !== undefined) return found
  const made = textPrint(name, START)
  names.set(name, made)
  return made
}

function valuePrint(value: unknown, start: number): number {
  if (typeof value === 'string') return textPrint(value, start)
  if (typeof value === 'number') return numberPrint(value, start)
  if (typeof value !== 'object' || value === null) return textPrint(String(value), start)
  if (!Array.isArray(value)) return objectPrint(value, start)
  let print = numberPrint(value.length, start)
  for (const each of value) print = valuePrint(each, print)
  return print
}

// Two values that differ in their last letter alone have prints a small step apart, and small
// steps of several fields cancel out in a sum; so each print is spread over all bits first.
function stirred(print: number): number {
  const half = Math.imul(print ^ (print >>> 16), 0x85ebca6b)
  const most = Math.imul(half ^ (half >>> 13), 0xc2b2ae35)
  return most ^ (most >>> 16)
}

// Fields are added up, so their order does not matter; the name stirs each value.
function objectPrint(record: object, start: number): number {
  let print = start
  for (const [name, value] of Object.entries(record)) {
    if (value !== undefined) print = (print + stirred(valuePrint(value, namePrint(name)))) | 0
  }
  return print
}

/**
 * 31 bits (FNV-1a, stirred) over every field of a fact, in any order of its fields. Two versions
 * of one record agree by chance once in two thousand million corrections.
 */
export function fingerprintOf(fact: object): number {
  return objectPrint(fact, START) & 0x7fffffff
}

/** The same over values in a row; those that are missing cost next to nothing. */
export function restOf(...values: readonly (string | number | undefined)[]): number {
  let print = START
  for (const value of values) {
    if (value === undefined) print = Math.imul(print ^ 1, PRIME)
    else if (typeof value === 'string') print = stirred(textPrint(value, print))
    else print = stirred(numberPrint(value, print))
  }
  return print & 0x7fffffff
}
