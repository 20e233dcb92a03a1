// Who is let in and who is not: wrong passwords, foreign cases, links that are over.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser as describe, openBrowser } from '../browser.ts'
import { saleRecords, shopRecords } from './goods.ts'
import { type Market, openMarket } from './market.ts'
import { openWindow, signIn } from './people.ts'

const HOUR = 3_600_000

describe('The doors of the console', () => {
  let browser: Browser
  let market: Market
  let caseId: string

  beforeAll(async () => {
    market = await openMarket()
    browser = await openBrowser()
    await market.send(shopRecords('S-1'))
    await market.send(saleRecords({ orderId: 'O-1', shopId: 'S-1', buyerId: 'B-1', grams: 60 }))
    const report = {
      ...{ orderId: 'O-1', buyerId: 'B-1', reason: 'empty_parcel', declaredTruthful: true },
      description: 'Nothing was in it.',
    }
    const opened = await market.call<{ id: string }>({ path: '/v1/reports', body: report })
    caseId = opened.id
  }, 120_000)

  afterAll(async () => {
    await browser?.close()
    await market?.close()
  })

  test('a wrong password is refused in words, in either language, and nothing is shown', async () => {
    const page = await openWindow(browser)
    await page.goto(`${market.url}/console`)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('Enter your e-mail address.').waitFor()
    await page.getByLabel('E-mail address').fill('nobody@desk.example')
    await page.getByLabel('Password', { exact: true }).fill('not the password')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('The e-mail address or the password is wrong.').waitFor()
    await page.getByText('中文').click()
    await page.getByText('邮箱或密码不正确。').waitFor()
    expect(new URL(page.url()).pathname).toBe('/console/sign-in')
    await page.context().close()
  }, 60_000)

  test('who signs in from a deep link comes to the page it names, and out again by the menu', async () => {
    const page = await openWindow(browser)
    const person = await market.hire('Deep Link', 'reviewer')
    await page.goto(`${market.url}/console/cases/${caseId}`)
    await page.getByLabel('E-mail address').fill(person.email)
    await page.getByLabel('Password', { exact: true }).fill(person.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('Nothing was in it.').waitFor()
    expect(new URL(page.url()).pathname).toBe(`/console/cases/${caseId}`)

    await page.getByRole('button', { name: /Your account/ }).click()
    await page.getByText('Sign out').click()
    await page.getByRole('heading', { name: 'Sign in to the desk' }).waitFor()
    await page.goto(`${market.url}/console/cases/${caseId}`)
    await page.getByRole('heading', { name: 'Sign in to the desk' }).waitFor()
    await page.context().close()
  }, 60_000)

  test('an address to go on to can only be one of the console', async () => {
    const page = await openWindow(browser)
    const elsewhere = encodeURIComponent('https://elsewhere.example/')
    const person = { email: 'reviewer@desk.example', password: 'a long enough password' }
    await page.goto(`${market.url}/console/sign-in?next=${elsewhere}`)
    await page.getByLabel('E-mail address').fill(person.email)
    await page.getByLabel('Password', { exact: true }).fill(person.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: 'Cases' }).waitFor()
    expect(page.url()).toBe(`${market.url}/console`)
    await page.context().close()
  }, 60_000)

  test('a buyer finds nothing at the address of somebody else’s case', async () => {
    const page = await openWindow(browser, { isPhone: true })
    await page.goto(await market.linkFor('buyer:B-2'))
    await page.getByText('You have not reported anything.').waitFor()
    await page.goto(`${market.url}/party/cases/${caseId}`)
    await page.getByText('There is nothing here, or nothing that you may see.').waitFor()
    expect(await page.getByText('Nothing was in it.').count()).toBe(0)
    await page.context().close()
  }, 60_000)

  test('a buyer cannot report what another has ordered', async () => {
    const page = await openWindow(browser, { isPhone: true })
    await page.goto(await market.linkFor('buyer:B-2'))
    await page.getByRole('link', { name: 'Report an order' }).first().click()
    await page.getByLabel('Order number').fill('O-1')
    await page.getByLabel('The parcel was empty').check()
    await page.getByLabel('What happened?').fill('I was sent nothing.')
    await page.getByLabel('What I have said is true.').check()
    await page.getByRole('button', { name: 'Send the report' }).click()
    await page.getByText('This is not one of your orders').waitFor()
    await page.context().close()
  }, 60_000)

  test('who comes without a link, or with one that is over, is told where to get one', async () => {
    const page = await openWindow(browser, { isPhone: true })
    await page.goto(`${market.url}/party`)
    await page.getByRole('heading', { name: 'Your cases are opened by a link' }).waitFor()
    const link = await market.linkFor('buyer:B-1')
    market.wait(2 * HOUR)
    await page.goto(link)
    await page.reload()
    await page.getByRole('heading', { name: 'Your link is over' }).waitFor()
    await page.context().close()
  }, 60_000)

  test('an address that leads nowhere says so, with a way back', async () => {
    const page = await openWindow(browser)
    await page.goto(`${market.url}/console/nowhere`)
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor()
    await page.getByRole('link', { name: 'To the cases' }).waitFor()
    await page.context().close()
  }, 60_000)

  test('a member of staff without the right sees the reason beside the form', async () => {
    const page = await openWindow(browser)
    await signIn(page, market, await market.hire('Ana Lyst', 'analyst'))
    await page.goto(`${market.url}/console/cases/${caseId}`)
    await page.getByText('Your role does not include this.').waitFor()
    expect(await page.getByRole('button', { name: 'Review and decide' }).count()).toBe(0)
    await page.context().close()
  }, 60_000)
})
