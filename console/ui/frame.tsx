// The frame around every page: the head with the ways to go, the language, and who is here.
import { type ReactNode, useEffect } from 'react'
import { NavLink, ScrollRestoration, useLocation } from 'react-router'
import { frameWords } from '../words/frame-words.ts'
import { Brand } from './brand.tsx'
import { useWords } from './language.tsx'
import { LanguageSwitch } from './language-switch.tsx'

export interface Way {
  readonly to: string
  readonly label: string
  /** Leads out of the console, to a page that the server itself draws. */
  readonly isOutside?: boolean
}

interface FrameProps {
  readonly home: string
  readonly ways: readonly Way[]
  /** Who is here, at the end of the head. */
  readonly person: ReactNode
  readonly narrow?: boolean
  readonly children: ReactNode
}

/** A new page begins at its top for those who hear it, too. */
function useFocusOnArrival(): void {
  const { pathname } = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address is what makes it arrive.
  useEffect(() => {
    const here = document.activeElement
    if (here instanceof HTMLElement && here.closest('header')) here.blur()
  }, [pathname])
}

export function Frame({ home, ways, person, narrow = false, children }: FrameProps) {
  const say = useWords(frameWords)
  useFocusOnArrival()
  const width = narrow ? ' narrow' : ''
  return (
    <>
      <a className="skip" href="#content">
        {say('toContent')}
      </a>
      <header className="frame-head">
        <div className={`frame-bar${width}`}>
          <Brand to={home} />
          <nav className="frame-nav" aria-label={say('main')}>
            {ways.map(({ to, label, isOutside }) =>
              isOutside ? (
                <a key={to} href={to}>
                  {label}
                </a>
              ) : (
                <NavLink key={to} to={to} end>
                  {label}
                </NavLink>
              ),
            )}
          </nav>
          <div className="frame-end">
            <LanguageSwitch />
            {person}
          </div>
        </div>
      </header>
      <main id="content" className={`page${width}`}>
        {children}
      </main>
      <ScrollRestoration />
    </>
  )
}
