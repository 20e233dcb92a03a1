// The two languages that people read.

export const LANGUAGES = ['en', 'zh-CN'] as const
export type Language = (typeof LANGUAGES)[number]

/** The language asked for: an exact tag, else by its first subtag, else English. */
export function chooseLanguage(asked: string | undefined): Language {
  const first = (asked ?? '').split(',')[0]?.trim().toLowerCase() ?? ''
  return first.startsWith('zh') ? 'zh-CN' : 'en'
}
