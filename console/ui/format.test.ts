// Tests of amounts and distances as people of either language read them.
import { expect, test } from 'vitest'
import { formatDistance, formatMoney } from './format.ts'

const HOUR = 3_600_000

test('minor units become an amount of their currency, also of one without decimals', () => {
  expect(formatMoney('en', { amount: 12_345, currency: 'CNY' })).toBe('¥123.45')
  expect(formatMoney('zh-CN', { amount: 12_345, currency: 'CNY' })).toBe('¥123.45')
  expect(formatMoney('en', { amount: 500, currency: 'JPY' })).toBe('¥500')
  expect(formatMoney('en', { amount: 500, currency: 'CNY' }, 'exceptZero')).toBe('+¥5.00')
})

test('a deadline is told in hours up to three days, and never rounded up', () => {
  expect(formatDistance('en', 0, 47.9 * HOUR)).toBe('in 47 hours')
  expect(formatDistance('zh-CN', 0, 47.9 * HOUR)).toBe('47小时后')
  expect(formatDistance('en', 0, 80 * HOUR)).toBe('in 3 days')
  expect(formatDistance('en', 2 * HOUR, 0)).toBe('2 hours ago')
  expect(formatDistance('en', 0, 90_000)).toBe('in 1 minute')
})
