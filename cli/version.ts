// The version of this checkout, as package.json has it.
import { readFileSync } from 'node:fs'

export function versionText(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  const { version } = JSON.parse(text) as { version: string }
  return `tare ${version} (Node ${process.versions.node})`
}
