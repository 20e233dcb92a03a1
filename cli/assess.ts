// `tare assess`: weighs an export offline.
import type { Command } from 'commander'
export function addAssess(program: Command): void {
  program.command('assess')
}
