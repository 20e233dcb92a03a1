// Severe decisions: proposed by one, agreed to by another; and what is seen when a case moves on.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser as describe, openBrowser } from '../browser.ts'
import { saleRecords, shopRecords } from './goods.ts'
import { type Market, openMarket, type SignIn } from './market.ts'
import { openWindow, signIn } from './people.ts'

const SHOP = 'S-3'
const DAY = 86_400_000
const FINDING = 'deliberate_empty_parcel'

describe('A second person', () => {
  let browser: Browser
  let market: Market
  let first: SignIn
  let reviewer: Page
  let senior: Page

  /** A reported and answered case of the shop; answers its id. */
  async function answeredCase(orderId: string): Promise<string> {
    const buyerId = `B-${orderId}`
    await market.send(saleRecords({ orderId, shopId: SHOP, buyerId, grams: 60, now: market.now() }))
    const report = {
      ...{ orderId, buyerId, reason: 'empty_parcel', declaredTruthful: true },
      description: 'Only a bag.',
    }
    const { id } = await market.call<{ id: string }>({ path: '/v1/reports', body: report })
    const body = { stance: 'contest', explanation: 'It was packed.' }
    await market.call({ path: `/v1/cases/${id}/response`, body, as: `seller:${SHOP}` })
    return id
  }

  async function decide(id: string): Promise<void> {
    const body = { finding: FINDING, rationale: 'The scale says so.' }
    const token = await market.signIn(first)
    await market.call({ path: `/v1/cases/${id}/decision`, body, token })
  }

  beforeAll(async () => {
    market = await openMarket()
    browser = await openBrowser()
    await market.send(shopRecords(SHOP))
    first = await market.hire('Rita Reviewer', 'reviewer')
    const second = await market.hire('Sam Senior', 'senior_reviewer')
    // The third time is grave enough for two; a step of the ladder is what is done after the last.
    for (const orderId of ['O-1', 'O-2']) {
      await decide(await answeredCase(orderId))
      market.wait(10 * DAY)
    }
    await market.settle()
    reviewer = await openWindow(browser)
    senior = await openWindow(browser)
    await signIn(reviewer, market, first)
    await signIn(senior, market, second)
  }, 120_000)

  afterAll(async () => {
    await browser?.close()
    await market?.close()
  })

  test('a severe decision is only proposed, and its maker cannot agree to it', async () => {
    const id = await answeredCase('O-3')
    await reviewer.goto(`${market.url}/console/cases/${id}`)
    await reviewer.getByLabel(/^Deliberate empty parcel/).check()
    await reviewer.getByText('A second person must agree before this stands.').waitFor()
    await reviewer.getByLabel('Reasons, in your own words').fill('The third parcel without a pan.')
    await reviewer.getByRole('button', { name: 'Review and decide' }).click()
    await reviewer.getByRole('dialog').getByRole('button', { name: 'Propose' }).click()

    await reviewer.getByRole('heading', { name: 'Proposed decision' }).waitFor()
    const agree = reviewer.getByRole('button', { name: 'Agree, let it stand' })
    expect(await agree.isDisabled()).toBe(true)
    await reviewer.getByText('You proposed this decision; somebody else must look at it.').waitFor()

    await senior.goto(`${market.url}/console?show=second`)
    await senior.getByRole('row').filter({ hasText: 'O-3' }).getByRole('link').first().click()
    await senior.getByText('The third parcel without a pan.').waitFor()
    await senior.getByRole('button', { name: 'Agree, let it stand' }).click()
    const asked = senior.getByRole('dialog')
    await asked.getByRole('button', { name: 'Agree, let it stand' }).click()
    await senior.getByText('A second person agreed.').waitFor()
  }, 60_000)

  test('what the second person sends back waits for a new decision, with the reason', async () => {
    const id = await answeredCase('O-4')
    await decide(id)
    await senior.goto(`${market.url}/console/cases/${id}`)
    await senior.getByRole('button', { name: 'Send it back' }).click()
    await senior.getByRole('button', { name: 'Send it back' }).click()
    await senior.getByText('Say why.').waitFor()
    await senior.getByLabel('Why it should be decided anew').fill('Ask the carrier first.')
    await senior.getByRole('button', { name: 'Send it back' }).click()
    await senior.getByText(/Ask the carrier first\./).waitFor()
    await senior.getByText('Answered', { exact: true }).waitFor()
  }, 60_000)

  test('who decides too late is told what happened, and shown how it is now', async () => {
    const id = await answeredCase('O-5')
    await senior.goto(`${market.url}/console/cases/${id}`)
    await senior.getByLabel(/^Not proven/).check()
    await senior.getByLabel('Reasons, in your own words').fill('The scale may have been wrong.')
    await senior.getByRole('button', { name: 'Review and decide' }).click()
    await decide(id)
    await senior.getByRole('dialog').getByRole('button', { name: 'Decide', exact: true }).click()
    const told = senior.getByRole('alert')
    await told.getByText(/The case has moved on/).waitFor()
    await told.getByRole('button', { name: 'Show how it is now' }).click()
    await senior.getByRole('heading', { name: 'Proposed decision' }).waitFor()
  }, 60_000)
})
