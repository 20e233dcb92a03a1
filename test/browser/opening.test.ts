// What every browser test stands on: an installed browser opens, and runs what a page says.
import { expect, test } from 'vitest'
import { describeInBrowser as describe, openBrowser } from '../browser.ts'

describe('the installed browser', () => {
  test('opens a page, runs its script and shows Chinese', async () => {
    const browser = await openBrowser()
    try {
      const page = await browser.newPage()
      await page.setContent(
        '<h1></h1><script>document.querySelector("h1").append("空包裹")</script>',
      )
      expect(await page.getByRole('heading').textContent()).toBe('空包裹')
    } finally {
      await browser.close()
    }
  })
})
