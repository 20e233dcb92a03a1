// Makes a checkout ready to run: installs what is missing and builds the console when it changed.
// Plain Node without packages, since it runs before there are any. All it says goes to stderr.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, delimiter, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { consoleStamp, installStamp, isInstalledByHand } from './ensure-stamp.mjs'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const OLDEST_NODE = [20, 19]
const INSTALL_STAMP = join(ROOT, 'node_modules', '.tare-installed')
const CONSOLE_STAMP = join(ROOT, 'dist', 'console.stamp')
const LOCK = join(ROOT, 'dist', '.ensure-lock')
const WAIT_MS = 200
const LONGEST_WAIT_MS = 15 * 60_000

/** Makes everything ready, quickly if all is. Answers 0, or 1 after saying what went wrong. */
export function ensure({ withConsole }) {
  if (isTooOld(process.versions.node)) {
    say(`Tare needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`)
    return 1
  }
  const isReady = () => isInstalled() && (!withConsole || isConsoleBuilt())
  if (isReady()) return 0
  return alone(() => {
    if (isReady()) return 0
    if (!isInstalled() && !install()) return 1
    return !withConsole || isConsoleBuilt() || buildConsole() ? 0 : 1
  })
}

export function isTooOld(version) {
  const [major, minor] = version.split('.').map(Number)
  return major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])
}

function isInstalled() {
  const stamp = installStamp(ROOT)
  if (readStamp(INSTALL_STAMP) === stamp) return true
  if (!isInstalledByHand(ROOT)) return false
  try {
    writeFileSync(INSTALL_STAMP, stamp)
  } catch {
    // A checkout that somebody else installed, and that this user may only read.
  }
  return true
}

function install() {
  say('Installing what Tare needs (about a minute, once)')
  const begun = Date.now()
  if (!npm('ci')) {
    say('npm ci refused, trying npm install')
    if (!npm('install', '--no-save')) {
      say('What Tare needs could not be installed; npm says why above.')
      return false
    }
  }
  writeFileSync(INSTALL_STAMP, installStamp(ROOT))
  say(`Installed in ${seconds(begun)}`)
  return true
}

/** Everything, whatever NODE_ENV says: the tests need the tools, the server its database. */
function npm(...args) {
  const cli = findNpm()
  if (!cli) {
    say('npm was not found beside Node. Install it, or run: npm ci')
    return false
  }
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error']
  return run([cli, ...args, ...quiet, '--include=dev', '--include=optional'])
}

/** The npm that called us, or the one that came with this Node, or the one on the PATH. */
function findNpm() {
  const caller = process.env.npm_execpath
  if (caller && basename(caller) === 'npm-cli.js' && existsSync(caller)) return caller
  const below = join('node_modules', 'npm', 'bin', 'npm-cli.js')
  const bin = dirname(process.execPath)
  const folders = [bin, ...(process.env.PATH ?? '').split(delimiter).filter(Boolean)]
  const found = folders.flatMap((folder) => [
    join(folder, below),
    resolve(folder, '..', 'lib', below),
    resolve(folder, '..', 'share', 'nodejs', 'npm', 'bin', 'npm-cli.js'),
  ])
  return found.find((path) => existsSync(path))
}

function isConsoleBuilt() {
  const hasConsole = existsSync(join(ROOT, 'console', 'main.tsx'))
  if (!hasConsole || !existsSync(join(ROOT, 'console', 'vite.config.ts'))) return true
  const isThere = existsSync(join(ROOT, 'dist', 'console', 'index.html'))
  return isThere && readStamp(CONSOLE_STAMP) === consoleStamp(ROOT)
}

function buildConsole() {
  say('Building the console (some seconds, again only when it changes)')
  const begun = Date.now()
  const stamp = consoleStamp(ROOT)
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')
  const args = [vite, 'build', '--config', 'console/vite.config.ts', '--logLevel', 'warn']
  if (!run(args, { NODE_ENV: 'production' })) {
    say('The console could not be built; the reason is above.')
    return false
  }
  writeFileSync(CONSOLE_STAMP, stamp)
  say(`Built in ${seconds(begun)}`)
  return true
}

/** Runs Node in the checkout. What it prints goes to stderr: stdout belongs to the command. */
function run(args, env = {}) {
  const { status } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, ...env },
  })
  return status === 0
}

/** One at a time in a checkout: a second waits for the first, and then finds all done. */
function alone(work) {
  mkdirSync(dirname(LOCK), { recursive: true })
  let hasSaid = false
  for (let waited = 0; !takeLock(); waited += WAIT_MS) {
    if (waited > LONGEST_WAIT_MS) {
      say(`Another process has been installing for too long. If none is, remove ${LOCK}`)
      return 1
    }
    if (!hasSaid) say('Another process is installing here, waiting for it')
    hasSaid = true
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT_MS)
  }
  try {
    return work()
  } finally {
    rmSync(LOCK, { recursive: true, force: true })
  }
}

function takeLock() {
  try {
    mkdirSync(LOCK)
    writeFileSync(join(LOCK, 'pid'), String(process.pid))
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    const holder = Number(readStamp(join(LOCK, 'pid')))
    if (holder && !isAlive(holder)) rmSync(LOCK, { recursive: true, force: true })
    return false
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function readStamp(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function seconds(begun) {
  return `${((Date.now() - begun) / 1000).toFixed(1)} s`
}

function say(text) {
  process.stderr.write(`${text}\n`)
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exit(ensure({ withConsole: !process.argv.includes('--no-console') }))
}
