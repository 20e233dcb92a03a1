// The queue: what is in it, how it is searched and paged, and what stands there when nothing does.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser as describe, openBrowser } from '../browser.ts'
import { saleRecords, shopRecords } from './goods.ts'
import { type Market, openMarket } from './market.ts'
import { openWindow, signIn } from './people.ts'

const PAGE = 25
const CASES = PAGE + 2

describe('The queue', () => {
  let browser: Browser
  let market: Market
  let page: Page

  beforeAll(async () => {
    market = await openMarket()
    browser = await openBrowser()
    const orders = Array.from({ length: CASES }, (_, index) => `O-${100 + index}`)
    const sale = { shopId: 'S-1', buyerId: 'B-1', grams: 60 }
    await market.send([
      ...shopRecords('S-1'),
      ...orders.flatMap((orderId) => saleRecords({ ...sale, orderId })),
    ])
    for (const orderId of orders) {
      const body = {
        ...{ orderId, buyerId: 'B-1', reason: 'empty_parcel', declaredTruthful: true },
        description: 'An empty bag.',
      }
      await market.call({ path: '/v1/reports', body })
    }
    page = await openWindow(browser)
    await signIn(page, market, await market.hire('Rita Reviewer', 'reviewer'))
  }, 120_000)

  afterAll(async () => {
    await browser?.close()
    await market?.close()
  })

  const rows = () => page.getByRole('row').filter({ has: page.getByRole('cell') })

  test('while nothing is ripe, the queue says so instead of showing an empty table', async () => {
    await page.getByText('Nothing is waiting for a decision. Well done.').waitFor()
    expect(await page.getByRole('table').count()).toBe(0)
  }, 60_000)

  test('a long list comes page by page', async () => {
    await page.getByText('Awaiting answer', { exact: true }).click()
    await page.getByText(`${PAGE} cases shown`).waitFor()
    await page.getByRole('button', { name: 'Load more' }).click()
    await page.getByText(`${CASES} cases shown`).waitFor()
    expect(await rows().count()).toBe(CASES)
    expect(await page.getByRole('button', { name: 'Load more' }).count()).toBe(0)
  }, 60_000)

  test('a case is found by its order, and the search stands in the address', async () => {
    const search = page.getByRole('searchbox', { name: 'Search cases' })
    await search.fill('O-117')
    await search.press('Enter')
    await page.getByText('1 case shown').waitFor()
    expect(new URL(page.url()).searchParams.get('q')).toBe('O-117')
    await page.reload()
    await page.getByText('1 case shown').waitFor()
    await search.fill('nothing like it')
    await search.press('Enter')
    await page.getByText('No case matches this search.').waitFor()
  }, 60_000)

  test('rows can be reached and opened by keyboard alone', async () => {
    await page.goto(`${market.url}/console?show=awaiting`)
    await rows().first().getByRole('link').first().focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Both sides' }).waitFor()
    await page.goBack()
  }, 60_000)

  test('only what one has taken is shown on asking', async () => {
    await page.getByLabel('Only mine').click()
    await page.getByText('No cases here.').waitFor()
    await page.getByLabel('Only mine').click()
    await rows().first().getByRole('link').first().click()
    await page.getByRole('button', { name: 'Take it' }).click()
    await page.getByRole('button', { name: 'Lay it down' }).waitFor()
    await page.goto(`${market.url}/console?show=awaiting&mine=1`)
    await page.getByText('1 case shown').waitFor()
    await rows().first().getByText('You', { exact: true }).waitFor()
  }, 60_000)

  test('where the server cannot be reached, the page says so and asks again when told to', async () => {
    await page.route('**/v1/cases?*', (route) => route.abort())
    await page.goto(`${market.url}/console?show=awaiting`)
    const told = page.getByRole('alert')
    await told.getByText('The server cannot be reached.').waitFor()
    await page.unroute('**/v1/cases?*')
    await told.getByRole('button', { name: 'Try again' }).click()
    await page.getByText(`${PAGE} cases shown`).waitFor()
  }, 60_000)
})
