// The reader's language: chosen once, kept in the browser, and asked for by every word on a page.
import { IntlMessageFormat } from 'intl-messageformat'
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'

export type Language = 'en' | 'zh-CN'

/** Sentences of one place in both languages, by key. */
export interface Words<Key extends string> {
  readonly en: Readonly<Record<Key, string>>
  readonly 'zh-CN': Readonly<Record<Key, string>>
}

export type Values = Record<string, string | number | Date>
export type Say<Key extends string> = (key: Key, values?: Values) => string

const KEPT = 'tare.language'

interface Choice {
  readonly language: Language
  choose(language: Language): void
}

const Chosen = createContext<Choice>({ language: 'en', choose: () => {} })

/** An address may name the language (`?lang=zh-CN`), as links from a marketplace do. */
function firstLanguage(): Language {
  const asked = new URLSearchParams(window.location.search).get('lang')
  const found = asked ?? localStorage.getItem(KEPT) ?? navigator.language
  return found.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(firstLanguage)
  const choice = useMemo(
    () => ({
      language,
      choose: (next: Language) => {
        localStorage.setItem(KEPT, next)
        setLanguage(next)
      },
    }),
    [language],
  )
  // Before anything below is drawn: what is asked of the server names this language.
  document.documentElement.lang = language
  return <Chosen value={choice}>{children}</Chosen>
}

export function useLanguage(): Choice {
  return useContext(Chosen)
}

const parsed = new Map<string, IntlMessageFormat>()

function formatOf(text: string, language: Language): IntlMessageFormat {
  const key = `${language}\n${text}`
  const known = parsed.get(key)
  if (known) return known
  const fresh = new IntlMessageFormat(text, language)
  parsed.set(key, fresh)
  return fresh
}

/** Says the sentences of a table in the reader's language. */
export function useWords<Key extends string>(words: Words<Key>): Say<Key> {
  const { language } = useLanguage()
  return useMemo(
    () => (key, values) => String(formatOf(words[language][key], language).format(values)),
    [words, language],
  )
}

/**
 * Names what the server calls by a code. A code that is newer than this page is shown as it is,
 * with spaces: better a plain word than none.
 */
export function useTerms<Key extends string>(
  words: Words<Key>,
): (code: string, values?: Values) => string {
  const { language } = useLanguage()
  return useMemo(() => {
    const table: Readonly<Record<string, string>> = words[language]
    return (code, values) => {
      const text = table[code]
      return text === undefined
        ? code.replaceAll('_', ' ')
        : String(formatOf(text, language).format(values))
    }
  }, [words, language])
}
