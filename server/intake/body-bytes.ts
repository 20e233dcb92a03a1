// The bytes of a request's body as they come, with an end to patience.
import type { Readable } from 'node:stream'

/** Why a body could not be read to its end; the message is a whole sentence for the sender. */
export class BrokenBody extends Error {
  override readonly name = 'BrokenBody'
  /** The sender has gone or fallen silent: the connection is of no more use. */
  readonly isOver: boolean

  constructor(message: string, isOver = false) {
    super(message)
    this.isOver = isOver
  }
}

/**
 * Reads the body chunk by chunk as it is asked for. Throws `BrokenBody` where the sender hangs up
 * or sends nothing for `idleMs` while it is its turn. Never closes the connection itself, so that
 * the sender can still be answered.
 */
export async function* bodyBytes(body: Readable, idleMs: number): AsyncGenerator<Uint8Array> {
  const iterator = body.iterator({ destroyOnReturn: false })
  let isStalled = false
  try {
    for (;;) {
      const next = await withinTime(iterator.next(), idleMs).catch((error: unknown) => {
        isStalled = error instanceof BrokenBody
        throw isStalled ? error : new BrokenBody('The connection ended within the body.', true)
      })
      if (next.done) return
      yield next.value as Uint8Array
    }
  } finally {
    // An iterator that still waits for a chunk would wait here too.
    if (!isStalled) await iterator.return?.()
  }
}

function withinTime<Value>(work: Promise<Value>, idleMs: number): Promise<Value> {
  return new Promise((resolve, reject) => {
    const told = `The body stopped: no byte came for ${Math.round(idleMs / 1_000)} seconds.`
    const timer = setTimeout(() => reject(new BrokenBody(told, true)), idleMs)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
