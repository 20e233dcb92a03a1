// The reader's language: chosen once, kept in the browser, and asked for by every word on a page.
import { IntlMessageFormat } from 'intl-messageformat'
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'

export type Language = 'en' | 'zh-CN'

/** Sentences of one place in both languages, by key. */
export interface Words<Key extends string> {
  readonly en: Readonly<Record<Key, string>>
  readonly 'zh-CN': Readonly<Record<Key, string>>
}

export type Say<Key extends string> = (
  key: Key,
  values?: Record<string, string | number | Date>,
) => string

const KEPT = 'tare.language'

interface Choice {
  readonly language: Language
  choose(language: Language): void
}

const Chosen = createContext<Choice>({ language: 'en', choose: () => {} })

function firstLanguage(): Language {
  const kept = localStorage.getItem(KEPT) ?? navigator.language
  return kept.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
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
