// People in front of browsers: at the desk, at home on a phone; each in a window of their own.
import type { Browser, Page } from 'playwright-core'
import type { Market, SignIn } from './market.ts'

export type Language = 'en' | 'zh-CN'

export const DESK = { width: 1280, height: 900 }
export const PHONE = { width: 390, height: 844 }

export interface Window {
  readonly isPhone?: boolean
  readonly language?: Language
}

/** A fresh window: nothing is remembered from another. */
export async function openWindow(
  browser: Browser,
  { isPhone = false, language = 'en' }: Window = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: isPhone ? PHONE : DESK,
    locale: language,
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(15_000)
  return context.newPage()
}

/** Signs in at the door, by the form. */
export async function signIn(
  page: Page,
  market: Market,
  { email, password }: SignIn,
): Promise<void> {
  await page.goto(`${market.url}/console`)
  await page.getByLabel(/^(E-mail address|邮箱)$/).fill(email)
  await page.getByLabel(/^(Password|密码)$/).fill(password)
  await page.getByRole('button', { name: /^(Sign in|登录)$/ }).click()
  await page.getByRole('navigation').waitFor()
}

/** How many pixels the page is wider than its window. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
}
