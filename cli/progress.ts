// A progress bar on standard error while a person watches; nothing at all where none does.
import { SingleBar } from 'cli-progress'
import { INTERRUPTED } from './exit.ts'

export interface Progress {
  /** `done` of the total given at the start, and a figure to show beside it. */
  update(done: number, figure: string): void
  stop(): void
}

const SILENT: Progress = { update: () => {}, stop: () => {} }
const PER_SECOND = 8

/** Starts a bar over `total` bytes; where the total is not known, only the figure moves. */
export function startProgress(total: number, isWanted = true): Progress {
  if (!isWanted || !process.stderr.isTTY) return SILENT
  const format = total > 0 ? '{bar} {percentage}%  {figure}  {duration_formatted}' : '{figure}'
  const bar = new SingleBar({
    format,
    fps: PER_SECOND,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 30,
    hideCursor: true,
    clearOnComplete: true,
    stopOnComplete: false,
    etaBuffer: 50,
    // Its own way with Ctrl-C would keep the process running.
    gracefulExit: false,
    stream: process.stderr,
  })
  bar.start(Math.max(total, 1), 0, { figure: '' })
  const interrupted = () => {
    bar.stop()
    process.exit(INTERRUPTED)
  }
  process.once('SIGINT', interrupted)
  return {
    update: (done, figure) => bar.update(Math.min(done, Math.max(total, 1)), { figure }),
    stop: () => {
      process.off('SIGINT', interrupted)
      bar.stop()
    },
  }
}
