// Every address of the console: the patterns that the router knows, and the makers of links.

export const ADDRESSES = {
  home: '/',
  signIn: '/console/sign-in',
  queue: '/console',
  oneCase: '/console/cases/:id',
  shop: '/console/shops/:id',
  party: '/party',
  partyReport: '/party/report',
  partyCase: '/party/cases/:id',
  partyShop: '/party/shop',
  partyCheck: '/party/check',
} as const

const within = (pattern: string, id: string) => pattern.replace(':id', encodeURIComponent(id))

/** Makes the address of a thing. */
export const addressOf = {
  signIn: (next: string) =>
    next === ADDRESSES.queue
      ? ADDRESSES.signIn
      : `${ADDRESSES.signIn}?next=${encodeURIComponent(next)}`,
  oneCase: (id: string) => within(ADDRESSES.oneCase, id),
  shop: (id: string) => within(ADDRESSES.shop, id),
  partyCase: (id: string) => within(ADDRESSES.partyCase, id),
  /** Where the routes themselves are described; served beside the console. */
  documents: '/docs',
} as const

/** An address to go on to after signing in: only one of the console's own. */
export function safeNext(asked: string | null): string {
  const isOfDesk = asked !== null && /^\/console(?:[/?]|$)/.test(asked)
  return isOfDesk && !asked.startsWith(ADDRESSES.signIn) ? asked : ADDRESSES.queue
}
