// One empty parcel, through everybody's pages: reported, answered, decided, paid.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser as describe, openBrowser } from '../browser.ts'
import { saleRecords, shopRecords } from './goods.ts'
import { type Market, openMarket } from './market.ts'
import { openWindow, overflowOf, signIn } from './people.ts'

const SHOP = 'S-7'
const BUYER = 'B-9'
const ORDER = 'O-1001'

describe('One empty parcel', () => {
  let browser: Browser
  let market: Market
  let buyer: Page
  let seller: Page
  let reviewer: Page

  beforeAll(async () => {
    market = await openMarket()
    browser = await openBrowser()
    await market.send(shopRecords(SHOP))
    await market.send(saleRecords({ orderId: ORDER, shopId: SHOP, buyerId: BUYER, grams: 60 }))
    buyer = await openWindow(browser, { isPhone: true })
    seller = await openWindow(browser, { isPhone: true })
    reviewer = await openWindow(browser)
  }, 120_000)

  afterAll(async () => {
    await browser?.close()
    await market?.close()
  })

  test('the buyer comes by a link whose token leaves the address, and reports on a phone', async () => {
    await buyer.goto(await market.linkFor(`buyer:${BUYER}`))
    await buyer.getByRole('heading', { name: 'Your cases' }).waitFor()
    expect(buyer.url()).toBe(`${market.url}/party`)

    await buyer.getByRole('link', { name: 'Report an order' }).first().click()
    await buyer.getByRole('button', { name: 'Send the report' }).click()
    await buyer.getByText('We need this before we can ask the seller.').waitFor()

    await buyer.getByLabel('Order number').fill(ORDER)
    await buyer.getByLabel('The parcel was empty').check()
    await buyer.getByLabel('What happened?').fill('There was an empty bag in the box.')
    await buyer.getByLabel('What I have said is true.').check()
    await buyer.getByRole('button', { name: 'Send the report' }).click()

    await buyer.getByText('We ask the seller first').waitFor()
    expect(await buyer.getByText('Waiting for the seller’s answer').count()).toBe(1)
    expect(await overflowOf(buyer)).toBe(0)
    await market.settle()
  }, 60_000)

  test('the seller sees the case with its deadline, and contests it', async () => {
    await seller.goto(await market.linkFor(`seller:${SHOP}`))
    await seller.getByText(/Answer due in 4[78] hours/).waitFor()
    await seller.getByRole('link', { name: 'Empty parcel' }).click()
    await seller.getByText('There was an empty bag in the box.').waitFor()
    await seller.getByRole('button', { name: 'Send my answer' }).click()
    await seller.getByText('Choose one of the two.').waitFor()

    await seller.getByLabel(/I contest it/).check()
    await seller.getByLabel('What happened').fill('We packed the pan ourselves.')
    await seller.getByRole('button', { name: 'Send my answer' }).click()
    await seller.getByText('A reviewer is looking at it').waitFor()
    expect(await seller.getByRole('button', { name: 'Send my answer' }).count()).toBe(0)
  }, 60_000)

  test('the seller weighs a parcel before it ships, and is told when something is missing', async () => {
    await seller.getByRole('link', { name: 'Weigh a parcel' }).click()
    await seller.getByLabel('Order number').fill(ORDER)
    await seller.getByLabel('Weight of the packed parcel').fill('60')
    await seller.getByRole('button', { name: 'Check the weight' }).click()
    await seller.getByText('Look inside once more').waitFor()
    await seller.getByLabel('Weight of the packed parcel').fill('1290')
    await seller.getByRole('button', { name: 'Check the weight' }).click()
    await seller.getByText('The weight fits', { exact: true }).waitFor()
    await seller.goBack()
  }, 60_000)

  test('the reviewer finds the case first, with both sides and the weights', async () => {
    await signIn(reviewer, market, await market.hire('Rita Reviewer', 'reviewer'))
    const row = reviewer.getByRole('row').filter({ hasText: ORDER })
    await row.getByText('near certain').waitFor()
    await row.getByRole('link').first().click()

    await reviewer.getByText('There was an empty bag in the box.').waitFor()
    await reviewer.getByText('We packed the pan ourselves.').waitFor()
    await reviewer.getByText(/The carrier weighed 60 g where/).waitFor()
    await reviewer.getByRole('img', { name: /^The scale showed 60 g/ }).waitFor()
    await reviewer.getByRole('cell', { name: '铸铁锅' }).waitFor()

    await reviewer.getByRole('button', { name: 'Take it' }).click()
    await reviewer.getByRole('button', { name: 'Lay it down' }).waitFor()
  }, 60_000)

  test('the reviewer sees what each finding costs, and must give reasons', async () => {
    await reviewer.getByLabel(/^Not proven/).check()
    await reviewer.getByText('No measures. The case ends without consequences.').waitFor()
    await reviewer.getByLabel(/^Deliberate empty parcel/).check()
    await reviewer.getByText('¥167.70').waitFor()
    await reviewer.getByRole('button', { name: 'Review and decide' }).click()
    await reviewer.getByText('Write at least 10 characters.').waitFor()

    await reviewer
      .getByLabel('Reasons, in your own words')
      .fill('60 g cannot hold a pan of 1.2 kg.')
    await reviewer.getByRole('button', { name: 'Review and decide' }).click()
    const asked = reviewer.getByRole('dialog')
    await asked.getByText('¥167.70').waitFor()
    await asked.getByRole('button', { name: 'Decide', exact: true }).click()

    await reviewer.getByText('The decision stands. Either side may appeal until').waitFor()
    await market.settle()
    const effect = reviewer.getByRole('row').filter({ hasText: 'Compensation to the buyer' })
    await effect.getByText('waiting for the marketplace').waitFor()
  }, 60_000)

  test('the statement of reasons can be read in both languages', async () => {
    await reviewer.getByRole('button', { name: 'Statement of reasons' }).click()
    const statement = reviewer.getByRole('dialog')
    await statement.getByText('60 g cannot hold a pan of 1.2 kg.').waitFor()
    await statement.getByText('中文').click()
    await statement.locator('article[lang="zh-CN"]').waitFor()
    await statement.getByRole('button', { name: 'Close' }).last().click()
  }, 60_000)

  test('the shop has lost the money and may not withdraw', async () => {
    await reviewer.getByRole('link', { name: SHOP }).click()
    await reviewer.getByText('¥832.30').waitFor()
    await reviewer.getByText('¥1,000.00').first().waitFor()
    const sanctions = reviewer.getByRole('table').first()
    await sanctions.getByText('No withdrawals').waitFor()
    await sanctions.getByText('Item taken down').waitFor()
    expect(await reviewer.getByText('Entries').count()).toBe(0)
  }, 60_000)

  test('finance reads the entries, each with its reason', async () => {
    const finance = await openWindow(browser)
    await signIn(finance, market, await market.hire('Fin Ance', 'finance'))
    await finance.goto(`${market.url}/console/shops/${SHOP}`)
    const paid = finance.getByRole('row').filter({ hasText: 'Compensation paid' })
    await paid.getByText('+¥167.70').waitFor()
    await paid.getByText('Ordered by a decision').waitFor()
    await finance.context().close()
  }, 60_000)

  test('the buyer learns of the money, and the seller of what follows', async () => {
    await buyer.reload()
    await buyer.getByText('You receive ¥167.70').waitFor()
    await buyer.getByRole('button', { name: 'Read the statement of reasons' }).click()
    await buyer.getByRole('dialog').getByText('60 g cannot hold a pan of 1.2 kg.').waitFor()

    await seller.reload()
    await seller.getByText('The buyer receives ¥167.70').waitFor()
    await seller.getByRole('link', { name: 'Your shop' }).click()
    await seller.getByText('¥832.30').waitFor()
    expect(await overflowOf(seller)).toBe(0)
  }, 60_000)
})
