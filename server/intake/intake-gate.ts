// How many uploads one process works on at a time, so that each of them has its memory.

export interface IntakeGate {
  /** Lets one more in, unless too many are inside; the answer lets it out again. */
  enter(): (() => void) | undefined
}

export function createGate(most: number): IntakeGate {
  let inside = 0
  return {
    enter: () => {
      if (inside >= most) return undefined
      inside++
      let isOut = false
      return () => {
        if (!isOut) inside--
        isOut = true
      }
    },
  }
}
