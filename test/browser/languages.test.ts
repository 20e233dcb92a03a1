// Every page in both languages and both widths: no word of the other language, nothing too wide.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser as describe, openBrowser } from '../browser.ts'
import { saleRecords, shopRecords } from './goods.ts'
import { type Market, openMarket } from './market.ts'
import {
  DESK,
  type Language,
  openWindow,
  overflowOf,
  PHONE,
  signIn,
  type Window,
} from './people.ts'

const SHOP = 'S-5'
const DAY = 86_400_000

/** What people and the marketplace said; it stays in their words whatever the page's language. */
const GIVEN = ['盒子里什么都没有', '确已装箱', '实重不足一百克', '铸铁锅', '杭州', '成都']
/** Names that are no words of a language: the product, identifiers, units, a time zone, hashes. */
const NAMES = [
  ...[/\bTare\b/g, /\bEN\b/g, /\bUTC\b/g, /\bCNY\b/g, /\bshunda\b/g, /\breasoned-1\b/g],
  ...[/\b[a-z]+(-[a-z]+)+\.[a-z]+\b/g, /\bnot-proven\b/g, /\bdefault\b/g, /\bLin\b/g],
  ...[/\bsettlement:\S+/g, /\bdeposit:\S+/g, /\b[0-9a-f]{12,}\b/g, /\b[A-Z]-\S+/g, /\bWO-\d+/g],
]

interface Scene {
  readonly name: string
  readonly path: string
  /** A party, or the roles of a member of staff; nobody where neither is named. */
  readonly party?: string
  readonly email?: string
}

/** All that can be read on a page, also by those who do not see it. */
async function readAloud(page: Page): Promise<string> {
  return page.evaluate(() => {
    const named = ['aria-label', 'placeholder', 'title'].flatMap((name) =>
      [...document.querySelectorAll(`[${name}]`)].map((each) => each.getAttribute(name) ?? ''),
    )
    const titles = [...document.querySelectorAll('svg title')].map((each) => each.textContent)
    return [document.title, document.body.innerText, ...named, ...titles].join('\n')
  })
}

function foreignWords(text: string, language: Language): string[] {
  let own = text
  for (const words of GIVEN) own = own.replaceAll(words, '')
  for (const name of NAMES) own = own.replace(name, '')
  // Each language is named in itself on the switch.
  own = own.replaceAll('中文', '')
  const foreign = language === 'en' ? /\p{Script=Han}+/gu : /[A-Za-z]{2,}/g
  return own.match(foreign) ?? []
}

