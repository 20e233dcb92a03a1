// Turns at costly work: so many at a time, so many waiting for theirs, and nobody beyond.

/** Does the work when its turn comes. Throws what `refuse` makes where too many wait already. */
export type Turns = <Result>(work: () => Promise<Result>) => Promise<Result>

export interface TurnRules {
  readonly atOnce: number
  readonly waiting: number
  readonly refuse: () => Error
}

export function createTurns({ atOnce, waiting, refuse }: TurnRules): Turns {
  const queue: (() => void)[] = []
  let working = 0
  return async (work) => {
    if (working >= atOnce) {
      if (queue.length >= waiting) throw refuse()
      // Whoever ends hands the place over, so that nobody new can slip in between.
      await new Promise<void>((resolve) => queue.push(resolve))
    } else {
      working++
    }
    try {
      return await work()
    } finally {
      const next = queue.shift()
      if (next) next()
      else working--
    }
  }
}
