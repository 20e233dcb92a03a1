// The token with which a buyer or seller comes: out of the address at once, kept for this tab only.

const KEPT = 'tare.party-token'
const BEFORE = '#token='

/**
 * Moves the token from the address into the tab's own store. What stands after the `#` is never
 * sent to a server; taken away, it is not left in the history or in a copied link either.
 */
export function takePartyToken(): void {
  const { hash, pathname, search } = window.location
  if (!hash.startsWith(BEFORE)) return
  sessionStorage.setItem(KEPT, decodeURIComponent(hash.slice(BEFORE.length)))
  window.history.replaceState(null, '', `${pathname}${search}`)
}

export function partyToken(): string | null {
  return sessionStorage.getItem(KEPT)
}

export function forgetPartyToken(): void {
  sessionStorage.removeItem(KEPT)
}