describe('Both languages', () => {
  let browser: Browser
  let market: Market
  const scenes: Scene[] = []
  const password = 'a long enough password'

  async function reported(orderId: string): Promise<string> {
    const buyerId = `B-${orderId}`
    await market.send(saleRecords({ orderId, shopId: SHOP, buyerId, grams: 60, now: market.now() }))
    const body = {
      ...{ orderId, buyerId, reason: 'empty_parcel', declaredTruthful: true },
      ...{ description: '盒子里什么都没有', desiredOutcome: 'refund' },
    }
    return (await market.call<{ id: string }>({ path: '/v1/reports', body })).id
  }

  async function answered(orderId: string): Promise<string> {
    const id = await reported(orderId)
    const body = { stance: 'contest', explanation: '确已装箱' }
    await market.call({ path: `/v1/cases/${id}/response`, body, as: `seller:${SHOP}` })
    return id
  }

  async function makeScenes(): Promise<void> {
    await market.send(shopRecords(SHOP))
    const { email } = await market.hire('Lin', 'reviewer', 'finance')
    const decided = async (orderId: string, finding: string) => {
      const id = await answered(orderId)
      const token = await market.signIn({ email, password })
      const body = { finding, rationale: '实重不足一百克' }
      await market.call({ path: `/v1/cases/${id}/decision`, body, token })
      // A step of the ladder is what is done after the last decision.
      market.wait(10 * DAY)
      return id
    }
    const first = await decided('O-1', 'deliberate_empty_parcel')
    await decided('O-2', 'deliberate_empty_parcel')
    const proposed = await decided('O-3', 'deliberate_empty_parcel')
    const falseOne = await decided('O-4', 'malicious_report')
    const open = await answered('O-5')
    const fresh = await reported('O-6')
    await market.settle()
    const at = (id: string) => `/console/cases/${id}`
    scenes.push(
      { name: 'the door', path: '/console/sign-in' },
      { name: 'a lost address', path: '/console/nowhere' },
      { name: 'parties without a link', path: '/party' },
      { name: 'the queue', path: '/console?show=all', email },
      { name: 'a fresh case', path: at(fresh), email },
      { name: 'an answered case', path: at(open), email },
      { name: 'a proposed decision', path: at(proposed), email },
      { name: 'a decided case', path: at(first), email },
      { name: 'a false report', path: at(falseOne), email },
      { name: 'a shop', path: `/console/shops/${SHOP}`, email },
      { name: 'a buyer’s cases', path: '/party', party: 'buyer:B-O-4' },
      { name: 'the report', path: '/party/report', party: 'buyer:B-O-1' },
      { name: 'a buyer’s case', path: `/party/cases/${first}`, party: 'buyer:B-O-1' },
      { name: 'a seller’s cases', path: '/party', party: `seller:${SHOP}` },
      { name: 'a seller’s case', path: `/party/cases/${fresh}`, party: `seller:${SHOP}` },
      { name: 'a seller’s shop', path: '/party/shop', party: `seller:${SHOP}` },
      { name: 'the check', path: '/party/check', party: `seller:${SHOP}` },
    )
  }

  beforeAll(async () => {
    market = await openMarket()
    browser = await openBrowser()
    await makeScenes()
  }, 120_000)

  afterAll(async () => {
    await browser?.close()
    await market?.close()
  })

  /** A window for whoever a scene is for. */
  async function windowFor({ party, email }: Scene, window: Window): Promise<Page> {
    const page = await openWindow(browser, window)
    if (email) await signIn(page, market, { email, password })
    if (!party) return page
    await page.goto(await market.linkFor(party))
    await page.locator('main h1').waitFor()
    return page
  }

  /** Waits until nothing more is being loaded. */
  async function enter(page: Page, path: string): Promise<void> {
    await page.goto(`${market.url}${path}`)
    await page.locator('h1').first().waitFor()
    await page.locator('.ant-skeleton').first().waitFor({ state: 'detached' })
  }

  async function faultsOf(page: Page, language: Language): Promise<string[]> {
    const foreign = foreignWords(await readAloud(page), language)
    const tooWide = await overflowOf(page)
    const lang = await page.locator('html').getAttribute('lang')
    return [
      ...(foreign.length > 0 ? [`says ${foreign.join(', ')}`] : []),
      ...(tooWide > 0 ? [`is ${tooWide} pixels too wide`] : []),
      ...(lang === language ? [] : [`says it is in ${lang}`]),
    ]
  }

  async function walk(language: Language): Promise<string[]> {
    const faults: string[] = []
    const pages = new Map<string, Page>()
    for (const scene of scenes) {
      const who = scene.party ?? scene.email ?? ''
      const page = pages.get(who) ?? (await windowFor(scene, { language }))
      pages.set(who, page)
      await enter(page, scene.path)
      for (const size of [DESK, PHONE]) {
        await page.setViewportSize(size)
        const found = await faultsOf(page, language)
        faults.push(...found.map((fault) => `${scene.name}, ${size.width} wide, ${fault}`))
      }
    }
    for (const page of pages.values()) await page.context().close()
    return faults
  }

  test('no page in Chinese has an English word left, and none is too wide for a phone', async () => {
    expect(await walk('zh-CN')).toEqual([])
  }, 90_000)

  test('no page in English has a Chinese word left, and none is too wide for a phone', async () => {
    expect(await walk('en')).toEqual([])
  }, 90_000)

  test('the choice of a language is kept, and changes what is on the page at once', async () => {
    const page = await openWindow(browser)
    await page.goto(`${market.url}/console/sign-in`)
    await page.getByText('中文').click()
    await page.getByRole('heading', { name: '登录案件台' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: '登录案件台' }).waitFor()
    await page.context().close()
  }, 60_000)
})
