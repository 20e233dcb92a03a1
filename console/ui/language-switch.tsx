// The switch between the two languages, each named in itself.
import { Segmented } from 'antd'
import { frameWords } from '../words/frame-words.ts'
import { type Language, useLanguage, useWords } from './language.tsx'

export function LanguageSwitch() {
  const say = useWords(frameWords)
  const { language, choose } = useLanguage()
  return (
    <Segmented<Language>
      size="small"
      aria-label={say('language')}
      value={language}
      onChange={choose}
      options={[
        { value: 'en', label: <span lang="en">EN</span> },
        { value: 'zh-CN', label: <span lang="zh-CN">中文</span> },
      ]}
    />
  )
}
