// The import rule: imports only go down the house, and only to what another floor gives away.
import type { Breach, Rule } from '../breach.ts'
import { KINDS, type Place, placeOf, roomOf, STORY_FLOORS } from '../house.ts'
import { importsOf } from '../imports.ts'
import { isCode, isTest, type Source, type Tree } from '../source-tree.ts'

// A noun and the vocabulary only compute: what could read or write stays out of them.
const INPUT_AND_OUTPUT = new Set([
  ...['fastify', 'pg', 'pino', 'prom-client', 'node-pg-migrate'],
  ...['fs', 'fs/promises', 'net', 'http', 'https', 'http2', 'tls', 'dns', 'child_process'],
])

// The process runs the house, the lab plays in it, the client is made from what it says of itself.
const OPENS_APP = new Set(['server/main.ts', 'lab/play.ts', 'tools/generate-client.ts'])

/** What each room beside the server may take from elsewhere in the repository. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  contract: [],
  console: ['contract/'],
  // `tare assess` and `tare serve` must run where no server runs yet, so the commands may take
  // the process and the offline engine; everything else they say over the contract. The demo
  // marketplace that the first `tare serve` fills is a world of the lab.
  cli: ['contract/', 'server/main.ts', 'server/offline/', 'lab/'],
}

const NEVER_FROM_SERVER = new Set(['console', 'cli', 'lab', 'bench', 'tools', 'scripts'])

export const floors: Rule = {
  name: 'floors',
  check: (tree) =>
    tree.sources
      .filter((source) => isCode(source.path) && !isTest(source.path))
      .flatMap((source) => [...homeless(source), ...importBreaches(tree, source)]),
}

/** An import between two files: what to say of it depends on what both of them are. */
type Step = { readonly tree: Tree; readonly from: string; readonly to: string }

function homeless(source: Source): Breach[] {
  if (roomOf(source.path) !== 'server' || placeOf(source.path)) return []
  const message = 'stands on no floor: put it on one of the floors in tools/tidy/house.ts'
  return [{ file: source.path, line: 1, rule: 'floors', message }]
}

function importBreaches(tree: Tree, source: Source): Breach[] {
  const from = source.path
  return importsOf(source).flatMap(({ line, specifier, target }) => {
    const fault = target ? faultOfPath({ tree, from, to: target }) : faultOfPackage(from, specifier)
    return fault ? [{ file: from, line, rule: 'floors', message: fault }] : []
  })
}

function faultOfPackage(from: string, specifier: string): string | null {
  const place = placeOf(from)
  if (!place || !INPUT_AND_OUTPUT.has(specifier.replace(/^node:/, ''))) return null
  if (place.floor === 'vocabulary') return `the vocabulary has no input or output: ${specifier}`
  return isPureNoun(place) ? `a noun has no input or output: ${specifier}` : null
}

function faultOfPath(step: Step): string | null {
  const { from, to } = step
  if (to === 'server/app.ts' && !OPENS_APP.has(from)) {
    return 'only server/main.ts, lab/play.ts, tools/generate-client.ts and tests import server/app.ts'
  }
  if (isTest(to)) return `only tests import ${to}`
  const room = roomOf(from)
  if (room === 'server') return faultOnFloors(step)
  return faultOfRoom(room, to)
}

function faultOfRoom(room: string, to: string): string | null {
  const allowed = ROOMS[room]
  if (!allowed || roomOf(to) === room) return null
  if (allowed.some((prefix) => to === prefix || (prefix.endsWith('/') && to.startsWith(prefix)))) {
    return null
  }
  return `${room}/ imports ${allowed.join(', ') || 'only itself'}, never ${to}`
}

function faultOnFloors({ tree, from, to }: Step): string | null {
  if (NEVER_FROM_SERVER.has(roomOf(to))) return `the server never imports ${roomOf(to)}/`
  const here = placeOf(from)
  const there = placeIn(tree, to)
  if (!here || !there) return null
  if (there.height > here.height) return `${here.floor} is below ${there.floor}: imports go down`
  if (there.floor === here.floor) return faultOnOneFloor(here, there, to)
  if (there.height === here.height) return `${here.floor} and ${there.floor} stand side by side`
  return faultAcrossFloors(here, there, to)
}

function faultOnOneFloor(here: Place, there: Place, to: string): string | null {
  if (rankOf(there) <= rankOf(here)) return null
  return `a ${here.kind} never imports a ${there.kind} (noun < store < verb < routes): ${to}`
}

/**
 * Acts that a verb of a floor above may call, since both must be true in one transaction: a
 * decision freezes the file and closes the case, a policy brings its rules (docs/decisions/004).
 */
const STAIRS: ReadonlySet<string> = new Set([
  'server/cases/adopt-case-rules.ts',
  'server/cases/close-case.ts',
  'server/cases/freeze-file.ts',
])

function faultAcrossFloors(here: Place, there: Place, to: string): string | null {
  if (there.floor === 'platform') {
    return isPureNoun(here)
      ? `a noun of ${here.floor} never imports platform (if the file is an act, name it by its verb)`
      : null
  }
  // The process, the house and the flow join what stands below them; offline is only a guest.
  if (here.kind === 'plain' && here.floor !== 'offline') return null
  if (there.kind === 'noun' || there.kind === 'plain') return null
  if (there.kind === 'store' && here.kind === 'verb') return null
  if (STAIRS.has(to) && here.kind === 'verb') return null
  const reason =
    there.kind === 'store' ? "only a verb reads another floor's store" : 'take its nouns'
  return `${to} is a ${there.kind} of another floor: ${reason}`
}

/** Where a file stands; one with the name of a verb that touches no row is a noun all the same. */
function placeIn(tree: Tree, path: string): Place | null {
  const place = placeOf(path)
  if (place?.kind !== 'verb' || touchesRows(tree, path, new Set())) return place
  return { ...place, kind: 'noun' }
}

/** Whether a file comes to platform or a store, by itself or through other verbs. */
function touchesRows(tree: Tree, path: string, seen: Set<string>): boolean {
  const source = tree.byPath.get(path)
  if (!source) return true
  seen.add(path)
  return importsOf(source).some(({ target }) => {
    const place = target ? placeOf(target) : null
    if (!target || !place) return false
    if (place.floor === 'platform' || place.kind === 'store') return true
    return place.kind === 'verb' && !seen.has(target) && touchesRows(tree, target, seen)
  })
}

function isPureNoun(place: Place): boolean {
  return place.kind === 'noun' && STORY_FLOORS.has(place.floor)
}

function rankOf(place: Place): number {
  return place.kind === 'plain' ? 0 : KINDS.indexOf(place.kind)
}
