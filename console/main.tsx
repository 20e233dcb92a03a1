// Starts the console in the page: language, look, questions to the server, and the pages.
import { QueryClientProvider } from '@tanstack/react-query'
import { ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router'
import { takePartyToken } from './data/party-token.ts'
import { questions } from './data/questions.ts'
import { router } from './router.tsx'
import { LanguageProvider, useLanguage } from './ui/language.tsx'
import { paintRoot, themeFor } from './ui/theme.ts'
import './styles/page.css'
import './styles/frame.css'
import './styles/blocks.css'
import './styles/ledger.css'
import './styles/marks.css'

const theme = themeFor(window.matchMedia('(prefers-reduced-motion: reduce)').matches)

function Look({ children }: { children: ReactNode }) {
  const { language } = useLanguage()
  return (
    <ConfigProvider
      locale={language === 'en' ? enUS : zhCN}
      theme={theme}
      button={{ autoInsertSpace: false }}
    >
      {children}
    </ConfigProvider>
  )
}

const root = document.getElementById('root')
if (!root) throw new Error('the page has no place for the console')
takePartyToken()
paintRoot()
createRoot(root).render(
  <StrictMode>
    <LanguageProvider>
      <Look>
        <QueryClientProvider client={questions}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </Look>
    </LanguageProvider>
  </StrictMode>,
)
