// Which methods an address takes, so that a wrong one is told apart from a wrong address.

/** The addresses that were registered, each with its methods. */
export interface KnownMethods {
  add(url: string, methods: string | readonly string[]): void
  /** The methods that the path takes, in order of the alphabet; none where it does not exist. */
  of(path: string): readonly string[]
}

export function createKnownMethods(): KnownMethods {
  const known = new Map<string, { readonly shape: RegExp; readonly methods: Set<string> }>()
  return {
    add: (url, methods) => {
      const entry = known.get(url) ?? { shape: shapeOf(url), methods: new Set<string>() }
      for (const method of [methods].flat()) entry.methods.add(method)
      known.set(url, entry)
    },
    of: (path) => {
      const fitting = [...known.values()].filter(({ shape }) => shape.test(path))
      return [...new Set(fitting.flatMap(({ methods }) => [...methods]))].sort()
    },
  }
}

/** `/v1/cases/:id` and `/assets/*` as the paths that they stand for. */
function shapeOf(url: string): RegExp {
  const parts = url.split('/').map((part) => {
    if (part === '*') return '.*'
    return part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  })
  return new RegExp(`^${parts.join('/')}$`)
}
