// Names the page in the browser's tab.
import { useEffect } from 'react'

export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = title === 'Tare' ? title : `${title} · Tare`
  }, [title])
}
