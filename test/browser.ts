// The browser that the browser tests drive: an installed Chromium or Chrome, none is downloaded.
import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { describe } from 'vitest'

/** Nothing here may reach out of the machine, nor wait for a graphics card. */
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The path of the browser, or undefined where none is installed. `CHROME_PATH` comes first. */
export function browserPath(): string | undefined {
  return candidates().find(isProgram)
}

/** Starts the browser. Throws, saying what to install, where there is none. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = browserPath()
  if (!executablePath) throw new Error(`${MISSING} Set CHROME_PATH to one, or install it.`)
  const isRoot = process.getuid?.() === 0
  return chromium.launch({
    executablePath,
    // Chromium's sandbox refuses root.
    args: isRoot ? [...FLAGS, '--no-sandbox'] : FLAGS,
  })
}

/**
 * `describe` for tests that need a browser: skipped where there is none, save under `CI=true`,
 * where they run and fail, so that a gate cannot pass by lacking one.
 */
export function describeInBrowser(name: string, body: () => void): void {
  const isSkipped = browserPath() === undefined && process.env.CI !== 'true'
  // Not console.warn, of which vitest makes a paragraph.
  if (isSkipped) process.stderr.write(`${MISSING} Skipped: ${name}\n`)
  describe.skipIf(isSkipped)(name, body)
}

const MISSING = 'No Chromium or Chrome was found.'

function candidates(): string[] {
  const { CHROME_PATH, PATH = '', LOCALAPPDATA = '' } = process.env
  const given = CHROME_PATH ? [CHROME_PATH] : []
  if (process.platform === 'darwin') {
    const inside = (name: string) => `/Applications/${name}.app/Contents/MacOS/${name}`
    return [...given, inside('Google Chrome'), inside('Chromium')]
  }
  if (process.platform === 'win32') {
    const roots = ['C:\\Program Files', 'C:\\Program Files (x86)', LOCALAPPDATA].filter(Boolean)
    return [...given, ...roots.map((root) => join(root, 'Google/Chrome/Application/chrome.exe'))]
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const folders = [...new Set(['/usr/bin', '/usr/local/bin', '/snap/bin', ...PATH.split(':')])]
  return [...given, ...folders.flatMap((folder) => names.map((name) => join(folder, name)))]
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
