// Whether the page is as narrow as a phone.
import { useSyncExternalStore } from 'react'

const PHONE = '(max-width: 767px)'

function listen(changed: () => void): () => void {
  const query = window.matchMedia(PHONE)
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}

export function useIsPhone(): boolean {
  return useSyncExternalStore(listen, () => window.matchMedia(PHONE).matches)
}
