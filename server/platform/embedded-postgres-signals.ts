// No database server outlives its Tare: whatever ends this process in an orderly way ends it too.

interface Ending {
  /** The whole, awaited stop. */
  readonly stop: () => Promise<void>
  /** The quick one, for a process that is about to be gone. */
  readonly interrupt: () => void
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const running = new Set<Ending>()

/** Binds the server to this process until the function that it answers is called. */
export function endWithTare(ending: Ending): () => void {
  if (running.size === 0) {
    process.on('exit', interruptAll)
    for (const signal of SIGNALS) process.on(signal, onSignal)
  }
  running.add(ending)
  return () => {
    if (!running.delete(ending) || running.size > 0) return
    process.off('exit', interruptAll)
    for (const signal of SIGNALS) process.off(signal, onSignal)
  }
}

function interruptAll(): void {
  for (const ending of running) ending.interrupt()
}

/** Acts only where nobody else has taken the signal on, and then lets it do what it does. */
function onSignal(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return
  const all = [...running].map((ending) => ending.stop())
  void Promise.allSettled(all).then(() => process.kill(process.pid, signal))
}
