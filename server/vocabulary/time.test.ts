// What counts as a moment, and what does not.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatInstant, instant, parseInstant } from './time.ts'

describe('a moment', () => {
  it.each([
    ['2026-08-03T09:00:00Z', '2026-08-03T09:00:00Z'],
    ['2026-08-03T09:00:00+08:00', '2026-08-03T01:00:00Z'],
    ['2026-08-03t09:00:00.250z', '2026-08-03T09:00:00.250Z'],
    ['2026-08-03 09:00:00-03:30', '2026-08-03T12:30:00Z'],
    ['2024-02-29T23:59:59.999999Z', '2024-02-29T23:59:59.999Z'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00Z'],
  ])('reads %s', (text, expected) => {
    const read = parseInstant(text)
    expect(read === undefined ? undefined : formatInstant(read)).toBe(expected)
  })

  it.each([
    '2026-08-03T09:00:00',
    '2026-08-03',
    '2026-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-04-31T00:00:00Z',
    '2026-08-03T24:00:00Z',
    '2026-08-03T09:60:00Z',
    '2026-08-03T09:00:00+24:00',
    '1969-12-31T23:59:59Z',
    '9999-12-31T23:59:59-00:01',
    '9999-12-31T23:59:60Z',
    '1754213400',
    'yesterday',
    '',
  ])('does not read %s', (text) => {
    expect(parseInstant(text)).toBeUndefined()
  })

  it('comes back from its own text unchanged', () => {
    const moments = fc.integer({ min: 0, max: 253_402_300_799_999 })
    fc.assert(
      fc.property(moments, (milliseconds) => {
        const at = instant(milliseconds)
        expect(parseInstant(formatInstant(at))).toBe(at)
      }),
    )
  })
})
