// The plan of the house: which floor a file stands on, and which of the four kinds it is.

/** From the ground up; a file imports from its own floor or from those before it. */
export const FLOORS = [
  'vocabulary',
  'platform',
  'access',
  'intake',
  'signals',
  'cases',
  'decisions',
  'effects',
  'adapters',
  'flow',
  'app',
  'main',
] as const

/** The floors the story of a parcel climbs; their nouns are pure. */
export const STORY_FLOORS: ReadonlySet<string> = new Set([
  'intake',
  'signals',
  'cases',
  'decisions',
  'effects',
])

/** On a floor: noun < store < verb < routes. Floors without kinds hold `plain` files. */
export const KINDS = ['noun', 'store', 'verb', 'routes'] as const
export type Kind = (typeof KINDS)[number] | 'plain'

export type Place = {
  readonly floor: string
  readonly height: number
  readonly kind: Kind
}

/**
 * The first words that make a file a verb: `open-case.ts` acts, `case-file.ts` is a thing.
 * A new act whose first word is missing here is taken for a noun, and the floors rule says so.
 * Some are nouns as well (`record`, `file`): a file that touches no row is a noun all the same.
 */
export const VERBS: ReadonlySet<string> = new Set([
  ...['accept', 'acknowledge', 'add', 'adopt', 'answer', 'append', 'apply', 'approve', 'assess'],
  ...['assign', 'bootstrap', 'calibrate', 'call', 'cancel', 'change', 'check', 'claim', 'close'],
  ...['collect', 'compensate', 'confirm', 'create', 'decide', 'decline', 'deliver', 'draw', 'end'],
  ...['enforce', 'erase', 'escalate', 'expire', 'export', 'file', 'fill', 'find', 'freeze', 'give'],
  ...['grant', 'hear', 'hold', 'impose', 'import', 'issue', 'join', 'keep', 'lift', 'list', 'load'],
  ...['lock', 'make', 'mark', 'mend', 'mint', 'move', 'note', 'notify', 'offer', 'open', 'pay'],
  ...['post', 'prune', 'publish', 'put', 'quarantine', 'queue', 'rate', 'read', 'receive'],
  ...['reconcile', 'record', 'register', 'release', 'remind', 'remove', 'replay', 'report'],
  ...['rescore'],
  ...['resend', 'retry', 'reverse', 'revoke', 'rotate', 'run', 'save', 'score', 'seal', 'search'],
  ...['send', 'serve', 'set', 'settle', 'show', 'sign', 'simulate', 'start', 'stop', 'store'],
  ...['suspend', 'sweep', 'take', 'tell', 'try', 'turn', 'update', 'upload', 'verify', 'vote'],
  ...['watch', 'weigh', 'withdraw', 'withhold', 'write'],
])

/** Verbs that make a file's name alone. */
const WHOLE_VERBS = new Set(['authenticate', 'bootstrap', 'calibrate', 'notify', 'withdraw'])

const TOP_FILES: Readonly<Record<string, string>> = {
  'server/flow.ts': 'flow',
  'server/app.ts': 'app',
  'server/main.ts': 'main',
}

/** Where a file of the server stands; null for one that stands on no floor at all. */
export function placeOf(path: string): Place | null {
  const top = TOP_FILES[path]
  if (top) return { floor: top, height: heightOf(top), kind: 'plain' }
  const [house, floor, ...rest] = path.split('/')
  if (house !== 'server' || floor === undefined || rest.length === 0) return null
  // The offline commands use the adapters and the engine as flow does, without a server.
  if (floor === 'offline') return { floor, height: heightOf('flow'), kind: 'plain' }
  if (floor === 'migrations') return { floor, height: heightOf('platform'), kind: 'plain' }
  const height = heightOf(floor)
  if (height < 0 || heightOf('flow') <= height) return null
  const grounded = height < heightOf('access')
  return { floor, height, kind: grounded ? 'plain' : kindOf(rest.at(-1) ?? '') }
}

/** The rooms beside the server: console, cli, lab and so on. */
export function roomOf(path: string): string {
  const slash = path.indexOf('/')
  return slash < 0 ? '' : path.slice(0, slash)
}

function heightOf(floor: string): number {
  const floors: readonly string[] = FLOORS
  return floors.indexOf(floor)
}

function kindOf(file: string): Kind {
  const name = file.replace(/\.[a-z.]+$/, '')
  if (name === 'routes' || name.endsWith('-routes')) return 'routes'
  if (name === 'store' || name.endsWith('-store')) return 'store'
  const [first = '', ...more] = name.split('-')
  const acts = more.length > 0 ? VERBS.has(first) : WHOLE_VERBS.has(first)
  return acts ? 'verb' : 'noun'
}
