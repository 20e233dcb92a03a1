// Whether two texts name one city, as carriers and address forms write them.

const HAN = /\p{Script=Han}/u

/** One spelling of a city's name: no case, accents, spaces, points, or the word "city". */
function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/\bcity\b/g, '')
    .replace(/[\s.,'’()-]/g, '')
    .replace(/(特别行政区|市)$/, '')
}

const known = new Map<string, string>()
const MOST_KNOWN = 20_000

// The same few thousand names come again and again, and taking one apart is slow.
function plainOnce(name: string): string {
  const found = known.get(name)
  if (found !== undefined) return found
  const made = plain(name)
  if (known.size < MOST_KNOWN) known.set(name, made)
  return made
}

/**
 * Whether two names mean one city; undefined where that cannot be told (an empty name, or one in
 * Chinese and one in Latin letters). A name inside the other counts as the same: a province in
 * front, a district behind.
 */
export function isSameCity(left: string, right: string): boolean | undefined {
  const one = plainOnce(left)
  const other = plainOnce(right)
  if (one === '' || other === '') return undefined
  if (HAN.test(one) !== HAN.test(other)) return undefined
  return one.includes(other) || other.includes(one)
}
