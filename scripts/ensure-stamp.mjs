// Tells whether what is installed and built still fits what the checkout asks for.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What an installation depends on: the lock file, and the native parts that this Node takes. */
export function installStamp(root) {
  const { versions, platform, arch } = process
  return digest([readFileSync(join(root, 'package-lock.json')), versions.modules, platform, arch])
}

/** What the built console depends on: its sources, its words and types, and its libraries. */
export function consoleStamp(root) {
  const files = ['console', 'contract'].flatMap((folder) => sourcesIn(root, folder))
  const contents = files.flatMap((file) => [file, readFileSync(join(root, file))])
  return digest([...contents, readFileSync(join(root, 'package-lock.json'))])
}

/**
 * Whether node_modules holds all that the lock file names for this platform, by npm's own note of
 * what it installed. Then somebody ran npm by hand, and nothing needs to be done again.
 */
export function isInstalledByHand(root) {
  const wanted = readLock(join(root, 'package-lock.json'))
  const present = readLock(join(root, 'node_modules', '.package-lock.json'))
  if (!wanted || !present) return false
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || isForElsewhere(entry)) return true
    return present[path]?.version === entry.version && existsSync(join(root, path))
  })
}

/** The names in the lock that nothing in it provides: `npm ci` refuses such a lock file. */
export function missingFromLock(packages) {
  const missing = []
  for (const [path, entry] of Object.entries(packages)) {
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      if (!resolvesFrom(packages, path, name)) missing.push(`${path || 'the project'} > ${name}`)
    }
  }
  return missing
}

/** Entries that name a download address, which would tie every user to one registry. */
export function withAddress(packages) {
  return Object.keys(packages).filter((path) => /^https?:/.test(packages[path].resolved ?? ''))
}

/** Node looks for a package in each node_modules from the asking folder upwards. */
function resolvesFrom(packages, path, name) {
  for (let folder = path; folder !== ''; folder = folderAbove(folder)) {
    if (packages[`${folder}/node_modules/${name}`]) return true
  }
  return Boolean(packages[`node_modules/${name}`])
}

function folderAbove(path) {
  return path.slice(0, Math.max(0, path.lastIndexOf('/node_modules/')))
}

function isForElsewhere(entry) {
  if (!entry.optional) return false
  const fits = (allowed, own) => !allowed || allowed.includes(own)
  if (!entry.os && !entry.cpu) return true
  return Boolean(entry.libc) || !fits(entry.os, process.platform) || !fits(entry.cpu, process.arch)
}

function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages
  } catch {
    return undefined
  }
}

function sourcesIn(root, folder) {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`
      return entry.isDirectory() ? sourcesIn(root, path) : [path]
    })
    .sort()
}

function digest(parts) {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest('hex')
}
